import type { Span } from '../../base/span.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';

/** A word of a shell text: without quotes and escapes, with variables and `$(…)` as written. */
export interface ShellWord extends Span {
  readonly text: string;
}

/** The parts of a shell text in order: commands, brackets of subshells, line breaks between commands. */
export type ShellPart =
  | { readonly kind: 'command'; readonly words: readonly ShellWord[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'line' };

/**
 * Splits a text into commands and words, using the syntax that shell scripts, Makefile recipes and scripts of package.json share. This is
 * not a parser: the one in shell/ is for RUN bodies and rejects other texts. Commands in `$(…)` come after the command that contains them.
 */
export function splitShell(text: string): Work<readonly ShellPart[]> {
  return new Splitter(text, 0, 0).split();
}

/** How many parts of a text are split off in one step. */
const perStep = 500;

const deepestSubstitution = 8;

/** Whatever continues a word. Group 1: literal text without quotes. */
const piecePattern = /\\\r?\n()|\\([^\r\n]?)|'([^']*)'?|(\$\{[^}]*\}?)|(`[^`]*`?)|([^\s\\'"`$;&|()<>]+|\$)/y;
/** The same between double quotes. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_03 */
const quotedPiece = /\\\n()|\\(["\\$`])|(\\)|(\$\{[^}]*\}?)|(`[^`]*`?)|([^\\"`$]+|\$)/y;
const redirectionPattern = /<<-?[ \t]*["']?([\w.-]+)["']?|[<>]+[&|]?[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s;&|()<>]*)/y;

class Splitter {
  private readonly text: string;
  /** Added to all offsets. */
  private readonly offset: number;
  private readonly depth: number;
  private readonly parts: ShellPart[] = [];
  private readonly substitutions: Splitter[] = [];
  private readonly heredocs: string[] = [];
  private words: ShellWord[] = [];
  private word: { readonly start: number; text: string } | undefined;
  private at = 0;

  constructor(text: string, offset: number, depth: number) {
    this.text = text;
    this.offset = offset;
    this.depth = depth;
  }

  *split(): Work<readonly ShellPart[]> {
    for (let next = perStep; this.at < this.text.length;) {
      this.step(this.text[this.at]!);
      if (this.parts.length < next) continue;
      next = this.parts.length + perStep;
      yield;
    }
    this.endCommand();
    return this.parts;
  }

  private step(char: string): void {
    if (char === '"') this.quoted();
    else if (this.text.startsWith('$(', this.at)) this.substitution();
    else if (char === '#' && !this.word) this.passTo(this.text.indexOf('\n', this.at));
    else if (char === '<' || char === '>') this.redirection();
    else if (!this.piece(piecePattern)) this.separator(char);
  }

  /** Appends what the pattern matches here to the word. */
  private piece(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return false;
    const value = found.slice(1).find((group) => group !== undefined) ?? '';
    // A continuation between words does not start a word.
    if (this.word || found[1] === undefined) this.add(value);
    this.at += found[0].length;
    return true;
  }

  private add(piece: string): void {
    this.word ??= { start: this.at, text: '' };
    this.word.text += piece;
  }

  private quoted(): void {
    this.add('');
    this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      if (this.text.startsWith('$(', this.at)) this.substitution();
      else this.piece(quotedPiece);
    }
    this.at++;
  }

  private substitution(): void {
    const from = this.at + 2;
    const end = closing(this.text, from);
    if (this.depth < deepestSubstitution) {
      this.substitutions.push(new Splitter(this.text.slice(from, end), this.offset + from, this.depth + 1));
    }
    this.add(this.text.slice(this.at, end + 1));
    this.at = Math.min(end + 1, this.text.length);
  }

  private separator(char: string): void {
    if (char === '\n' || ';&|()'.includes(char)) this.endCommand();
    else this.endWord();
    this.at++;
    if (char === '(') this.parts.push({ kind: 'open' });
    if (char === ')') this.parts.push({ kind: 'close' });
    if (char !== '\n') return;
    for (const delimiter of this.heredocs.splice(0)) this.passHeredoc(delimiter);
    this.parts.push({ kind: 'line' });
  }

  private redirection(): void {
    // `2>file`: the number is not a word
    if (this.word && /^\d+$/.test(this.word.text)) this.word = undefined;
    this.endWord();
    redirectionPattern.lastIndex = this.at;
    const found = redirectionPattern.exec(this.text);
    if (found?.[1] !== undefined && !this.text.startsWith('<<<', this.at)) this.heredocs.push(found[1]);
    this.at += found?.[0].length ?? 1;
  }

  private endWord(): void {
    if (this.word) this.words.push({ start: this.offset + this.word.start, end: this.offset + this.at, text: this.word.text });
    this.word = undefined;
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.parts.push({ kind: 'command', words: this.words });
    this.words = [];
    for (const inner of this.substitutions.splice(0)) this.parts.push({ kind: 'open' }, ...finish(inner.split()), { kind: 'close' });
  }

  private passHeredoc(delimiter: string): void {
    let line: string | undefined;
    while (line?.trim() !== delimiter && this.at < this.text.length) {
      const from = this.at;
      this.passTo(this.text.indexOf('\n', from));
      line = this.text.slice(from, this.at);
      this.at++;
    }
  }

  private passTo(index: number): void {
    this.at = index < 0 ? this.text.length : index;
  }
}

/** The end of the bracket that opened before `from`; the end of the text if it is not closed. */
function closing(text: string, from: number): number {
  let open = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(') open++;
    else if (text[i] === ')' && --open === 0) return i;
  }
  return text.length;
}
