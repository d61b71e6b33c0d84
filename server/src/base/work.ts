/**
 * A computation in steps: it yields wherever it may be interrupted, at least every few milliseconds. Its result is what it returns. The
 * server runs it in slices (`lsp/slices.ts`), so that it can handle other messages between them.
 */
export type Work<T> = Generator<void, T, void>;

/** Runs all steps at once and returns the result. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Runs work to its end, possibly with other work between its steps. */
export type RunWork = <T>(work: Work<T>) => Promise<T>;

/** Without other work in between: for programs that nobody waits for in an editor. */
export const allAtOnce: RunWork = async (work) => finish(work);

/** Work that is done in one step. */
export function* inOneStep<T>(result: T): Work<T> {
  yield;
  return result;
}

/** How many items are sorted or merged in one step. */
const perStep = 4000;

/** The items in order, sorted in steps: parts of them, which are then merged. Items that compare equal keep their order. */
export function* sortedInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Work<readonly T[]> {
  let parts: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += perStep) {
    parts.push(items.slice(at, at + perStep).sort(compare));
    yield;
  }
  while (parts.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let i = 0; i < parts.length; i += 2) merged.push(yield* merge(parts[i]!, parts[i + 1] ?? [], compare));
    parts = merged;
  }
  return parts[0] ?? [];
}

function* merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Work<readonly T[]> {
  if (b.length === 0) return a;
  const merged: T[] = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length;) {
    merged.push(j === b.length || (i < a.length && compare(a[i]!, b[j]!) <= 0) ? a[i++]! : b[j++]!);
    if (merged.length % perStep === 0) yield;
  }
  return merged;
}
