// The language client library: nine tenths of the extension's code. In the Node.js host it is a file of its own (scripts/build.mjs), so that
// only a few kilobytes of the extension are loaded when the editor starts.
export { LanguageClient, TransportKind } from 'vscode-languageclient/node';
