import path from 'node:path';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { nodeAssets } from '../host/node-assets.ts';
import type { Assets } from '../knowledge/assets.ts';
import { answerChecks } from '../cli/check-worker.ts';
import type { CheckSetup, CheckWorker, SentReport } from '../cli/workers.ts';
import type { Found } from '../cli/find-files.ts';
import { run } from '../cli/run.ts';

if (parentPort) void serveChecks(parentPort, workerData as CheckSetup);
else void start(process.argv.slice(2));

/** Replaces the line by a carriage return and "erase in line" (ECMA-48). */
function showProgress(line: string): void {
  process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
}

async function start(args: readonly string[]): Promise<void> {
  // A reader that closes the pipe early (`layerwise check | head`) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
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
    assets: assets(),
    startWorker,
    processors: availableParallelism(),
  });
}

function assets(): Assets {
  return nodeAssets(path.join(__dirname, 'data')).current;
}

/** Another thread with this program. Its answers come in the order of the questions. */
function startWorker(setup: CheckSetup): CheckWorker {
  const worker = new Worker(path.join(__dirname, 'cli.js'), { workerData: setup });
  let waiting: { readonly resolve: (reports: readonly SentReport[]) => void; readonly reject: (reason: unknown) => void }[] = [];
  let end: { readonly reason: unknown } | undefined;
  const endWith = (reason: unknown): void => {
    end ??= { reason };
    for (const { reject } of waiting) reject(reason);
    waiting = [];
  };
  worker.on('message', (reports: readonly SentReport[]) => waiting.shift()?.resolve(reports));
  worker.on('error', endWith);
  worker.on('exit', (status) => endWith(new Error(`the worker has ended with status ${status}`)));
  return {
    get waiting() {
      return end ? Infinity : waiting.length;
    },
    check: (files) =>
      new Promise((resolve, reject) => {
        if (end) return reject(end.reason);
        waiting.push({ resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(files);
      }),
    stop: async () => void (await worker.terminate()),
  };
}

/** What `startWorker` runs in the other thread. */
async function serveChecks(port: MessagePort, setup: CheckSetup): Promise<void> {
  const check = answerChecks(setup, assets());
  let last: Promise<void> = Promise.resolve();
  port.on('message', (files: readonly Found[]) => {
    last = last.then(async () => port.postMessage(await (await check)(files)));
  });
}
