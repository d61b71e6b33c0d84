import { appendAll, none, orNone } from '../base/lists.ts';
import { covers, slice } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { finish } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import { readWithAst } from './ast.ts';
import type { AstReader } from './ast.ts';
import { isWordBreak, skipSpace, trimSpaceEnd } from './characters.ts';
import { readFlags } from './flags.ts';
import type { FlagList } from './flags.ts';
import { readJsonForm } from './json-form.ts';
import { expandsFlags, expandsVariables, isKeyword, takesCommand, takesJson } from './keywords.ts';
import { LogicalLine } from './logical.ts';
import { moveVariable } from './move.ts';
import { readArguments, readProperties } from './pairs.ts';
import { scan } from './scan.ts';
import type { RawChunk } from './scan.ts';
import type { Comment, Flag, Heredoc, JsonForm, Pair, VariableReference, Word } from './tree.ts';
import { readVariables } from './variables.ts';
import { readWords } from './words.ts';

/**
 * The parsed text of one instruction. Offsets are relative to its first character, so that the same chunk can be used for the same text at
 * any position, before and after an edit. Each part is parsed on first access.
 */
export class Chunk {
  readonly source: string;
  readonly escape: '\\' | '`';
  readonly line: LogicalLine;
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly known: boolean;
  readonly heredocs: readonly Heredoc[];
  readonly comments: readonly Comment[];
  readonly continuations: readonly Span[];
  private readonly ownEnd: number;
  private readonly keywordEnd: number;
  // The results of the lazy getters. All are initialized here, so that every chunk has the same hidden class in V8.
  private ownFlagList: FlagList | undefined = undefined;
  private ownBody: Span | undefined = undefined;
  private ownBodyText: string | undefined = undefined;
  private ownJson: JsonForm | null | undefined = undefined;
  private ownWords: readonly Word[] | undefined = undefined;
  private ownPairs: readonly Pair[] | undefined = undefined;
  private ownVariables: readonly VariableReference[] | undefined = undefined;
  private ownTrigger: { readonly chunk: Chunk; readonly offset: number } | null | undefined = undefined;

  constructor(source: string, escape: '\\' | '`', raw: RawChunk) {
    this.source = source;
    this.escape = escape;
    this.line = new LogicalLine(source.slice(0, raw.ownEnd), raw.parts);
    this.heredocs = orNone(raw.heredocs);
    this.comments = orNone(raw.comments);
    this.continuations = orNone(raw.continuations);
    this.ownEnd = raw.ownEnd;
    const { text } = this.line;
    // The text starts with spaces if the first line contains only the escape character.
    const start = skipSpace(text, 0, text.length);
    let end = start;
    while (end < text.length && !isWordBreak(text.charCodeAt(end))) end++;
    this.keywordEnd = end;
    this.keyword = text.slice(start, end).toUpperCase();
    this.keywordSpan = this.line.span(start, end);
    this.known = isKeyword(this.keyword);
  }

  private get flagList(): FlagList {
    return (this.ownFlagList ??= readFlags(this.line, this.keywordEnd));
  }

  get flags(): readonly Flag[] {
    return this.flagList.flags;
  }

  private get bodyEnd(): number {
    return trimSpaceEnd(this.line.text, this.flagList.bodyStart, this.line.text.length);
  }

  get body(): Span {
    return (this.ownBody ??= this.line.span(this.flagList.bodyStart, this.bodyEnd));
  }

  get bodyText(): string {
    return (this.ownBodyText ??= this.line.text.slice(this.flagList.bodyStart, this.bodyEnd));
  }

  get json(): JsonForm | undefined {
    if (this.ownJson === undefined)
      this.ownJson = (takesJson.has(this.keyword) ? readJsonForm(this.line, this.flagList.bodyStart) : undefined) ?? null;
    return this.ownJson ?? undefined;
  }

  get words(): readonly Word[] {
    return (this.ownWords ??= this.readWords());
  }

  get pairs(): readonly Pair[] {
    return (this.ownPairs ??= finish(this.readPairs()));
  }

  /** Parses the pairs in steps: there may be thousands of them. */
  *preparePairs(): Work<void> {
    if (this.ownPairs) return;
    const pairs = yield* this.readPairs();
    this.ownPairs ??= pairs;
  }

  get variables(): readonly VariableReference[] {
    return (this.ownVariables ??= this.source.includes('$') ? this.collectVariables() : none);
  }

  /** The instruction in ONBUILD, or the CMD of HEALTHCHECK, with its offset. */
  get trigger(): { readonly chunk: Chunk; readonly offset: number } | undefined {
    if (this.ownTrigger === undefined) this.ownTrigger = this.readTrigger() ?? null;
    return this.ownTrigger ?? undefined;
  }

  /** Parses the instruction with dockerfile-ast. */
  private parse(): AstReader {
    return readWithAst(this.source.slice(this.keywordSpan.start, this.ownEnd), this.escape, this.keywordSpan.start);
  }

  private readWords(): readonly Word[] {
    if (this.json) return this.json.items.map(({ start, end, value }) => ({ start, end, text: value }));
    if (takesCommand.has(this.keyword)) return none;
    const words = readWords(this.line, this.flagList.bodyStart, this.bodyEnd);
    return this.heredocs.some(({ spaced }) => spaced) ? this.joinSpacedMarkers(words) : words;
  }

  /** `<< EOF` is one word, as the author meant it. */
  private joinSpacedMarkers(words: readonly Word[]): Word[] {
    return words.flatMap((word) => {
      const marker = this.heredocs.find((heredoc) => covers(heredoc.marker, word))?.marker;
      if (!marker) return [word];
      return word.start === marker.start ? [{ ...marker, text: slice(this.source, marker) }] : [];
    });
  }

  private *readPairs(): Work<readonly Pair[]> {
    const hasPairs = this.keyword === 'ARG' || this.keyword === 'ENV' || this.keyword === 'LABEL';
    if (!hasPairs) return none;
    const { line, bodyEnd, escape } = this;
    const from = this.flagList.bodyStart;
    if (this.keyword === 'ARG') return readArguments(line, from, bodyEnd, escape);
    const isContinued = this.continuations.length > 0;
    return yield* readProperties(isContinued ? undefined : () => this.parse(), line, from, bodyEnd, escape);
  }

  private collectVariables(): VariableReference[] {
    const { text } = this.line;
    const from = expandsFlags.has(this.keyword) ? this.keywordEnd : this.flagList.bodyStart;
    const to = expandsVariables.has(this.keyword) ? text.length : this.flagList.bodyStart;
    const found = from < to ? readVariables(text.slice(from, to), this.escape) : [];
    const toSpan = (at: Span): Span => this.line.span(at.start + from, at.end + from);
    const own = found.map((v) => ({ ...v, ...toSpan(v), nameSpan: toSpan(v.nameSpan), word: v.word && toSpan(v.word) }));
    // The name of the stage is not expanded.
    if (this.keyword === 'FROM') return own.filter(({ start }) => start < (this.words[0]?.end ?? Infinity));
    if (this.keyword !== 'COPY' && this.keyword !== 'ADD') return own;
    for (const { body, expand } of this.heredocs) {
      if (!expand) continue;
      // The escape character of a heredoc is a backslash, whatever the file uses (see heredoc-text.ts).
      const inner = readVariables(slice(this.source, body), '\\', 'plain');
      appendAll(
        own,
        inner.map((variable) => moveVariable(variable, body.start)),
      );
    }
    return own;
  }

  private readTrigger(): { chunk: Chunk; offset: number } | undefined {
    const nested = this.keyword === 'ONBUILD' || (this.keyword === 'HEALTHCHECK' && /^CMD(?=\s|$)/i.test(this.bodyText));
    if (!nested || this.bodyText === '') return undefined;
    const offset = this.body.start;
    // The prefix sets the escape character; its two lines are not an instruction.
    const head = this.escape === '`' ? '# escape=`\n' : '# escape=\\\n';
    const [raw] = scan(head + this.source.slice(offset)).chunks;
    if (raw?.start !== head.length) return undefined;
    return { chunk: new Chunk(this.source.slice(offset, offset + raw.end - raw.start), this.escape, raw), offset };
  }
}
