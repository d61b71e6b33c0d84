/**
 * Values in the order in which they take effect. A moment is a number: the n-th instruction of a stage reads at moment n and writes between
 * n and n + 1.
 */
export class Timeline<T> {
  private readonly moments: number[] = [];
  private readonly values: T[] = [];

  /** Adds a value. `moment` is equal to or greater than all moments added before. */
  add(moment: number, value: T): void {
    this.moments.push(moment);
    this.values.push(value);
  }

  /** The number of values that took effect before `moment`. */
  countBefore(moment: number): number {
    let low = 0;
    let high = this.moments.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.moments[mid]! < moment) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  /** The current value at `moment`: the last value before it. */
  before(moment: number): T | undefined {
    return this.values[this.countBefore(moment) - 1];
  }

  /** Everything before `moment`, oldest first. */
  allBefore(moment: number): readonly T[] {
    return this.values.slice(0, this.countBefore(moment));
  }
}

/** A moment after all others: the end of a stage. */
export const endOfStage = Infinity;
