import type { Work } from '../base/work.ts';

/** Milliseconds of one slice: short enough for another message to be answered at once. */
const sliceMs = 15;

/**
 * Runs work in slices; other messages are handled between them. The first slice runs at once, so that short work is not delayed. Resolves
 * to undefined if the work was outdated before its end. Rejects if the work throws.
 */
export async function inSlices<T>(work: Work<T>, isOutdated: () => boolean): Promise<T | undefined> {
  for (;;) {
    const begun = Date.now();
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (isWithin(begun));
    await nextTurn();
    if (isOutdated()) return undefined;
  }
}

/** Whether the slice may go on. It ends if the clock was set back. Not `performance`, which Node.js loads on first use: one millisecond. */
function isWithin(begun: number): boolean {
  const passed = Date.now() - begun;
  return passed >= 0 && passed < sliceMs;
}

/** After something that was done at once since `begun`: resolves at once, or, if it took as long as a slice, after other messages. */
export async function afterLong(begun: number): Promise<void> {
  if (!isWithin(begun)) await nextTurn();
}

/** As `inSlices`, for work that cannot be outdated. */
export async function inSlicesToEnd<T>(work: Work<T>): Promise<T> {
  return (await inSlices(work, () => false))!;
}

/** Resolves after the messages that have arrived. Timers of a web worker wait four milliseconds, but it has no `setImmediate`. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : setTimeout(resolve)));
}
