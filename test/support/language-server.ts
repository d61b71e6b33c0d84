import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializeRequest,
  InitializedNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Diagnostic,
  Hover,
  InitializeParams,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lines.ts';

const server = path.resolve(import.meta.dirname, '../../dist/server/node.js');

/** The built server over stdio, as an editor uses it, with a client that records what it receives. */
export class LanguageServer {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  /** The answer to `initialize`. */
  initialized!: InitializeResult;
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private readonly waiting = new Set<() => void>();
  private readonly texts = new Map<string, { text: string; version: number }>();

  private constructor(environment: Readonly<Record<string, string>>, command: readonly string[]) {
    if (!existsSync(server)) throw new Error('dist/server/node.js does not exist: run `npm run build` first');
    this.process = spawn(process.execPath, command, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    });
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout!), new StreamMessageWriter(this.process.stdin!));
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.set(params.uri, params);
      for (const wake of this.waiting) wake();
    });
    this.connection.listen();
  }

  /**
   * Starts and initializes a server. `more`: further parameters of `initialize`; `environment`: additional environment variables; `command`:
   * the arguments of Node.js.
   */
  static async start(
    capabilities: ClientCapabilities = {},
    initializationOptions?: unknown,
    more: Partial<InitializeParams> = {},
    environment: Readonly<Record<string, string>> = {},
    command: readonly string[] = [server, '--stdio'],
  ): Promise<LanguageServer> {
    const started = new LanguageServer(environment, command);
    const params = { processId: process.pid, rootUri: null, capabilities, initializationOptions, ...more };
    started.initialized = await started.connection.sendRequest(InitializeRequest.type, params);
    await started.connection.sendNotification(InitializedNotification.type, {});
    return started;
  }

  /** Shuts it down with `shutdown` and `exit`; resolves to its exit status. */
  async stop(): Promise<number | null> {
    const left = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const status = await left;
    this.connection.dispose();
    return status;
  }

  async open(uri: string, text: string): Promise<void> {
    this.texts.set(uri, { text, version: 1 });
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'dockerfile', version: 1, text },
    });
  }

  /** Opens an untitled Dockerfile that no other test uses; returns its URI. */
  async openUntitled(text: string): Promise<string> {
    const uri = `untitled:Dockerfile-${this.texts.size + 1}`;
    await this.open(uri, text);
    return uri;
  }

  /** Replaces the first occurrence of `find` with one incremental change. */
  async edit(uri: string, find: string, by: string): Promise<void> {
    const { text, version } = this.texts.get(uri)!;
    const start = text.indexOf(find);
    const range = rangeOf(text, start, start + find.length);
    this.texts.set(uri, { text: text.slice(0, start) + by + text.slice(start + find.length), version: version + 1 });
    await this.change(uri, version + 1, [{ range, text: by }]);
  }

  async change(uri: string, version: number, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
  }

  /** The document as the client has it. */
  text(uri: string): string {
    return this.texts.get(uri)!.text;
  }

  /** Waits for diagnostics of the newest version that satisfy `when`. */
  async diagnostics(uri: string, when: (found: readonly Diagnostic[]) => boolean = () => true): Promise<readonly Diagnostic[]> {
    const { version } = this.texts.get(uri)!;
    for (;;) {
      const last = this.published.get(uri);
      if (last?.version === version && when(last.diagnostics)) return last.diagnostics;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  async actions(uri: string, range: Range, only?: string[]): Promise<readonly CodeAction[]> {
    const context: CodeActionContext = { diagnostics: [], ...(only && { only }) };
    return ((await this.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range, context })) ?? []) as CodeAction[];
  }

  /** The Markdown of the hover at the first occurrence of `find`. */
  async hover(uri: string, find: string): Promise<string | undefined> {
    const position = this.rangeOf(uri, find).start;
    const hover: Hover | null = await this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    return hover ? (hover.contents as { value: string }).value : undefined;
  }

  /** The range of the first occurrence of `find`. */
  rangeOf(uri: string, find: string): Range {
    const text = this.text(uri);
    const start = text.indexOf(find);
    return rangeOf(text, start, start + find.length);
  }
}

function rangeOf(text: string, start: number, end: number): Range {
  const lines = new LineIndex(text);
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
