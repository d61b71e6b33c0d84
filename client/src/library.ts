// The language client's library: nine tenths of the extension's code. In the Node host a file of its own (scripts/build.mjs), so that an
// editor that starts reads a few kilobytes of us.
export { LanguageClient, TransportKind } from 'vscode-languageclient/node';
