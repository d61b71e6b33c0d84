// Every request that the server supports, with the capability that announces it, for the stress test and the benchmark.

const formatting = { tabSize: 4, insertSpaces: true };

/**
 * One row per request. `needs`: its capability. `params`: creates its parameters from `{ uri, position, range, memory }`; `memory` keeps
 * what a later request needs from an answer (the last semantic tokens, an item to resolve). `mayRefuse`: it may answer with an error whose
 * text the editor shows.
 */
export const requests = [
  { name: 'hover', method: 'textDocument/hover', needs: 'hoverProvider', params: at },
  {
    name: 'completion',
    method: 'textDocument/completion',
    needs: 'completionProvider',
    params: at,
    keep: (list, memory) => (memory.item = (list.items ?? list)[0] ?? memory.item),
  },
  {
    name: 'completion item',
    method: 'completionItem/resolve',
    needs: 'completionProvider',
    params: ({ memory }) => memory.item ?? { label: 'RUN' },
  },
  { name: 'signature help', method: 'textDocument/signatureHelp', needs: 'signatureHelpProvider', params: at },
  { name: 'definition', method: 'textDocument/definition', needs: 'definitionProvider', params: at },
  {
    name: 'references',
    method: 'textDocument/references',
    needs: 'referencesProvider',
    params: ({ position }) => ({ position, context: { includeDeclaration: true } }),
  },
  { name: 'highlight', method: 'textDocument/documentHighlight', needs: 'documentHighlightProvider', params: at },
  { name: 'prepare rename', method: 'textDocument/prepareRename', needs: 'renameProvider', params: at, mayRefuse: true },
  {
    name: 'rename',
    method: 'textDocument/rename',
    needs: 'renameProvider',
    params: ({ position }) => ({ position, newName: 'renamed' }),
    mayRefuse: true,
  },
  { name: 'symbols', method: 'textDocument/documentSymbol', needs: 'documentSymbolProvider', params: () => ({}) },
  { name: 'folding', method: 'textDocument/foldingRange', needs: 'foldingRangeProvider', params: () => ({}) },
  {
    name: 'selection ranges',
    method: 'textDocument/selectionRange',
    needs: 'selectionRangeProvider',
    params: ({ position }) => ({ positions: [position] }),
  },
  { name: 'links', method: 'textDocument/documentLink', needs: 'documentLinkProvider', params: () => ({}) },
  {
    name: 'semantic tokens full',
    method: 'textDocument/semanticTokens/full',
    needs: 'semanticTokensProvider',
    params: () => ({}),
    keep: ({ resultId }, memory) => (memory.tokens = resultId),
  },
  {
    name: 'semantic tokens delta',
    method: 'textDocument/semanticTokens/full/delta',
    needs: 'semanticTokensProvider',
    params: ({ memory }) => ({ previousResultId: memory.tokens ?? 'none' }),
    keep: ({ resultId }, memory) => (memory.tokens = resultId),
  },
  { name: 'semantic tokens range', method: 'textDocument/semanticTokens/range', needs: 'semanticTokensProvider', params: inRange },
  {
    name: 'formatting',
    method: 'textDocument/formatting',
    needs: 'documentFormattingProvider',
    params: () => ({ options: formatting }),
  },
  {
    name: 'range formatting',
    method: 'textDocument/rangeFormatting',
    needs: 'documentRangeFormattingProvider',
    params: ({ range }) => ({ range, options: formatting }),
  },
  {
    name: 'on type formatting',
    method: 'textDocument/onTypeFormatting',
    needs: 'documentOnTypeFormattingProvider',
    params: ({ position }) => ({ position, ch: '\n', options: formatting }),
  },
  { name: 'inlay hints', method: 'textDocument/inlayHint', needs: 'inlayHintProvider', params: inRange },
  {
    name: 'code action',
    method: 'textDocument/codeAction',
    needs: 'codeActionProvider',
    params: ({ range }) => ({ range, context: { diagnostics: [] } }),
  },
  {
    name: 'fix all action',
    method: 'textDocument/codeAction',
    needs: 'codeActionProvider',
    params: ({ range }) => ({ range, context: { diagnostics: [], only: ['source.fixAll'] } }),
  },
  { name: 'code lens', method: 'textDocument/codeLens', needs: 'codeLensProvider', params: () => ({}) },
  ...['layerwise.fixAll', 'layerwise.convertToMultiStage', 'layerwise.showLayers'].map((command) => ({
    name: command,
    method: 'workspace/executeCommand',
    needs: 'executeCommandProvider',
    params: ({ uri }) => ({ command, arguments: [uri] }),
    mayRefuse: true,
  })),
];

/** Capabilities without a request: they describe the server, or their requests are not about one document. */
const noRequest = new Set(['workspaceSymbolProvider', 'diagnosticProvider']);

/** The providers that a server announces and that no row above uses. */
export function untestedProviders(capabilities) {
  const tested = new Set(requests.map(({ needs }) => needs));
  return Object.keys(capabilities).filter((name) => name.endsWith('Provider') && !tested.has(name) && !noRequest.has(name));
}

/** The client capabilities of an editor such as VS Code, as far as the server depends on them. */
export const editorCapabilities = {
  workspace: { configuration: true, inlayHint: { refreshSupport: true }, workspaceEdit: { documentChanges: true } },
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
    rename: { prepareSupport: true },
  },
};

/** Settings in which everything is enabled. */
export const everythingOn = { inlayHints: { enabled: true }, codeLens: { enabled: true } };

function at({ position }) {
  return { position };
}

function inRange({ range }) {
  return { range };
}
