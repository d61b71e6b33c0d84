// The thread that runs the tests, and its time limit: a mutant may run forever.
import { Worker } from 'node:worker_threads';

/** Milliseconds that a mutant may take, besides four times the time of its tests without a mutant. */
const grace = 8000;
/** Bytes of the heap after which the thread is replaced. */
const heapLimit = 1_500_000_000;

export class TestWorker {
  /** @param {{ modules: Map<string, object>, functions: number, setup: string[] }} data */
  constructor(data) {
    this.data = data;
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
    await this.worker?.terminate();
    this.worker = undefined;
  }

  /** Undefined: the time is over, or the thread ended. */
  async ask(request, limit) {
    const worker = (this.worker ??= new Worker(new URL('worker.mjs', import.meta.url), { workerData: this.data }));
    let timer;
    const answer = await new Promise((resolve) => {
      timer = setTimeout(() => resolve(undefined), limit);
      worker.removeAllListeners();
      worker.once('message', resolve);
      worker.once('error', () => resolve(undefined));
      worker.once('exit', () => resolve(undefined));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(request);
    });
    clearTimeout(timer);
    if (answer === undefined || answer.heap > heapLimit) await this.stop();
    return answer;
  }
}
