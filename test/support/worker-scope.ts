import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { ErrorCodes } from 'vscode-languageserver/node';
import type { Message, RequestMessage, ResponseMessage } from 'vscode-languageserver/node';
import { expect } from 'vitest';

const bundle = path.resolve(import.meta.dirname, '../../dist/server/web.js');

/** Everything that the server may use in a worker: web standards, and nothing of Node.js. */
const standard = {
  AbortController, AbortSignal, DecompressionStream, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL, URLSearchParams,
  atob, btoa, clearInterval, clearTimeout, console, fetch, performance, queueMicrotask, setInterval, setTimeout, structuredClone,
}; // prettier-ignore

/**
 * The server of the web bundle in a global scope like that of a worker, and the messages that it sent. Its requests are refused, as by a
 * client that does not know them. The real worker is tested in test/vscode, run `web`. `own`: additional or replaced members of the scope.
 */
export class WorkerScope {
  readonly sent: Message[] = [];
  private readonly scope: typeof standard & { onmessage?: (event: { data: unknown }) => void };

  constructor(own: Partial<typeof standard> = {}) {
    const messages = { postMessage: (message: Message) => this.receive(message), addEventListener: () => {} };
    this.scope = { ...standard, ...messages, ...own };
    runInContext(readFileSync(bundle, 'utf8'), createContext(this.scope));
  }

  private receive(message: Message): void {
    this.sent.push(message);
    const { id, method } = message as Partial<RequestMessage>;
    if (id === undefined || id === null || method === undefined) return;
    const error = { code: ErrorCodes.MethodNotFound, message: `unknown request ${method}` };
    setTimeout(() => this.scope.onmessage!({ data: { jsonrpc: '2.0', id, error } }));
  }

  send(method: string, params: object, id?: string): void {
    this.scope.onmessage!({ data: { jsonrpc: '2.0', method, params, ...(id && { id }) } });
  }

  /** The answer to a request. Each request needs an id of its own. */
  async ask<T>(method: string, params: object, id = method): Promise<T> {
    this.send(method, params, id);
    const answer = (): ResponseMessage | undefined => this.sent.find((message) => (message as ResponseMessage).id === id) as ResponseMessage; // prettier-ignore
    await expect.poll(answer).toBeDefined();
    return answer()!.result as T;
  }
}
