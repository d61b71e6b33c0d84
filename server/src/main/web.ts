import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from '../lsp/server.ts';

const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
serve(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), undefined);
