/** Holds messages back until the code that they need is loaded. They go through in the order in which they came. */
export class MessageGate {
  private readonly report: (error: unknown) => void;
  private held: Promise<void> | undefined;

  /** `report`: called with the error if loading fails; the messages are still passed on. */
  constructor(report: (error: unknown) => void) {
    this.report = report;
  }

  /** Loads something, after everything that is being loaded already; messages that arrive from now on wait for it. */
  hold(load: () => Promise<void>): void {
    const held = (this.held ?? Promise.resolve())
      .then(load)
      .catch(this.report)
      .then(() => {
        if (this.held === held) this.held = undefined;
      });
    this.held = held;
  }

  /** Passes a message on, now or as soon as nothing is being loaded. */
  pass<M, R>(message: M, next: (message: M) => R | Promise<R>): R | Promise<R> {
    return this.held ? this.held.then(() => next(message)) : next(message);
  }
}
