/** Runs one task per key, soon but not amid what is being done now: what is asked for again before it ran is one run. */
export class Scheduler {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly run: (key: string) => void;

  constructor(run: (key: string) => void) {
    this.run = run;
  }

  /** `delay`: milliseconds to wait at the least. A run that is due already stays when it is. */
  schedule(key: string, delay = 0): void {
    if (this.timers.has(key)) return;
    const timer = setTimeout(() => {
      this.timers.delete(key);
      this.run(key);
    }, delay);
    this.timers.set(key, timer);
  }

  cancel(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }
}
