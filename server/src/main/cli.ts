import path from 'node:path';
import { loadCached } from './code-cache.ts';
import { limitHeapGrowth } from './heap.ts';

limitHeapGrowth();
const [command, ...options] = process.argv.slice(2);
if (command === 'lsp') {
  // The connection reads its options itself; without any it uses standard input and output.
  if (!options.some((option) => /^--(?:stdio|node-ipc|socket|pipe)/.test(option))) process.argv.push('--stdio');
  loadCached(path.join(__dirname, 'server', 'node-server.js'));
} else {
  loadCached(path.join(__dirname, 'commands.js'));
}
