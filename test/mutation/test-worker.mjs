// The process that runs the tests, and its time limit: a mutant may run forever, or end the process with an array that is too long.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Milliseconds that a mutant may take, besides four times the time of its tests without a mutant. */
const grace = 8000;
/** Bytes of the heap after which the process is replaced. */
const heapLimit = 1_500_000_000;

export class TestWorker {
  /** @param {{ modules: Map<string, object>, functions: number, setup: string[] }} data */
  constructor(data) {
    this.data = data;
    /** @type {Promise<import('node:child_process').ChildProcess> | undefined} */
    this.worker = undefined;
  }

  /** The tests of a file as they are: their results, and the functions that ran while the file was loaded. */
  async baseline(file) {
    return (await this.ask({ file }, 120_000)) ?? { error: 'it does not end', results: [], inCollection: [] };
  }

  /** @returns {Promise<'killed' | 'timeout' | 'survived'>} */
  async tryMutant(request) {
    const usual = request.plan.reduce((sum, { ms }) => sum + ms, 0);
    const answer = await this.ask(request, grace + usual * 4);
    return answer === undefined ? 'timeout' : answer.killed ? 'killed' : 'survived';
  }

  async stop() {
    const worker = await this.worker;
    worker?.removeAllListeners();
    worker?.kill('SIGKILL');
    this.worker = undefined;
  }

  /** Undefined: the time is over, or the process ended. */
  async ask(request, limit) {
    const worker = await (this.worker ??= start(this.data));
    let timer;
    const answer = await new Promise((resolve) => {
      timer = setTimeout(() => resolve(undefined), limit);
      worker.removeAllListeners();
      worker.once('message', resolve);
      worker.once('error', () => resolve(undefined));
      worker.once('exit', () => resolve(undefined));
      worker.send(request);
    });
    clearTimeout(timer);
    if (answer === undefined || answer.heap > heapLimit) await this.stop();
    return answer;
  }
}

/** A process that has loaded the modules. What it prints when a mutant ends it is not shown. */
async function start(data) {
  const worker = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  });
  worker.send(data);
  await once(worker, 'message');
  return worker;
}
