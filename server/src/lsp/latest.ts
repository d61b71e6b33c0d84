/** Where the readings of a `Latest` are delivered. Neither function may throw. */
export interface LatestHandlers<T> {
  /** Takes the value of the latest reading of a key, and the milliseconds that the reading took. */
  deliver(key: string, value: T, tookMs: number): void;
  /** Takes the error of the latest reading of a key, if it failed. */
  fail(key: string, error: unknown): void;
}

/**
 * Asynchronous readings of which the latest wins: for each key, starting a reading discards the one under way, whose value or error is
 * then dropped whenever it arrives. Nothing is delivered after `cancel` or `dispose`.
 */
export class Latest<T> {
  private readonly handlers: LatestHandlers<T>;
  private readonly readings = new Map<string, Reading>();
  private isDisposed = false;

  constructor(handlers: LatestHandlers<T>) {
    this.handlers = handlers;
  }

  /** Starts a reading at once; `read` may reject, or throw. */
  start(key: string, read: () => Promise<T>): void {
    if (this.isDisposed) return;
    const reading: Reading = { started: Date.now() };
    this.readings.set(key, reading);
    reading.ended = this.follow(key, reading, read);
  }

  /** Whether a reading of the key is under way. */
  isReading(key: string): boolean {
    return this.readings.has(key);
  }

  /** Milliseconds that the reading under way has taken so far; undefined if there is none. */
  elapsed(key: string): number | undefined {
    const reading = this.readings.get(key);
    return reading && Date.now() - reading.started;
  }

  /** Resolves when no reading of the key is under way and the latest value is delivered; at once if there is none. Never rejects. */
  async settled(key: string): Promise<void> {
    for (let reading = this.readings.get(key); reading; reading = this.readings.get(key)) await reading.ended;
  }

  /** Discards the reading of the key that is under way, if any. */
  cancel(key: string): void {
    this.readings.delete(key);
  }

  /** Discards everything; later readings are not started. */
  dispose(): void {
    this.isDisposed = true;
    this.readings.clear();
  }

  private async follow(key: string, reading: Reading, read: () => Promise<T>): Promise<void> {
    /** Ends the reading; false if it was discarded. */
    const end = (): boolean => this.readings.get(key) === reading && this.readings.delete(key);
    let value: T;
    try {
      value = await read();
    } catch (error) {
      if (end()) this.handlers.fail(key, error);
      return;
    }
    if (end()) this.handlers.deliver(key, value, Date.now() - reading.started);
  }
}

interface Reading {
  readonly started: number;
  /** Resolves when it has been delivered, has failed, or was discarded and has ended. */
  ended?: Promise<void>;
}
