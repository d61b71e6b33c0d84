/** Runs a task per key soon, after the current work: requests before it has run are combined into one run. */
export class Scheduler {
  /** Cancels the scheduled run of a key. */
  private readonly waiting = new Map<string, () => void>();
  private readonly run: (key: string) => void;

  constructor(run: (key: string) => void) {
    this.run = run;
  }

  /** `delay`: minimum milliseconds to wait. A run that is scheduled already keeps its time. */
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

/** A timer waits at least a millisecond; if the host has `setImmediate` (Node.js), a run without a delay uses that. */
function after(delay: number, run: () => void): () => void {
  if (delay === 0 && typeof setImmediate === 'function') {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(run, delay);
  return () => clearTimeout(timer);
}
