/**
 * The messages between the language server and Layerwise's own client, beyond LSP. The client imports this file, so it imports nothing.
 * Method names are keys of the two tables; every entry is `[params, result]`.
 */

/** Requests that the server sends: the client answers them with the editor's own file system. */
export interface ClientRequests {
  'layerwise/readText': [params: { readonly uri: string; readonly limit: number }, result: string | null];
  /** Base64 of at most `bytes` bytes from the file's start. */
  'layerwise/readHead': [params: { readonly uri: string; readonly bytes: number }, result: string | null];
  /** Everything below a folder, except for the contents of folders with the names in `skip`. */
  'layerwise/list': [params: { readonly uri: string; readonly limit: number; readonly skip: readonly string[] }, result: Listing | null];
}

/** Requests that the client sends. */
export interface ServerRequests {
  'layerwise/multiStage': [params: DocumentParams, result: MultiStagePreview | null];
  'layerwise/layers': [params: DocumentParams, result: LayersView | null];
  /** What would make the final image smaller. Slower than the layers: each saving is measured. */
  'layerwise/savings': [params: DocumentParams, result: SavingsView | null];
  /** The image after some of the savings; null if the document has another version by now. */
  'layerwise/pickSavings': [params: PickedSavings, result: ImageView | null];
  /** Makes the changes of savings as one edit. The reason if nothing was changed, in the user's language. */
  'layerwise/applySavings': [params: PickedSavings, result: { readonly refused: string | null }];
  /** The size of the final image for the status bar, as `312 MB` or `≥ 917 MB`; null if nothing is known. */
  'layerwise/total': [params: DocumentParams, result: TotalView | null];
  /** The layers of a document beside those of the newest image that was built from it. */
  'layerwise/compareWithImage': [params: DocumentParams, result: ComparisonView | null];
  /** The documentation of a rule, in Markdown; null for an unknown rule. */
  'layerwise/rulePage': [params: { readonly rule: string }, result: string | null];
}

/** Notifications that the server sends to its own client. */
export interface ServerNotifications {
  /** The build context of a document: sent whenever it has changed. */
  'layerwise/context': ContextView;
  /** The sizes of a document may be others, although its text is the same: its build context or a table was read. */
  'layerwise/sizesChanged': DocumentParams;
  /** Whether the container engines answer: sent when that has changed; null while they are not asked. */
  'layerwise/engine': EngineView | null;
}

/** The build context of a document. Texts are in the reader's language. */
export interface ContextView {
  /** URI of the document. */
  readonly uri: string;
  /** The folder, by its name in the workspace. */
  readonly folder: string;
  /** How the folder was chosen, in a sentence. */
  readonly reason: string;
  /** Where the folder is named; null if a setting names it, or it is a guess. */
  readonly evidence: { readonly uri: string; readonly line: number } | null;
}

export interface DocumentParams {
  readonly uri: string;
}

/** A folder's entries: path relative to the folder, kind (`f`ile, `d`irectory, `l`ink), bytes. Tuples keep a large listing small. */
export interface Listing {
  readonly entries: readonly (readonly [path: string, kind: 'f' | 'd' | 'l', size: number])[];
  readonly truncated: boolean;
}

/** The converted Dockerfile, or why it was refused. All texts are in the user's language. */
export type MultiStagePreview =
  | {
      readonly converted: true;
      /** The version of the document that was converted; the edit applies to this version only. */
      readonly version: number;
      readonly newText: string;
      /** The sizes before and after, if they are known, then the decisions and their reasons: one sentence each. */
      readonly message: string;
    }
  | { readonly converted: false; readonly reason: string };

/** Savings of one version of a document. */
export interface PickedSavings extends DocumentParams {
  readonly version: number;
  readonly ids: readonly string[];
}

/** What container engines say. Texts are in the user's language. */
export interface EngineView {
  /** `12 images`, `not available`. */
  readonly text: string;
  /** Why there are no images; null if there are. */
  readonly problem: string | null;
}

/** A comparison with an image, in Markdown, or why there is none. */
export type ComparisonView = { readonly markdown: string } | { readonly refused: string };

/** The size of the final image. */
export interface TotalView {
  readonly short: string;
  /** In words, and what is wasted. */
  readonly tooltip: string;
}

/** What would make the final image smaller, the largest saving first. Texts are in the user's language. */
export interface SavingsView {
  /** The version of the document that they apply to. */
  readonly version: number;
  readonly savings: readonly SavingView[];
}

export interface SavingView {
  readonly id: string;
  readonly title: string;
  readonly reason: string | null;
  /** What a person should check; null for a safe change. */
  readonly risk: string | null;
  /** `19.9 MB`, `28–36 MB`, `≥ 900 MB`. */
  readonly size: string;
  readonly bytes: number;
  /** Zero-based. */
  readonly line: number;
  /** Whether the change can be made automatically. */
  readonly canApply: boolean;
}

/** The final image as a whole. Texts are in the user's language, sizes in bytes on disk. */
export interface ImageView {
  /** `about 1.0 to 1.2 GB`, `at least 917 MB`, `not known`. */
  readonly total: string;
  /** The sum of what is known. */
  readonly bytes: number;
  readonly isComplete: boolean;
  /** What the total was estimated to be, in words; null if nothing of it is measured. */
  readonly estimate: string | null;
  readonly download: string | null;
  readonly wasted: number;
  readonly wastedText: string | null;
  /** From 0 to 1. */
  readonly efficiency: number | null;
  readonly parts: readonly ImagePartView[];
}

/** The base image or a layer of the final image. */
export interface ImagePartView {
  /** Zero-based; in the text after the changes for an image with savings. */
  readonly line: number;
  readonly text: string;
  readonly bytes: number;
  readonly wasted: number;
  readonly size: string;
  /** Why the size is not known, and what would make it known. */
  readonly unknown: string | null;
}

/** The layers of every stage, ready for display. Texts are in the user's language. */
export interface LayersView {
  readonly title: string;
  /** The version of the document. */
  readonly version: number;
  /** Null for a document without stages. */
  readonly image: ImageView | null;
  readonly stages: readonly StageView[];
}

export interface StageView {
  /** `builder`, `Stage 0`. */
  readonly name: string;
  /** Zero-based line of its FROM. */
  readonly line: number;
  /** `312 MB`, or a text for an unknown size. */
  readonly total: string;
  readonly final: boolean;
  /** The base first, then the layers. */
  readonly layers: readonly LayerView[];
}

export interface LayerView {
  /** Zero-based line of the instruction. */
  readonly line: number;
  readonly keyword: string;
  /** The instruction on one line, its keyword first. */
  readonly text: string;
  /** `84.1 MB`, `≈ 84 MB`, `size unknown`. */
  readonly size: string;
  /** Likely bytes, for the length of the bar; undefined if not known. */
  readonly bytes: number | undefined;
  /** How many of the bytes are not needed, and the same as text. */
  readonly wasted: number;
  readonly wastedText: string | undefined;
  /** The source of the size, as a sentence. */
  readonly detail: string;
  /** For a measured size: `measured 2 hours ago`, and `estimated 28–36 MB` if something was known before. */
  readonly measured: string | undefined;
  readonly estimate: string | undefined;
  readonly parts: readonly { readonly name: string; readonly size: string; readonly bytes: number }[];
}

/** What Layerwise's own client can do beyond LSP, sent with `initialize`. Other clients send nothing. */
export interface ClientAbilities {
  /** It handles `ClientRequests`. */
  readonly files?: boolean;
  /** It registers the commands itself, so the server must not register them again. */
  readonly commands?: boolean;
  /** It displays `layerwise/context`. */
  readonly contexts?: boolean;
  /** It has the commands `showRule` and `turnOffRule`, with the id of a rule as argument, and opens links to commands. */
  readonly ruleCommands?: boolean;
  /** The editor's command that triggers completion: it runs after items that leave more to complete. */
  readonly suggestCommand?: string;
  /** The URL of the folder of data files, with a slash at the end: for the web worker. */
  readonly dataFolder?: string;
}

/** Command ids, the same in the palette and in `workspace/executeCommand`. */
export const commandIds = {
  convertToMultiStage: 'layerwise.convertToMultiStage',
  showLayers: 'layerwise.showLayers',
  fixAll: 'layerwise.fixAll',
  createDockerignore: 'layerwise.createDockerignore',
  compareWithBuiltImage: 'layerwise.compareWithBuiltImage',
  restartServer: 'layerwise.restartServer',
  showOutput: 'layerwise.showOutput',
  showRule: 'layerwise.showRule',
  turnOffRule: 'layerwise.turnOffRule',
} as const;
