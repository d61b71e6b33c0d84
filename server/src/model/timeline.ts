/**
 * Values in the order in which they come into force. A moment is a number: the n-th instruction of a stage reads at moment n and
 * writes between n and n + 1.
 */
export class Timeline<T> {
  private readonly moments: number[] = [];
  private readonly values: T[] = [];

  /** `moment` is at or behind all those added before. */
  add(moment: number, value: T): void {
    this.moments.push(moment);
    this.values.push(value);
  }

  /** How many came into force before `moment`. */
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

  /** What is in force at `moment`: the last value before it. */
  before(moment: number): T | undefined {
    return this.values[this.countBefore(moment) - 1];
  }

  /** Everything before `moment`, oldest first. */
  allBefore(moment: number): readonly T[] {
    return this.values.slice(0, this.countBefore(moment));
  }
}

/** The moment behind all moments: the end of a stage. */
export const theEnd = Infinity;
