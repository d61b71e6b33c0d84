// The process that runs the tests, and its time limit: a mutant may run forever, or end the process with an array that is too long.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Milliseconds of CPU time that a mutant may take, besides four times the time of its tests without a mutant. */
const grace = 8000;
/** A process that waits uses no CPU time: it may take this many times as long. */
const patience = 15;
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
      const [begin, before] = [performance.now(), cpuTimeOf(worker.pid)];
      timer = setInterval(() => {
        const elapsed = performance.now() - begin;
        const used = before === undefined ? elapsed : (cpuTimeOf(worker.pid) ?? Infinity) - before;
        if (used > limit || elapsed > limit * patience) resolve(undefined);
      }, 200);
      worker.removeAllListeners();
      worker.once('message', resolve);
      worker.once('error', () => resolve(undefined));
      worker.once('exit', () => resolve(undefined));
      worker.send(request);
    });
    clearInterval(timer);
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

/**
 * The CPU time of a process in milliseconds, so that a busy machine does not count as a mutant that never ends. Undefined where there is no
 * /proc: see proc_pid_stat(5), fields 14 and 15, in ticks of 10 ms.
 */
function cpuTimeOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}
