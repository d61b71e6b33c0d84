import { describe, expect, it, vi } from 'vitest';
import { Latest } from '../../../server/src/lsp/latest.ts';

/** A `Latest` that logs what it delivers, and readings that the test ends in any order. */
class Bench {
  readonly log: string[] = [];
  readonly latest = new Latest<string>({
    deliver: (key, value) => this.log.push(`${key}=${value}`),
    fail: (key, error) => this.log.push(`${key}!${String(error)}`),
  });
  private readonly readings = new Map<string, Deferred>();

  start(key: string, name: string): void {
    const reading = deferred();
    this.readings.set(name, reading);
    this.latest.start(key, () => reading.promise);
  }

  end(name: string): void {
    this.readings.get(name)!.resolve(name);
  }

  fail(name: string): void {
    this.readings.get(name)!.reject(name);
  }
}

/** Runs `start KEY NAME`, `end NAME`, `fail NAME`, `cancel KEY` and `dispose`, each followed by a pause, and returns what was delivered. */
async function logOf(...steps: readonly string[]): Promise<readonly string[]> {
  const bench = new Bench();
  for (const step of steps) {
    const [verb, first = '', second = ''] = step.split(' ');
    if (verb === 'start') bench.start(first, second);
    else if (verb === 'end') bench.end(first);
    else if (verb === 'fail') bench.fail(first);
    else if (verb === 'cancel') bench.latest.cancel(first);
    else bench.latest.dispose();
    await pause();
  }
  return bench.log;
}

/** A promise that the test settles. */
interface Deferred {
  readonly promise: Promise<string>;
  readonly resolve: (value: string) => void;
  readonly reject: (error: unknown) => void;
}

function deferred(): Deferred {
  let settle!: Omit<Deferred, 'promise'>;
  const promise = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('the latest reading wins', () => {
  it.each<[what: string, steps: readonly string[], log: readonly string[]]>([
    ['one reading', ['start k 1', 'end 1'], ['k=1']],
    ['one after the other', ['start k 1', 'end 1', 'start k 2', 'end 2'], ['k=1', 'k=2']],
    ['the older one ends last', ['start k 1', 'start k 2', 'end 2', 'end 1'], ['k=2']],
    ['the older one ends first', ['start k 1', 'start k 2', 'end 1', 'end 2'], ['k=2']],
    ['three at once', ['start k 1', 'start k 2', 'start k 3', 'end 2', 'end 3', 'end 1'], ['k=3']],
    ['keys are independent', ['start a 1', 'start b 2', 'end 2', 'end 1'], ['b=2', 'a=1']],
    ['a failure', ['start k 1', 'fail 1'], ['k!1']],
    ['a failure that was overtaken', ['start k 1', 'start k 2', 'fail 1', 'end 2'], ['k=2']],
    ['a failure that overtakes', ['start k 1', 'start k 2', 'end 1', 'fail 2'], ['k!2']],
    ['a reading after a failure', ['start k 1', 'fail 1', 'start k 2', 'end 2'], ['k!1', 'k=2']],
    ['cancelled', ['start k 1', 'cancel k', 'end 1'], []],
    ['cancelled, then started again', ['start k 1', 'cancel k', 'start k 2', 'end 1', 'end 2'], ['k=2']],
    ['another key cancelled', ['start k 1', 'cancel l', 'end 1'], ['k=1']],
    ['disposed', ['start k 1', 'start l 2', 'dispose', 'end 1', 'fail 2'], []],
    ['started after it was disposed', ['dispose', 'start k 1', 'end 1'], []],
  ])('%s', async (_, steps, log) => {
    expect(await logOf(...steps)).toEqual(log);
  });

  it('a reader that throws counts as failed', async () => {
    const bench = new Bench();
    bench.latest.start('k', () => {
      throw new Error('broken');
    });
    await bench.latest.settled('k');
    expect(bench.log).toEqual(['k!Error: broken']);
  });

  it('a reading that is started while another is delivered is followed', async () => {
    const log: string[] = [];
    const latest = new Latest<string>({
      deliver: (key, value) => {
        log.push(value);
        if (value === 'first') latest.start(key, () => Promise.resolve('second'));
      },
      fail: () => {},
    });
    latest.start('k', () => Promise.resolve('first'));
    await latest.settled('k');
    expect(log).toEqual(['first', 'second']);
  });
});

describe('waiting', () => {
  it('ends immediately if no reading is running', async () => {
    await new Bench().latest.settled('k');
  });

  it('lasts until the latest reading is delivered', async () => {
    const bench = new Bench();
    const log = bench.log;
    bench.start('k', '1');
    const settled = bench.latest.settled('k').then(() => log.push('settled'));
    bench.start('k', '2');
    bench.end('1');
    await pause();
    expect(log).toEqual([]);
    bench.end('2');
    await settled;
    expect(log).toEqual(['k=2', 'settled']);
  });

  it('ends when the reading fails', async () => {
    const bench = new Bench();
    bench.start('k', '1');
    bench.fail('1');
    await bench.latest.settled('k');
    expect(bench.latest.isReading('k')).toBe(false);
  });
});

it('reports how long a reading has taken so far, and in total', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const took: number[] = [];
    const latest = new Latest<string>({ deliver: (_, __, ms) => void took.push(ms), fail: () => {} });
    const reading = deferred();
    expect(latest.elapsed('k')).toBeUndefined();
    latest.start('k', () => reading.promise);
    vi.setSystemTime(Date.now() + 30);
    expect(latest.elapsed('k')).toBe(30);
    vi.setSystemTime(Date.now() + 12);
    reading.resolve('');
    await latest.settled('k');
    expect(took).toEqual([42]);
    expect(latest.elapsed('k')).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
