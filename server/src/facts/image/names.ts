/**
 * A set of names that grows along a chain of versions, none of which ever changes. Adding to the newest version takes constant time and
 * memory; adding to an older one copies it.
 */
export class Names {
  static readonly none = new Names(new Map(), 0);
  /** The position of each name. Shared by versions: this one has those below `size`. */
  private readonly positions: Map<string, number>;
  readonly size: number;

  private constructor(positions: Map<string, number>, size: number) {
    this.positions = positions;
    this.size = size;
  }

  has(name: string): boolean {
    const position = this.positions.get(name);
    return position !== undefined && position < this.size;
  }

  /** The set with one more name; the same object if it has the name. */
  with(name: string): Names {
    if (this.has(name)) return this;
    const isNewest = this.size > 0 && this.positions.size === this.size;
    const positions = isNewest ? this.positions : new Map([...this.positions].filter(([, position]) => position < this.size));
    positions.set(name, this.size);
    return new Names(positions, this.size + 1);
  }
}
