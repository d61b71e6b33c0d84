import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';
import type { Chunk } from './chunk.ts';
import { moveAll, moveComment, moveFlag, moveHeredoc, moveJson, movePair, moveSpan, moveVariable, moveWord } from './move.ts';
import type { Comment, Flag, Heredoc, Instruction, JsonForm, Pair, VariableReference, Word } from './tree.ts';

/** A chunk at an offset of a document. Its parts are those of the chunk with shifted spans, created on first access. */
export class PlacedInstruction implements Instruction {
  readonly chunk: Chunk;
  readonly start: number;
  // All are initialized here, so that every instruction has the same hidden class in V8.
  private ownKeywordSpan: Span | undefined = undefined;
  private ownFlags: readonly Flag[] | undefined = undefined;
  private ownBody: Span | undefined = undefined;
  private ownWords: readonly Word[] | undefined = undefined;
  private ownJson: JsonForm | null | undefined = undefined;
  private ownPairs: readonly Pair[] | undefined = undefined;
  private ownHeredocs: readonly Heredoc[] | undefined = undefined;
  private ownVariables: readonly VariableReference[] | undefined = undefined;
  private ownComments: readonly Comment[] | undefined = undefined;
  private ownContinuations: readonly Span[] | undefined = undefined;
  private ownTrigger: Instruction | null | undefined = undefined;

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
    return (this.ownKeywordSpan ??= moveSpan(this.chunk.keywordSpan, this.start));
  }
  get flags(): readonly Flag[] {
    return (this.ownFlags ??= moveAll(this.chunk.flags, this.start, moveFlag));
  }
  get body(): Span {
    return (this.ownBody ??= moveSpan(this.chunk.body, this.start));
  }
  get words(): readonly Word[] {
    return (this.ownWords ??= moveAll(this.chunk.words, this.start, moveWord));
  }
  get json(): JsonForm | undefined {
    if (this.ownJson === undefined) this.ownJson = this.chunk.json ? moveJson(this.chunk.json, this.start) : null;
    return this.ownJson ?? undefined;
  }
  get pairs(): readonly Pair[] {
    return (this.ownPairs ??= moveAll(this.chunk.pairs, this.start, movePair));
  }
  preparePairs(): Work<void> {
    return this.chunk.preparePairs();
  }
  get heredocs(): readonly Heredoc[] {
    return (this.ownHeredocs ??= moveAll(this.chunk.heredocs, this.start, moveHeredoc));
  }
  get variables(): readonly VariableReference[] {
    return (this.ownVariables ??= moveAll(this.chunk.variables, this.start, moveVariable));
  }
  get comments(): readonly Comment[] {
    return (this.ownComments ??= moveAll(this.chunk.comments, this.start, moveComment));
  }
  get continuations(): readonly Span[] {
    return (this.ownContinuations ??= moveAll(this.chunk.continuations, this.start, moveSpan));
  }
  get trigger(): Instruction | undefined {
    if (this.ownTrigger === undefined) {
      const inner = this.chunk.trigger;
      this.ownTrigger = inner ? new PlacedInstruction(inner.chunk, this.start + inner.offset) : null;
    }
    return this.ownTrigger ?? undefined;
  }
}
