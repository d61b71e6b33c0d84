import type { Span } from '../text/span.ts';
import type { Chunk } from './chunk.ts';
import type { Comment, Flag, Heredoc, Instruction, JsonForm, Pair, VariableReference, Word } from './tree.ts';

/** A chunk at its place in a document: the same parts, their spans moved there when first asked for. */
export class PlacedInstruction implements Instruction {
  readonly chunk: Chunk;
  readonly start: number;

  constructor(chunk: Chunk, start: number) {
    this.chunk = chunk;
    this.start = start;
  }

  get end(): number {
    return this.start + this.chunk.source.length;
  }
  get keyword(): string {
    return this.chunk.keyword;
  }
  get known(): boolean {
    return this.chunk.known;
  }
  get source(): string {
    return this.chunk.source;
  }
  get bodyText(): string {
    return this.chunk.bodyText;
  }
  get keywordSpan(): Span {
    return this.placed('keywordSpan');
  }
  get flags(): readonly Flag[] {
    return this.placed('flags');
  }
  get body(): Span {
    return this.placed('body');
  }
  get words(): readonly Word[] {
    return this.placed('words');
  }
  get json(): JsonForm | undefined {
    return this.placed('json');
  }
  get pairs(): readonly Pair[] {
    return this.placed('pairs');
  }
  get heredocs(): readonly Heredoc[] {
    return this.placed('heredocs');
  }
  get variables(): readonly VariableReference[] {
    return this.placed('variables');
  }
  get comments(): readonly Comment[] {
    return this.placed('comments');
  }
  get continuations(): readonly Span[] {
    return this.placed('continuations');
  }
  get trigger(): Instruction | undefined {
    const inner = this.chunk.trigger;
    const value = inner && new PlacedInstruction(inner.chunk, this.start + inner.offset);
    Object.defineProperty(this, 'trigger', { value });
    return value;
  }

  /** Moves a part of the chunk to the document and remembers it. */
  private placed<Part extends Exclude<keyof Chunk & keyof Instruction, 'trigger'>>(part: Part): Chunk[Part] {
    const value = move(this.chunk[part], this.start);
    Object.defineProperty(this, part, { value });
    return value;
  }
}

/** A copy of plain data in which every `start` and `end`, at any depth, is `by` further on. */
function move<T>(value: T, by: number): T {
  if (by === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value.length === 0 ? value : value.map((item) => move(item, by))) as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[key];
    copy[key] = (key === 'start' || key === 'end') && typeof part === 'number' ? part + by : move(part, by);
  }
  return copy as T;
}
