import path from 'node:path';
import { text } from 'node:stream/consumers';
import { nodeAssets } from '../host/node-assets.ts';
import { run } from '../cli/run.ts';

// A reader that has seen enough (`layerwise check | head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
void start(process.argv.slice(2));

async function start(args: readonly string[]): Promise<void> {
  if (args[0] === 'lsp') {
    // The connection reads its options itself; without any it speaks over standard input and output.
    if (!args.some((arg) => /^--(?:stdio|node-ipc|socket|pipe)/.test(arg))) process.argv.push('--stdio');
    await import('./node.ts');
    return;
  }
  // The status alone, not process.exit: a pipe must get all of the output first.
  process.exitCode = await run(args, {
    out: (words) => process.stdout.write(words),
    err: (words) => process.stderr.write(words),
    readInput: () => text(process.stdin),
    folder: process.cwd(),
    interactive: process.stdout.isTTY === true,
    coloured: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG,
    assets: nodeAssets(path.join(__dirname, 'data')).current,
  });
}
