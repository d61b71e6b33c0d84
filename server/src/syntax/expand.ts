import type { Span } from '../base/span.ts';
import { matchGlob, replaceGlob } from './variable-glob.ts';
import type { Quotes } from './variables.ts';

/**
 * What is known about the value of a variable where it is used.
 * `unassigned` is `ARG NAME` without a default: unset, unless the build sets a --build-arg.
 */
export type Binding =
  | { readonly state: 'set'; readonly value: string }
  | { readonly state: 'unset' }
  | { readonly state: 'unassigned' }
  | { readonly state: 'unknown' };

/** The length limit of a value, in characters. Longer values are unknown: `ENV A=$A$A` forty times would exhaust the memory. */
const maxValueLength = 65_536;

/** The nesting limit of `${a:-${b:-...}}`. Deeper expressions are unknown, so that no text can exhaust the stack. */
const maxNesting = 64;

/**
 * Expands a word of an instruction like BuildKit's lexer: removes quotes, resolves escapes and expands variables. Returns undefined if a
 * required value is unknown, and for words that BuildKit rejects (an unclosed quote, `${}`, an unknown modifier).
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandWord(text: string, escape: '\\' | '`', bindingOf: (name: string) => Binding): string | undefined {
  if (isPlain(text)) return text;
  const reader = new WordReader(text, escape, bindingOf);
  const value = reader.read(undefined, false);
  return reader.isRejected || value === undefined || value.length > maxValueLength ? undefined : value;
}

/** Why BuildKit's lexer rejects a text. */
export type LexFault =
  /** A quote that is still open at the end. */
  | 'open-single'
  | 'open-double'
  /** `${A` without the brace that closes it. */
  | 'open-brace'
  /** `${V/a}` without the second slash. */
  | 'missing-slash'
  /** `${}`, `${:-a}`, `${{a}}`: no name after the brace. */
  | 'missing-name'
  /** `${A:=a}`, `${A^^}`, `${A.b}`: what follows the name is not an operator of BuildKit. */
  | 'operator';

/** A fault in a text. Its start is the quote or the `$`; its end is after the brace that closes the expression, or the end of the text. */
export interface FoundFault extends Span {
  readonly fault: LexFault;
  /** The name of the variable; empty for quotes. */
  readonly name: string;
  /** The operator that BuildKit does not have: `:=`, `^`; empty for other faults. */
  readonly operator: string;
}

/**
 * The first fault for which BuildKit rejects a text, whatever its variables contain; undefined if there is none. `quotes`: whether quotes
 * have a meaning, as in the words of an instruction, or are text, as in a here-document. Facts: moby/buildkit, frontend/dockerfile/shell/lex.go.
 */
export function lexFault(text: string, escape: '\\' | '`', quotes: Quotes = 'quotes'): FoundFault | undefined {
  if (!(quotes === 'quotes' ? /["'$]/ : /\$/).test(text)) return undefined;
  const reader = new WordReader(text, escape, () => unknown, quotes);
  reader.read(undefined, false);
  return reader.fault;
}

const unknown: Binding = { state: 'unknown' };

/** Whether a word is its own value: it has no quotes, no variables and no possible escape. */
export function isPlain(text: string): boolean {
  return !/["'$\\`]/.test(text);
}

/** Parses from left to right, each character once. If the value of one part is unknown, the value of the whole is undefined. */
class WordReader {
  isRejected = false;
  /** Why the text was rejected. Undefined if it is only too deep to be read. */
  fault: FoundFault | undefined = undefined;
  private isTooDeep = false;
  private at = 0;
  private depth = 0;
  private readonly text: string;
  private readonly escape: string;
  private readonly bindingOf: (name: string) => Binding;
  private readonly quotes: boolean;

  constructor(text: string, escape: string, bindingOf: (name: string) => Binding, quotes: Quotes = 'quotes') {
    this.text = text;
    this.escape = escape;
    this.bindingOf = bindingOf;
    this.quotes = quotes === 'quotes';
  }

  /** Reads up to and including `stop`, or to the end. `rawEscapes` keeps the escape characters, for the patterns of `${a#...}`. */
  read(stop: string | undefined, rawEscapes: boolean): string | undefined {
    const pieces = new Pieces();
    while (this.at < this.text.length && !this.isRejected) {
      const c = this.text[this.at]!;
      if (c === stop) {
        this.at++;
        return pieces.value;
      }
      if (c === "'" && this.quotes) pieces.add(this.readSingleQuoted());
      else if (c === '"' && this.quotes) pieces.add(this.readDoubleQuoted(rawEscapes));
      else if (c === '$') pieces.add(this.readVariable());
      else if (c === this.escape) {
        if (rawEscapes) pieces.add(c);
        pieces.add(this.text[this.at + 1] ?? '');
        this.at += 2;
      } else {
        pieces.add(c);
        this.at++;
      }
    }
    // At the end of the text, the caller knows what is missing.
    this.isRejected ||= stop !== undefined;
    return this.isRejected ? undefined : pieces.value;
  }

  private readSingleQuoted(): string | undefined {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) return this.reject('open-single', this.at);
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return inner;
  }

  /** In double quotes the escape character only escapes `"`, `$` and itself. */
  private readDoubleQuoted(rawEscapes: boolean): string | undefined {
    const pieces = new Pieces();
    const start = this.at++;
    while (this.at < this.text.length && !this.isRejected) {
      const c = this.text[this.at]!;
      if (c === '"') {
        this.at++;
        return pieces.value;
      }
      if (c === '$') {
        pieces.add(this.readVariable());
        continue;
      }
      const next = this.text[this.at + 1];
      const escapes = c === this.escape && (next === '"' || next === '$' || next === this.escape);
      if (escapes && rawEscapes) pieces.add(c);
      pieces.add(escapes ? next! : c);
      this.at += escapes ? 2 : 1;
    }
    return this.reject('open-double', start);
  }

  private readVariable(): string | undefined {
    const start = this.at++;
    if (this.text[this.at] !== '{') {
      const name = this.readName();
      return name === '' ? '$' : plainValue(this.bindingOf(name));
    }
    this.at++;
    if (++this.depth > maxNesting) {
      this.isTooDeep = true;
      this.isRejected = true;
      return undefined;
    }
    const value = this.readBraced(start);
    this.depth--;
    return value;
  }

  /** Reads `{name...}`. `start`: the offset of its `$`. */
  private readBraced(start: number): string | undefined {
    const first = this.text[this.at];
    if (first === undefined) return this.reject('open-brace', start);
    if (first === '{' || first === '}' || first === ':') return this.reject('missing-name', start);
    const name = this.readName();
    const operator = this.text[this.at++];
    if (operator === undefined) return this.reject('open-brace', start, name);
    if (operator === '}') return plainValue(this.bindingOf(name));
    if (operator === '/') return this.readReplacement(name, start);
    const emptyIsUnset = operator === ':';
    const modifier = emptyIsUnset ? this.text[this.at++] : operator;
    if (modifier === undefined) return this.reject('open-brace', start, name);
    const isPattern = modifier === '#' || modifier === '%';
    if (!'-+?#%'.includes(modifier) || (isPattern && emptyIsUnset)) {
      return this.reject('operator', start, name, emptyIsUnset ? `:${modifier}` : modifier);
    }
    const word = this.read('}', isPattern);
    if (this.isRejected) return this.reject('open-brace', start, name);
    const binding = this.bindingOf(name);
    return isPattern ? removeMatch(modifier, binding, word) : applyModifier(modifier, emptyIsUnset, binding, word);
  }

  private readReplacement(name: string, start: number): string | undefined {
    const all = this.text[this.at] === '/';
    if (all) this.at++;
    const pattern = this.read('/', true);
    if (this.isRejected) return this.reject('missing-slash', start, name);
    const replacement = this.read('}', true);
    if (this.isRejected) return this.reject('open-brace', start, name);
    const value = plainValue(this.bindingOf(name));
    if (value === undefined || pattern === undefined || replacement === undefined) return undefined;
    return replaceGlob(value, pattern, replacement, all);
  }

  /** Reads a name, the digits of `$10`, or a special parameter of the shell. Returns '' if there is none. */
  private readName(): string {
    const name = /[\p{Nd}]+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
    name.lastIndex = this.at;
    const found = name.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  /** Rejects the text for a fault at `start`, unless it is already rejected for another one inside of it. */
  private reject(fault: LexFault, start: number, name = '', operator = ''): undefined {
    this.isRejected = true;
    if (this.isTooDeep || this.fault) return undefined;
    const isBraced = fault !== 'open-single' && fault !== 'open-double';
    const close = isBraced ? this.text.indexOf('}', start) : -1;
    this.fault = { fault, name, operator, start, end: close < 0 ? this.text.length : close + 1 };
    return undefined;
  }
}

/** Concatenates text. The result is undefined as soon as one part is. */
class Pieces {
  value: string | undefined = '';

  add(piece: string | undefined): void {
    const together = this.value === undefined || piece === undefined ? undefined : this.value + piece;
    this.value = together !== undefined && together.length > maxValueLength ? undefined : together;
  }
}

function plainValue(binding: Binding): string | undefined {
  if (binding.state === 'set') return binding.value;
  return binding.state === 'unset' ? '' : undefined;
}

/** `${a-w}`, `${a+w}`, `${a?w}` and the forms with a colon. A `?` that would fail the build has no value. */
function applyModifier(modifier: string, emptyIsUnset: boolean, binding: Binding, word: string | undefined): string | undefined {
  if (binding.state === 'unknown') return undefined;
  if (binding.state === 'unassigned') return modifier === '-' ? word : undefined;
  const value = binding.state === 'set' && !(emptyIsUnset && binding.value === '') ? binding.value : undefined;
  if (modifier === '-') return value ?? word;
  if (modifier === '+') return value === undefined ? '' : word;
  return value;
}

/** `${a#p}`, `${a##p}`, `${a%p}`, `${a%%p}`. */
function removeMatch(modifier: string, binding: Binding, word: string | undefined): string | undefined {
  const value = plainValue(binding);
  if (value === undefined || word === undefined) return undefined;
  const longest = word.startsWith(modifier);
  return matchGlob(value, longest ? word.slice(1) : word, modifier === '#' ? 'start' : 'end', longest);
}
