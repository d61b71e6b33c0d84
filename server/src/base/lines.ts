/** A position as in LSP and in the JSON output of the command line: zero-based line and zero-based UTF-16 character. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** The line starts of a text, to convert between offsets and positions. Lines end with \n, \r\n or \r, as in LSP. */
export class LineIndex {
  private readonly starts: readonly number[];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    const lineBreak = /\r\n?|\n/g;
    while (lineBreak.test(text)) starts.push(lineBreak.lastIndex);
    this.starts = starts;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The line that contains `offset`. An offset outside the text is clamped to the nearest end. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.starts[mid]! <= offset) low = mid;
      else high = mid - 1;
    }
    return low;
  }

  positionAt(offset: number): LinePosition {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(at);
    return { line, character: at - this.starts[line]! };
  }

  /** The offset of a position. A character after the end of the line is clamped to the end of the line, before its line break. */
  offsetAt(position: LinePosition): number {
    if (position.line < 0) return 0;
    if (position.line >= this.starts.length) return this.text.length;
    return Math.min(this.lineStart(position.line) + Math.max(0, position.character), this.lineEnd(position.line));
  }

  /** Offset of the line's first character. */
  lineStart(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** Offset after the line's last character, before its line break. */
  lineEnd(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > this.lineStart(line) && (this.text.charCodeAt(end - 1) === 10 || this.text.charCodeAt(end - 1) === 13)) end--;
    return end;
  }
}
