import path from 'node:path';
import { text } from 'node:stream/consumers';
import { nodeAssets } from '../host/node-assets.ts';
import { run } from '../cli/run.ts';

// A reader that closes the pipe early (`layerwise check | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
void start(process.argv.slice(2));

/** Replaces the line by a carriage return and "erase in line" (ECMA-48). */
function showProgress(line: string): void {
  process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
}

async function start(args: readonly string[]): Promise<void> {
  // Only the status, not process.exit: all of the output must be written to a pipe first.
  process.exitCode = await run(args, {
    out: (words) => process.stdout.write(words),
    err: (words) => process.stderr.write(words),
    readInput: () => text(process.stdin),
    showProgress: process.stderr.isTTY ? showProgress : undefined,
    folder: process.cwd(),
    interactive: process.stdout.isTTY === true,
    coloured: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG,
    assets: nodeAssets(path.join(__dirname, 'data')).current,
  });
}
