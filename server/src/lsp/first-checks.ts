/** Which open documents have been checked at least once, and who waits for that. */
export class FirstChecks {
  private readonly done = new Set<string>();
  private readonly waiting = new Map<string, (() => void)[]>();

  /** A check of the document has ended. */
  ended(uri: string): void {
    this.done.add(uri);
    this.release(uri);
  }

  /** Resolves when the document has been checked once, or is closed. */
  settled(uri: string): Promise<void> {
    if (this.done.has(uri)) return Promise.resolve();
    return new Promise((resolve) => this.waiting.set(uri, [...(this.waiting.get(uri) ?? []), resolve]));
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.done.delete(uri);
    this.release(uri);
  }

  private release(uri: string): void {
    for (const resolve of this.waiting.get(uri) ?? []) resolve();
    this.waiting.delete(uri);
  }
}
