import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import { Progress } from '../../../server/src/cli/progress.ts';
import type { Terminal } from '../../../server/src/cli/terminal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The lines that a check of `count` files shows, each of which takes `ms`. */
function linesOf(count: number, ms: number, isTerminal = true): readonly string[] {
  const lines: string[] = [];
  const terminal = { ...(isTerminal && { showProgress: (line: string): void => void lines.push(line) }) } as unknown as Terminal;
  const progress = new Progress(count, terminal, english);
  for (let i = 1; i <= count; i++) {
    progress.next(`f${i}`);
    vi.advanceTimersByTime(ms);
  }
  progress.clear();
  return lines;
}

it('shows nothing for a short check', () => {
  expect(linesOf(10, 50)).toEqual([]);
});

it('shows how far a long check is, and removes the line at its end', () => {
  expect(linesOf(5, 400)).toEqual(['Checking file 4 of 5: f4', 'Checking file 5 of 5: f5', '']);
});

it('shows at most ten lines in a second', () => {
  expect(linesOf(3000, 1).length).toBeLessThan(25);
});

it('shows nothing if standard error is not a terminal', () => {
  expect(linesOf(5, 400, false)).toEqual([]);
});
