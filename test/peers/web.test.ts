import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import type { Hover, InitializeResult, MarkupContent, Message, NotificationMessage, PublishDiagnosticsParams, ResponseMessage } from 'vscode-languageserver/node'; // prettier-ignore
import { expect, test } from 'vitest';
import { complaint } from './complaints.ts';

const bundle = path.resolve(import.meta.dirname, '../../dist/server/web.js');

/** All that the server may find in a worker: what the web's standards give it, and nothing of Node. */
const standard = {
  AbortController, AbortSignal, DecompressionStream, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL, URLSearchParams,
  atob, btoa, clearInterval, clearTimeout, console, fetch, performance, queueMicrotask, setInterval, setTimeout, structuredClone,
}; // prettier-ignore

/** The server of the web bundle, in a global scope like a worker's, and what it says. The real worker is in test/vscode, run `web`. */
class WorkerScope {
  readonly said: Message[] = [];
  private readonly scope: typeof standard & { onmessage?: (event: { data: unknown }) => void };

  constructor() {
    const own = { postMessage: (message: Message) => void this.said.push(message), addEventListener: () => {} };
    this.scope = { ...standard, ...own };
    runInContext(readFileSync(bundle, 'utf8'), createContext(this.scope));
  }

  send(method: string, params: object, id?: string): void {
    this.scope.onmessage!({ data: { jsonrpc: '2.0', method, params, ...(id && { id }) } });
  }

  /** The answer to a request; each method is asked once. */
  async ask<T>(method: string, params: object): Promise<T> {
    this.send(method, params, method);
    const answer = (): ResponseMessage | undefined => this.said.find((message) => (message as ResponseMessage).id === method) as ResponseMessage; // prettier-ignore
    await expect.poll(answer).toBeDefined();
    return answer()!.result as T;
  }
}

complaint(21, () => {
  test('the server answers in a worker, without anything of Node', async () => {
    const worker = new WorkerScope();
    const params = { processId: null, rootUri: null, capabilities: {} };
    const { capabilities } = await worker.ask<InitializeResult>('initialize', params);
    expect(capabilities).toMatchObject({ hoverProvider: true, renameProvider: true, documentFormattingProvider: true });
    worker.send('initialized', {});
    const uri = 'vscode-vfs://github/team/app/Dockerfile';
    const text = 'FROM node:22\nRUNN npm ci\n';
    worker.send('textDocument/didOpen', { textDocument: { uri, languageId: 'dockerfile', version: 1, text } });
    const published = (): unknown[] =>
      worker.said
        .filter((message) => (message as NotificationMessage).method === 'textDocument/publishDiagnostics')
        .flatMap((message) => ((message as NotificationMessage).params as PublishDiagnosticsParams).diagnostics.map(({ code }) => code));
    await expect.poll(published).toContain('unknown-instruction');
    const hover = await worker.ask<Hover>('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 6 } });
    expect((hover.contents as MarkupContent).value).toContain('node');
  });
});
