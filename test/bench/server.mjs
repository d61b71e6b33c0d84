// A language server as a child process, used over stdio like an editor does, with times.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

export const documentUri = 'file:///nowhere/bench/Dockerfile';

/**
 * @param {string[]} command
 * @param {{ capabilities?: object, settings?: object | null, folder?: string, uri?: string, isProbed?: boolean }} [options]
 * Starts and initializes a server. `command`: arguments of node; `settings`: our section of the editor's settings; `folder`: the path of
 * the workspace folder; `uri`: of the only document; `isProbed`: the command loads probe.cjs, which `figures` asks.
 */
export async function startServer(command, { capabilities = {}, settings = null, folder, uri = documentUri, isProbed } = {}) {
  const begun = performance.now();
  /** @type {any} */
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'ignore', isProbed ? 'ipc' : 'ignore'] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  /** @type {(params: any) => void} */
  let published = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    if (params.uri === uri) published(params);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', (/** @type {any} */ { items }) => items.map(() => settings));
  connection.onRequest(() => null);
  connection.listen();
  const workspaceFolders = folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'bench' }];
  // For a client that cannot be asked for settings. Other servers ignore them.
  const initializationOptions = { settings };
  const params = { processId: process.pid, rootUri: null, workspaceFolders, capabilities, initializationOptions };
  const hello = await connection.sendRequest('initialize', params);
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
  const openText = (text, languageId = 'dockerfile') => {
    const first = nextDiagnostics();
    void connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
    return first;
  };
  let sums = { cpu: 0, block: 0, memory: 0 };
  const addFigures = async () => {
    const answer = new Promise((resolve) => child.once('message', resolve));
    child.send('figures');
    const { cpu, block, memory } = await answer;
    sums = { cpu: sums.cpu + cpu, block: Math.max(sums.block, block), memory };
    return cpu;
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
    /** Opens a text, and waits until the server has been idle for a while. */
    async openAndSettle(languageId, text) {
      await openText(text, languageId);
      for (let idle = 0; idle < 3;) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        idle = (await addFigures()) < 10 ? idle + 1 : 0;
      }
    },
    /** The answer to a request, or null if it is refused. */
    ask: (method, params) => connection.sendRequest(method, params).catch(() => null),
    /** What the probe has found since the last call: milliseconds of CPU time, of the longest block of the event loop; memory in MB. */
    async figures() {
      await addFigures();
      const found = sums;
      sums = { cpu: 0, block: 0, memory: 0 };
      return found;
    },
    /** Inserts a text at a position; returns the milliseconds to the diagnostics of this version. */
    async edit(range, text) {
      version++;
      const answered = nextDiagnostics();
      const from = performance.now();
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
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
        textDocument: { uri, version },
        contentChanges: [{ range, text }],
      });
      // A rename that is refused is an answer too.
      const result = await connection.sendRequest(method, { textDocument: { uri }, ...params }).catch(() => null);
      const took = performance.now() - from;
      await published;
      return { took, result };
    },
    async close() {
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    /** Resident memory in MB on Linux; undefined on other systems. */
    memory() {
      try {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
      } catch {
        return undefined;
      }
    },
    /** Milliseconds of CPU time of all threads since the start of the process, on Linux; undefined on other systems. */
    cpu() {
      try {
        const threads = readdirSync(`/proc/${child.pid}/task`);
        return threads.reduce((sum, id) => sum + Number.parseInt(readFileSync(`/proc/${child.pid}/task/${id}/schedstat`, 'utf8')), 0) / 1e6;
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
