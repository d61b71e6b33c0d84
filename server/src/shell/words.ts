import { extensionOf } from './extensions.ts';
import type { ShellExtension, ShellName, ShellParameter, ShellSubstitution, ShellVariable, ShellWord } from './script.ts';
import type { Span } from '../base/span.ts';
import { parseScript, forEachChild } from './unbash.ts';
import type { ParsedScript, SyntaxNode, Word } from './unbash.ts';

/** One text that unbash parsed, and the mapping of its offsets to the source. Backticks with escapes have a separate text. */
export interface Frame {
  /** The unmasked source that `at` refers to. */
  readonly source: string;
  /** The text that unbash parsed. */
  readonly masked: string;
  /** Maps an offset in `masked` to an offset in `source`. */
  at(offset: number): number;
  /** The line continuations of the instruction, in `source`. */
  readonly continuations: readonly Span[];
}

type WordParameter = Omit<ShellParameter, 'inHeredoc' | 'inFunction'>;

/** The content of a word other than its text. */
export interface WordParts {
  readonly variables: readonly ShellVariable[];
  readonly substitutions: readonly ShellSubstitution[];
  readonly globs: readonly Span[];
  readonly extensions: readonly ShellExtension[];
  readonly parameters: readonly WordParameter[];
  /** See `ShellScript.continuedQuotes`. */
  readonly continuedQuotes: readonly Span[];
  /** The scripts of `$(...)`, backticks and `<(...)`, with the span of the whole expansion. */
  readonly scripts: readonly { readonly script: ParsedScript; readonly expansion: Span }[];
  /** Names that `${x:=value}` sets. */
  readonly assigned: readonly string[];
  /** Names in arithmetic expressions, in which variables need no `$`. */
  readonly names: readonly ShellName[];
  /** Whether it only contains text and quotes. */
  readonly literal: boolean;
}

const textOnly: ReadonlySet<SyntaxNode['type']> = new Set(['Word', 'Literal', 'SingleQuoted', 'DoubleQuoted', 'AnsiCQuoted', 'Assignment']);

/** A word without special characters, which needs no further parsing. */
const plain = /^[\w\-./:=,@%+]*$/;

const nothing: readonly never[] = [];
/** The parts of every plain word. */
export const plainParts: WordParts = noParts();

/** The source span of an unbash node. If error recovery sets the end before the start, the span is empty. */
export function spanOf(node: { readonly pos: number; readonly end: number }, frame: Frame): Span {
  const start = frame.at(node.pos);
  return { start, end: Math.max(start, frame.at(node.end)) };
}

/** Collects the variables and scripts below a node. Does not enter the scripts of substitutions. */
export function partsOf(node: SyntaxNode, frame: Frame, quoted = false): WordParts {
  if (node.type === 'Word' && plain.test(node.text)) return plainParts;
  const parts = noParts();
  collect(node, frame, quoted, parts);
  return parts;
}

/** `WordParts` while they are collected. */
interface MutableWordParts {
  readonly variables: ShellVariable[];
  readonly substitutions: ShellSubstitution[];
  readonly globs: Span[];
  readonly extensions: ShellExtension[];
  readonly parameters: WordParameter[];
  readonly continuedQuotes: Span[];
  readonly scripts: { readonly script: ParsedScript; readonly expansion: Span }[];
  readonly assigned: string[];
  readonly names: ShellName[];
  literal: boolean;
}

function noParts(): MutableWordParts {
  return {
    variables: [],
    substitutions: [],
    globs: [],
    extensions: [],
    parameters: [],
    continuedQuotes: [],
    scripts: [],
    assigned: [],
    names: [],
    literal: true,
  };
}

function collect(node: SyntaxNode, frame: Frame, quoted: boolean, into: MutableWordParts): void {
  if (!textOnly.has(node.type)) into.literal = false;
  const kind = extensionOf(node);
  if (kind) into.extensions.push({ ...spanOf(node, frame), kind });
  switch (node.type) {
    case 'SimpleExpansion':
      if (isName(node.text.slice(1))) into.variables.push(variable(node, node.pos + 1, node.end, '', quoted, frame));
      else into.parameters.push({ ...spanOf(node, frame), name: node.text.slice(1), modifier: '' });
      return;
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      continuedQuote(node, frame, into);
      break;
    case 'Literal':
      if (quoted) continuedQuote(node, frame, into);
      break;
    case 'ParameterExpansion':
      if (isName(node.parameter) && node.operation?.type !== 'Names') {
        const modifier = node.operation?.operator ?? '';
        into.variables.push(variable(node, node.parameterPos, node.parameterEnd, modifier, quoted, frame));
        if (modifier === '=' || modifier === ':=') into.assigned.push(node.parameter);
      } else if (isParameter(node.parameter)) {
        into.parameters.push({ ...spanOf(node, frame), name: node.parameter, modifier: node.operation?.operator ?? '' });
      }
      break;
    case 'ArithmeticWord':
      if (isName(node.value)) into.names.push({ ...spanOf(node, frame), name: node.value, sets: false });
      else if (!node.parts) arithmeticVariables(node, quoted, frame, into);
      break;
    case 'ArithmeticBinary':
      if (/^[^=<>!]*=$|^(?:<<|>>)=$/.test(node.operator)) arithmeticTarget(node.left, frame, into);
      break;
    case 'ArithmeticUnary':
      if (node.operator === '++' || node.operator === '--') arithmeticTarget(node.operand, frame, into);
      break;
    case 'Glob':
      into.globs.push(spanOf(node, frame));
      return;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'ArithmeticCommandExpansion':
      into.substitutions.push({ ...spanOf(node, frame), form: formOf(node.type, frame.masked[node.pos]), quoted });
      if (node.script) into.scripts.push({ script: node.script, expansion: { start: node.pos, end: node.end } });
      return;
    default:
  }
  const inside = quoted || node.type === 'DoubleQuoted' || node.type === 'LocaleString';
  forEachChild(node, (child) => collect(child, frame, inside, into));
}

function formOf(type: SyntaxNode['type'], first: string | undefined): ShellSubstitution['form'] {
  if (type === 'ProcessSubstitution') return 'process';
  return first === '`' ? 'backticks' : 'dollar';
}

function continuedQuote(node: { readonly pos: number; readonly end: number }, frame: Frame, { continuedQuotes }: MutableWordParts): void {
  const at = spanOf(node, frame);
  const next = frame.continuations[firstFrom(frame.continuations, at.start)];
  if (next && next.start < at.end) continuedQuotes.push(at);
}

/** `$A` in `$((...))`: unbash only parses `${A}`. */
function arithmeticVariables(
  node: { readonly pos: number; readonly value: string },
  quoted: boolean,
  frame: Frame,
  into: MutableWordParts,
): void {
  for (const found of node.value.matchAll(/\$[A-Za-z_]\w*/g)) {
    const pos = node.pos + found.index;
    const end = pos + found[0].length;
    into.variables.push(variable({ pos, end }, pos + 1, end, '', quoted, frame));
  }
}

/** The variable that `=`, `+=`, `++` and similar operators set. */
function arithmeticTarget(node: SyntaxNode, frame: Frame, into: MutableWordParts): void {
  if (node.type === 'ArithmeticWord' && isName(node.value)) into.names.push({ ...spanOf(node, frame), name: node.value, sets: true });
}

function variable(
  node: { readonly pos: number; readonly end: number },
  nameStart: number,
  nameEnd: number,
  modifier: string,
  quoted: boolean,
  frame: Frame,
): ShellVariable {
  const nameSpan = spanOf({ pos: nameStart, end: nameEnd }, frame);
  return { ...spanOf(node, frame), name: frame.source.slice(nameSpan.start, nameSpan.end), nameSpan, modifier, quoted };
}

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);
const isParameter = (text: string): boolean => /^(?:\d+|[@*#?$!-])$/.test(text);

/** Converts a word of unbash. */
export function toShellWord(node: Pick<Word, 'pos' | 'end' | 'value'>, frame: Frame, parts: WordParts): ShellWord {
  const { start, end } = spanOf(node, frame);
  const raw = frame.source.slice(start, end);
  if (parts === plainParts) {
    return { start, end, raw, value: raw, literal: true, variables: nothing, substitutions: nothing, globs: nothing };
  }
  const continued = frame.masked.slice(node.pos, node.end).includes('\\\n');
  const value = continued ? continuedValue(raw, { start, end }, frame) : node.value;
  const literal = parts.literal && !/^~|[=:]~/.test(raw);
  return { start, end, raw, value, literal, variables: parts.variables, substitutions: parts.substitutions, globs: parts.globs };
}

/**
 * In quotes, the mask's spaces and line feeds would be part of the value, so a continued word is parsed again after joining its lines as
 * BuildKit does.
 */
function continuedValue(raw: string, at: Span, frame: Frame): string {
  const script = parseScript(`: ${withoutContinuations(raw, at, frame.continuations)}`);
  const command = typeof script === 'string' ? undefined : script.commands[0]?.command;
  const word = command?.type === 'Command' ? command.suffix[0] : undefined;
  return word?.type === 'Word' ? word.value : raw;
}

function withoutContinuations(raw: string, at: Span, continuations: readonly Span[]): string {
  let joined = '';
  let done = at.start;
  for (let i = firstFrom(continuations, at.start); i < continuations.length && continuations[i]!.end <= at.end; i++) {
    joined += raw.slice(done - at.start, continuations[i]!.start - at.start);
    done = continuations[i]!.end;
  }
  return joined + raw.slice(done - at.start);
}

/** Index of the first span that starts at or after `offset`. */
function firstFrom(sorted: readonly Span[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]!.start < offset) low = mid + 1;
    else high = mid;
  }
  return low;
}
