import { CodeActionKind, type InitializeParams, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '../services/semantic-tokens/legend.ts';
import { type ClientAbilities, COMMANDS } from './messages.ts';

/** The kind of code action that applies every safe fix: on save, or from the menu of source actions. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.layerwise`;

/** The commands that make an edit, in any editor: `workspace/executeCommand` with `[documentUri]`. */
export const EDITING_COMMANDS = [COMMANDS.fixAll, COMMANDS.createDockerignore, COMMANDS.convertToMultiStage] as const;
export type EditingCommand = (typeof EDITING_COMMANDS)[number];

/** The commands that the server has for editors which draw nothing themselves: the last is what a click on a lens does. */
const ANNOUNCED_COMMANDS = [...EDITING_COMMANDS, COMMANDS.showLayers];

/** What our own client says of itself beyond LSP; nothing where the client is another. */
export function abilitiesIn({ initializationOptions }: InitializeParams): ClientAbilities {
  return (initializationOptions as ClientAbilities | undefined) ?? {};
}

/**
 * What the server can do, as LSP announces it. It stands apart from the features, which do it, so that an editor can be greeted before
 * those are loaded: this file may import tables, and nothing that computes.
 */
export function capabilitiesFor(params: InitializeParams): ServerCapabilities {
  const { textDocument } = params.capabilities;
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, CodeActionKind.RefactorRewrite] },
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
    ...(!abilitiesIn(params).commands && { executeCommandProvider: { commands: ANNOUNCED_COMMANDS } }),
  };
}
