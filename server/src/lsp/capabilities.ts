import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver';
import type { InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '../languages/token-legend.ts';
import { commandIds } from './messages.ts';
import type { ClientAbilities } from './messages.ts';

/** The kind of code action that applies every safe fix: on save, or from the menu of source actions. */
export const fixAll = `${CodeActionKind.SourceFixAll}.layerwise`;

/** The commands that make an edit, in any editor: `workspace/executeCommand` with `[documentUri]`. */
export const editingCommands = [commandIds.fixAll, commandIds.createDockerignore, commandIds.convertToMultiStage] as const;
export type EditingCommand = (typeof editingCommands)[number];

/** The commands that the server has for editors which draw nothing themselves: the last is what a click on a lens does. */
const announcedCommands = [...editingCommands, commandIds.showLayers];

/** What our own client says of itself beyond LSP; nothing where the client is another. */
export function abilitiesIn({ initializationOptions }: InitializeParams): ClientAbilities {
  return (initializationOptions as ClientAbilities | undefined) ?? {};
}

/**
 * The capabilities of the server. They are apart from the features that implement them, so that `initialize` can be answered before
 * those are loaded: this file may import tables, and nothing that computes.
 */
export function capabilitiesFor(params: InitializeParams): ServerCapabilities {
  const { textDocument } = params.capabilities;
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAll, CodeActionKind.RefactorRewrite] },
    codeLensProvider: {},
    completionProvider: { triggerCharacters: [' ', '-', '=', ',', ':', '/', '$', '{', '"', '#'], resolveProvider: true },
    definitionProvider: true,
    documentFormattingProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
    documentRangeFormattingProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    hoverProvider: true,
    inlayHintProvider: true,
    referencesProvider: true,
    renameProvider: textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
    signatureHelpProvider: { triggerCharacters: [' ', '=', ','] },
    // Our own client registers them itself: the editor would know each twice.
    ...(!abilitiesIn(params).commands && { executeCommandProvider: { commands: announcedCommands } }),
  };
}
