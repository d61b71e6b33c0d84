// A language server as a child process, used over stdio like an editor does, with times.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

export const documentUri = 'file:///nowhere/bench/Dockerfile';

/**
 * @param {string[]} command
 * @param {{ capabilities?: object, settings?: object | null }} [options]
 * Starts and initializes a server. `command`: arguments of node; `settings`: our section of the editor's settings.
 */
export async function startServer(command, { capabilities = {}, settings = null } = {}) {
  const begun = performance.now();
  const child = spawn(process.execPath, command, /** @type {const} */ ({ stdio: ['pipe', 'pipe', 'ignore'] }));
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  /** @type {(params: any) => void} */
  let published = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    if (params.uri === documentUri) published(params);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', (/** @type {any} */ { items }) => items.map(() => settings));
  connection.onRequest(() => null);
  connection.listen();
  const hello = await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities });
  const started = performance.now() - begun;
  await connection.sendNotification('initialized', {});
  let version = 1;
  const nextDiagnostics = (limit = 20_000) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no diagnostics within ${limit} ms`)), limit);
      published = (params) => {
        clearTimeout(timer);
        published = () => {};
        resolve(params);
      };
    });
  const openText = (text) => {
    const first = nextDiagnostics();
    void connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: documentUri, languageId: 'dockerfile', version, text },
    });
    return first;
  };
  return {
    /** Milliseconds from the start of the process to the answer to initialize. */
    started,
    capabilities: hello.capabilities,
    /** Opens a text; returns the milliseconds from the start of the process to its first diagnostics. */
    async firstDiagnostics(text) {
      await openText(text);
      return performance.now() - begun;
    },
    /** Opens a text, and waits until no more diagnostics arrive. */
    async open(text) {
      const { diagnostics } = await openText(text);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return diagnostics.length;
    },
    /** Inserts a text at a position; returns the milliseconds to the diagnostics of this version. */
    async edit(range, text) {
      version++;
      const answered = nextDiagnostics();
      const from = performance.now();
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: documentUri, version },
        contentChanges: [{ range, text }],
      });
      await answered;
      return performance.now() - from;
    },
    /** Milliseconds to the answer to a request that follows an edit at once; then waits for the diagnostics of the edit. */
    async requestAfterEdit(range, text, method, params) {
      version++;
      const published = nextDiagnostics();
      const from = performance.now();
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: documentUri, version },
        contentChanges: [{ range, text }],
      });
      // A rename that is refused is an answer too.
      const result = await connection.sendRequest(method, { textDocument: { uri: documentUri }, ...params }).catch(() => null);
      const took = performance.now() - from;
      await published;
      return { took, result };
    },
    async close() {
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: documentUri } });
    },
    /** Resident memory in MB on Linux; undefined on other systems. */
    memory() {
      try {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
      } catch {
        return undefined;
      }
    },
    async stop() {
      await connection.sendRequest('shutdown').catch(() => {});
      void connection.sendNotification('exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await new Promise((resolve) => child.once('exit', resolve));
      clearTimeout(timer);
      connection.dispose();
    },
  };
}
