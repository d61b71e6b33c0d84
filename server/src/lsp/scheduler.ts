/** Runs one task per key, soon but not amid what is being done now: what is asked for again before it ran is one run. */
export class Scheduler {
  /** What takes each waiting run back. */
  private readonly waiting = new Map<string, () => void>();
  private readonly run: (key: string) => void;

  constructor(run: (key: string) => void) {
    this.run = run;
  }

  /** `delay`: milliseconds to wait at the least. A run that is due already stays when it is. */
  schedule(key: string, delay = 0): void {
    if (this.waiting.has(key)) return;
    const cancel = after(delay, () => {
      this.waiting.delete(key);
      this.run(key);
    });
    this.waiting.set(key, cancel);
  }

  cancel(key: string): void {
    this.waiting.get(key)?.();
    this.waiting.delete(key);
  }
}

/** A timer waits a millisecond at the least; where there is something quicker (Node), what need not wait does not. */
function after(delay: number, run: () => void): () => void {
  if (delay === 0 && typeof setImmediate === 'function') {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(run, delay);
  return () => clearTimeout(timer);
}
