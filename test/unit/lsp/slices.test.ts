import { describe, expect, it } from 'vitest';
import type { Work } from '../../../server/src/base/work.ts';
import { FirstChecks } from '../../../server/src/lsp/first-checks.ts';
import { inSlices } from '../../../server/src/lsp/slices.ts';

function* busy(ms: number): Work<string> {
  const until = performance.now() + ms;
  while (performance.now() < until) yield;
  return 'done';
}

describe('work in slices', () => {
  it('lets other work run between', async () => {
    let turns = 0;
    let isEnded = false;
    const count = (): void => {
      if (isEnded) return;
      turns++;
      setImmediate(count);
    };
    setImmediate(count);
    expect(await inSlices(busy(100), () => false)).toBe('done');
    isEnded = true;
    expect(turns).toBeGreaterThan(2);
  });

  it('runs short work at once', () => {
    let ended = false;
    // oxlint-disable-next-line require-yield -- short
    void inSlices(function* (): Work<void> { ended = true; }(), () => false); // prettier-ignore
    expect(ended).toBe(true);
  });

  it('stops when it is outdated', async () => {
    expect(await inSlices(busy(10_000), () => true)).toBeUndefined();
  });

  it('rejects if the work throws', async () => {
    // oxlint-disable-next-line require-yield -- it throws
    const failing = function* (): Work<void> { throw new Error('broken'); }; // prettier-ignore
    await expect(inSlices(failing(), () => false)).rejects.toThrow('broken');
  });
});

describe('first checks', () => {
  it('resolve after the first check, and at once later', async () => {
    const checks = new FirstChecks();
    const seen: string[] = [];
    const waiting = checks.settled('a').then(() => seen.push('waited'));
    await Promise.resolve();
    expect(seen).toEqual([]);
    checks.ended('a');
    await waiting;
    await checks.settled('a');
    expect(seen).toEqual(['waited']);
  });

  it('do not wait for a document that was closed', async () => {
    const checks = new FirstChecks();
    const waiting = checks.settled('a');
    checks.forget('a');
    await waiting;
  });
});
