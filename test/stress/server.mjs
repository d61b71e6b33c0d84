// The built server in the stress test: its answers, their times, and every error that it reports.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { editorCapabilities, everythingOn } from '../support/lsp-requests.mjs';

/** MessageType.Error of window/logMessage. */
const errorLevel = 1;
/** RequestCancelled, ContentModified, ServerCancelled: an outdated answer is not an error. */
const withdrawn = new Set([-32800, -32801, -32802]);
/** RequestFailed: the answer of a rename that is refused. */
const refused = -32803;

/** Starts `node <command>` and initializes it. */
export async function startServer(command) {
  const child = spawn(process.execPath, command, /** @type {const} */ ({ stdio: ['pipe', 'pipe', 'pipe'] }));
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const complaints = [];
  let left = false;
  child.stderr.on('data', (bytes) => complaints.push(`stderr: ${bytes}`));
  child.once('exit', (status) => {
    left = true;
    if (status !== 0) complaints.push(`the server ended with status ${status}`);
  });
  connection.onError(([error]) => complaints.push(String(error)));
  connection.onNotification('window/logMessage', ({ type, message }) => {
    if (type === errorLevel) complaints.push(message);
  });
  connection.onRequest('workspace/configuration', (/** @type {any} */ { items }) => items.map(() => everythingOn));
  connection.onRequest('workspace/applyEdit', () => ({ applied: false }));
  connection.onRequest(() => null);
  connection.onNotification(() => {});
  connection.listen();
  const params = { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities: editorCapabilities };
  const { capabilities } = await connection.sendRequest('initialize', params);
  await connection.sendNotification('initialized', {});

  return {
    capabilities,
    /** The errors on the server's side so far. */
    complaints,
    get left() {
      return left;
    },
    notify: (method, sent) => connection.sendNotification(method, sent),
    /** Milliseconds to the answer, and the answer or its error. Never rejects. */
    async ask({ method, mayRefuse }, sent, token) {
      const from = performance.now();
      try {
        const result = await connection.sendRequest(method, sent, ...(token ? [token] : []));
        return { took: performance.now() - from, result };
      } catch (error) {
        const took = performance.now() - from;
        if (withdrawn.has(error.code) || (mayRefuse && error.code === refused)) return { took };
        return { took, wrong: `${error.code} ${error.message}` };
      }
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
      if (!left) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
        await connection.sendRequest('shutdown').catch(() => {});
        void connection.sendNotification('exit').catch(() => {});
        await ended;
        clearTimeout(timer);
      }
      connection.dispose();
    },
  };
}
