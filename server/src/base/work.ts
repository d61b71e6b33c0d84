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

/** Work that is done in one step. */
export function* inOneStep<T>(result: T): Work<T> {
  yield;
  return result;
}
