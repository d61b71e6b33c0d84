/** The text of a JSON array whose items are written one after the other, as `JSON.stringify` with two spaces writes it. */
export class JsonArray {
  isEmpty = true;
  private readonly indent: string;

  /** `indent`: the number of spaces before an item. */
  constructor(indent: number) {
    this.indent = ' '.repeat(indent);
  }

  /** The text of the next item, with the comma before it. */
  add(item: unknown): string {
    const text = `${this.isEmpty ? '' : ','}\n${indented(item, this.indent)}`;
    this.isEmpty = false;
    return text;
  }

  /** The end of the array. */
  end(): string {
    return this.isEmpty ? ']' : `\n${this.indent.slice(2)}]`;
  }
}

/** JSON in which each line starts with `indent`. A JSON text has line breaks only between its parts. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replace(/^/gm, indent);
}
