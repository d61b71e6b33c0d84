import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver';
import type { InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '../languages/token-legend.ts';
import { commandIds } from './messages.ts';
import type { ClientAbilities } from './messages.ts';

/** The kind of code action that applies every safe fix: on save, or from the menu of source actions. */
export const fixAll = `${CodeActionKind.SourceFixAll}.layerwise`;

/** The commands that create an edit, in any editor: `workspace/executeCommand` with `[documentUri]`. */
export const editingCommands = [commandIds.fixAll, commandIds.createDockerignore, commandIds.convertToMultiStage] as const;
export type EditingCommand = (typeof editingCommands)[number];

/** The commands for editors without our views: the last one is run by a click on a CodeLens. */
const announcedCommands = [...editingCommands, commandIds.showLayers];

/** What our own client supports beyond LSP; empty for other clients. */
export function abilitiesIn({ initializationOptions }: InitializeParams): ClientAbilities {
  return (initializationOptions as ClientAbilities | undefined) ?? {};
}

/** A link to the documentation of a rule, for clients with `ruleCommands`. VS Code reads the arguments of a command from the query. */
export function ruleLink(rule: string): string {
  return `command:${commandIds.showRule}?${encodeURIComponent(JSON.stringify([rule]))}`;
}

/**
 * The capabilities of the server. They are separate from the features that implement them, so that `initialize` can be answered before
 * those are loaded: this file may import tables, but no code that computes.
 */
export function capabilitiesFor(params: InitializeParams): ServerCapabilities {
  const { textDocument } = params.capabilities;
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAll, CodeActionKind.Refactor] },
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
    // Our own client registers them itself: otherwise the editor would have them twice.
    ...(!abilitiesIn(params).commands && { executeCommandProvider: { commands: announcedCommands } }),
  };
}
