import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import type { Message, ResponseMessage } from 'vscode-languageserver/node';
import { expect } from 'vitest';

const bundle = path.resolve(import.meta.dirname, '../../dist/server/web.js');

/** All that the server may find in a worker: what the web's standards give it, and nothing of Node. */
const standard = {
  AbortController, AbortSignal, DecompressionStream, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder, URL, URLSearchParams,
  atob, btoa, clearInterval, clearTimeout, console, fetch, performance, queueMicrotask, setInterval, setTimeout, structuredClone,
}; // prettier-ignore

/**
 * The server of the web bundle in a global scope like a worker's, and the messages that it sent. The real worker is in test/vscode, run
 * `web`. `own`: what the scope has beside the standard things, or in their place.
 */
export class WorkerScope {
  readonly said: Message[] = [];
  private readonly scope: typeof standard & { onmessage?: (event: { data: unknown }) => void };

  constructor(own: Partial<typeof standard> = {}) {
    const messages = { postMessage: (message: Message) => void this.said.push(message), addEventListener: () => {} };
    this.scope = { ...standard, ...messages, ...own };
    runInContext(readFileSync(bundle, 'utf8'), createContext(this.scope));
  }

  send(method: string, params: object, id?: string): void {
    this.scope.onmessage!({ data: { jsonrpc: '2.0', method, params, ...(id && { id }) } });
  }

  /** The answer to a request. Each needs an id of its own. */
  async ask<T>(method: string, params: object, id = method): Promise<T> {
    this.send(method, params, id);
    const answer = (): ResponseMessage | undefined => this.said.find((message) => (message as ResponseMessage).id === id) as ResponseMessage; // prettier-ignore
    await expect.poll(answer).toBeDefined();
    return answer()!.result as T;
  }
}
