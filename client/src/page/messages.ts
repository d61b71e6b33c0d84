import type { ImageView, LayersView, SavingsView } from '../../../server/src/lsp/messages.ts';

/** What the extension sends to the page. */
export type ToPage =
  | { readonly type: 'layers'; readonly layers: LayersView; readonly texts: PageTexts; readonly language: string }
  | { readonly type: 'savings'; readonly savings: SavingsView }
  | { readonly type: 'picked'; readonly version: number; readonly ids: readonly string[]; readonly image: ImageView | null }
  /** A sentence for the user, or an empty one. `isError`: something was refused. */
  | { readonly type: 'notice'; readonly text: string; readonly isError: boolean };

/** What the page sends to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'pick'; readonly version: number; readonly ids: readonly string[] }
  | { readonly type: 'apply'; readonly version: number; readonly ids: readonly string[] }
  | { readonly type: 'export'; readonly format: ExportFormat; /** The file: text, or base64 for a picture. */ readonly content: string };

export type ExportFormat = 'svg' | 'png' | 'json';

/** The fixed texts of the page in the user's language; `{0}` and `{1}` stand for values. */
export type PageTexts = Readonly<Record<PageTextName, string>>;

export type PageTextName =
  | 'after'
  | 'apply'
  | 'applyPicked'
  | 'before'
  | 'canBeLarger'
  | 'checking'
  | 'download'
  | 'efficiency'
  | 'efficiencyHelp'
  | 'empty'
  | 'estimate'
  | 'export'
  | 'finalImage'
  | 'goToLine'
  | 'layers'
  | 'line'
  | 'manual'
  | 'noSavings'
  | 'otherLayers'
  | 'pickHelp'
  | 'picked'
  | 'safe'
  | 'savings'
  | 'size'
  | 'stages'
  | 'suggestion'
  | 'unknown'
  | 'waste'
  | 'noWaste'
  | 'emptyStage';
