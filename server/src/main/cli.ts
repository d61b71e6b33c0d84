import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { loadCached } from './code-cache.ts';

const [command, ...options] = process.argv.slice(2);
if (command === 'lsp') {
  // The connection reads its options itself; without any it uses standard input and output.
  if (!options.some((option) => /^--(?:stdio|node-ipc|socket|pipe)/.test(option))) process.argv.push('--stdio');
  loadCached(path.join(__dirname, 'server', 'node-server.js'));
} else {
  // Each file leaves garbage and nothing else. V8 would let the heap grow to four times of what is alive; half as much again costs no time.
  // Before the code is loaded: V8 refuses code that it compiled with other flags.
  if (isMainThread) setFlagsFromString('--heap-growing-percent=50');
  loadCached(path.join(__dirname, 'commands.js'));
}
