import { memoizeWeak } from '../base/memoize.ts';
import type { Span } from '../base/span.ts';
import type { Chunk } from './chunk.ts';
import { lexFault } from './expand.ts';
import type { FoundFault } from './expand.ts';
import { PlacedInstruction } from './instruction.ts';
import { moveSpan } from './move.ts';
import type { Instruction, Pair, SyntaxProblem, Word } from './tree.ts';
import type { Quotes } from './variables.ts';

/** The problems of an instruction, and of the instruction in its ONBUILD. */
export function problemsIn({ chunk, start }: PlacedInstruction): readonly SyntaxProblem[] {
  const problems = problemsOfChunk(chunk);
  return problems.length === 0 ? problems : problems.map((problem) => ({ ...problem, ...moveSpan(problem, start) }));
}

/** Relative to the start of the chunk. Memoized, because most chunks stay the same in an edit. */
const problemsOfChunk = memoizeWeak((chunk: Chunk): readonly SyntaxProblem[] => problemsOf(new PlacedInstruction(chunk, 0), chunk.escape));

function problemsOf(instruction: Instruction, escape: '\\' | '`'): readonly SyntaxProblem[] {
  const { keyword, keywordSpan, known, trigger } = instruction;
  if (!known) return [{ ...keywordSpan, code: 'unknown-instruction', variant: 'unknown', data: { word: keyword } }];
  // The trigger of HEALTHCHECK is a CMD, in which BuildKit expands nothing. An unknown instruction in ONBUILD only fails where it runs.
  if (keyword === 'ONBUILD') return trigger?.known ? problemsOf(trigger, escape) : [];
  // BuildKit splits the pairs first, but a value that ends too early explains more.
  const inPairs = keyword === 'ENV' || keyword === 'LABEL' || keyword === 'ARG' ? problemInPairs(instruction) : undefined;
  const inWords = problemsInWords(instruction, escape);
  return inWords.length > 0 || !inPairs ? inWords : [inPairs];
}

/** The first pair of ENV, LABEL or ARG without a name, or without `=` where it is required (parseKvps of instructions/parse.go). */
function problemInPairs({ keyword, pairs }: Instruction): SyntaxProblem | undefined {
  for (const [i, pair] of pairs.entries()) {
    const before = pairs[i - 1];
    // `ENV A=b C = d` fails at C; `ARG A = b` at the `=`, because an ARG may have no value.
    if (keyword !== 'ARG' && pairs.length > 1 && pair.value === undefined) return missingEquals(pair, before);
    if (pair.name !== '' || pair.value === undefined || pair.legacy || pair.nameSpan.end > pair.nameSpan.start) continue;
    return missingName(keyword, pair, before, pairs[i + 1]);
  }
  return undefined;
}

function missingEquals(pair: Pair, before: Pair | undefined): SyntaxProblem {
  const isSeparated = before?.value === '' && before.end < pair.start;
  return {
    start: pair.start,
    end: pair.end,
    code: 'missing-equals',
    ...(isSeparated
      ? { variant: 'spaces', data: { name: before.name, value: pair.name } }
      : { variant: 'value', data: { name: pair.name } }),
  };
}

function missingName(keyword: string, pair: Pair, before: Pair | undefined, after: Pair | undefined): SyntaxProblem {
  const { start } = pair.nameSpan;
  const end = Math.max(pair.end, start + 1);
  if (keyword !== 'ARG' || before?.value !== undefined || !before)
    return { start, end, code: 'missing-name', variant: 'name', data: { keyword } };
  const value = pair.value || (after?.value === undefined ? after?.name : undefined) || '';
  return { start, end, code: 'missing-name', variant: 'spaces', data: { name: before.name, value } };
}

/** A text that BuildKit expands. */
interface LexedText extends Span {
  readonly text: string;
  /** What the quotes belong to: a name of ENV, LABEL or ARG, or the keyword. */
  readonly owner: string;
  readonly quotes?: Quotes;
}

/** Everything for which BuildKit's lexer rejects the instruction. BuildKit stops at the first one. */
function problemsInWords(instruction: Instruction, escape: '\\' | '`'): readonly SyntaxProblem[] {
  if (!/["'$]/.test(instruction.source)) return [];
  const problems = lexedTexts(instruction).flatMap((lexed) =>
    // BuildKit reads here-documents with the default escape character.
    faultsIn(lexed.text, lexed.quotes ? '\\' : escape, lexed.quotes).map((found) => problemOf(found, lexed, instruction.keyword)),
  );
  // A path with a space is several words, each with an open quote.
  const firstQuote = problems.findIndex(({ variant }) => variant === 'path');
  // `"A=b"`: the quotes are around a name and its value, usually in every pair of the instruction.
  const firstPair = problems.findIndex(hasQuotedName);
  return problems.filter((problem, i) => (problem.variant !== 'path' || i === firstQuote) && (!hasQuotedName(problem) || i === firstPair));
}

function hasQuotedName({ code, data }: SyntaxProblem): boolean {
  return code === 'open-quote' && /^["']/.test(String(data?.name ?? ''));
}

/** More faults in one text are not reported, so that no text takes long. */
const maxFaults = 10;

function faultsIn(text: string, escape: '\\' | '`', quotes: Quotes | undefined): readonly FoundFault[] {
  const faults: FoundFault[] = [];
  let rest = text;
  for (let found = lexFault(rest, escape, quotes); found && faults.length < maxFaults; found = lexFault(rest, escape, quotes)) {
    faults.push(found);
    // The next fault is found as if this expression were plain text.
    rest = rest.slice(0, found.start) + 'x'.repeat(found.end - found.start) + rest.slice(found.end);
  }
  return faults;
}

function problemOf(found: FoundFault, { text, owner, start, end }: LexedText, keyword: string): SyntaxProblem {
  // Without continuations and JSON escapes in it, the text is in the document as it is.
  const isWritten = end - start === text.length;
  const at = isWritten ? { start: start + found.start, end: start + found.end } : { start, end };
  if (found.fault === 'open-single' || found.fault === 'open-double') {
    const quote = found.fault === 'open-single' ? "'" : '"';
    const isPath = keyword === 'COPY' || keyword === 'ADD' || keyword === 'VOLUME';
    const variant = owner !== keyword ? 'name' : isPath ? 'path' : 'word';
    return { start, end, code: 'open-quote', variant, data: { quote, name: owner, keyword } };
  }
  const expression = text.slice(found.start, found.end);
  return {
    ...at,
    code: 'invalid-substitution',
    variant: expression.startsWith('${{') ? 'template' : found.fault,
    data: { expression, name: found.name, operator: found.operator },
  };
}

/**
 * The texts that BuildKit expands, in its order: `Expand` of the commands in instructions/commands.go, and dispatchArg of
 * dockerfile2llb/convert.go, which reads only the values.
 */
function lexedTexts(instruction: Instruction): readonly LexedText[] {
  const { keyword, words, flags, pairs, body, bodyText, source, heredocs, json } = instruction;
  const spanOf = ({ start, end }: Span): Span => ({ start, end });
  const inWords = (): LexedText[] =>
    words.map((word) => ({ ...(json ? insideQuotes(word, instruction) : spanOf(word)), text: word.text, owner: keyword }));
  const inFlags = (names: ReadonlySet<string>): LexedText[] =>
    flags.flatMap(({ name, value, valueSpan }) =>
      names.has(name) && value !== undefined && valueSpan ? [{ ...spanOf(valueSpan), text: value, owner: keyword }] : [],
    );
  switch (keyword) {
    case 'ENV':
    case 'LABEL':
      return pairs.flatMap((pair) => lexedInPair(pair, instruction));
    case 'ARG':
      return pairs.flatMap(({ name, value, valueSpan }) =>
        value === undefined || !valueSpan ? [] : [{ ...spanOf(valueSpan), text: value, owner: name }],
      );
    case 'COPY':
    case 'ADD':
      return [
        ...inFlags(copyFlags),
        ...inWords(),
        ...heredocs
          .filter(({ expand }) => expand)
          .map(({ body: inner }) => ({
            ...inner,
            text: source.slice(inner.start - instruction.start, inner.end - instruction.start),
            owner: keyword,
            quotes: 'plain' as const,
          })),
      ];
    case 'FROM':
      return [...inWords().slice(0, 1), ...inFlags(platformFlag)];
    case 'RUN':
      return flags
        .flatMap(({ fields }) => fields)
        .flatMap(({ value, valueSpan }) => (value && valueSpan ? [{ ...spanOf(valueSpan), text: value, owner: keyword }] : []));
    case 'EXPOSE':
    case 'VOLUME':
      return inWords();
    case 'STOPSIGNAL':
    case 'USER':
    case 'WORKDIR':
      return [{ ...spanOf(body), text: bodyText, owner: keyword }];
    default:
      return [];
  }
}

/** The span of a JSON string without its quotes, or with them if it contains escapes. */
function insideQuotes({ start, end, text }: Word, instruction: Instruction): Span {
  const isWritten = instruction.source.slice(start + 1 - instruction.start, end - 1 - instruction.start) === text;
  return isWritten ? { start: start + 1, end: end - 1 } : { start, end };
}

const copyFlags: ReadonlySet<string> = new Set(['chown', 'chmod', 'checksum', 'exclude']);
const platformFlag: ReadonlySet<string> = new Set(['platform']);

/** The name and the value of a pair. The legacy form ends the name at the first space, even in quotes (parseNameVal of line_parsers.go). */
function lexedInPair(pair: Pair, { source, start, bodyText }: Instruction): readonly LexedText[] {
  const { name, nameSpan, value, valueSpan, legacy } = pair;
  const written = source.slice(nameSpan.start - start, nameSpan.end - start);
  const [first = ''] = bodyText.split(/\s/, 1);
  const nameText = { ...nameSpan, text: legacy && written.length > first.length ? first : written, owner: name };
  return value === undefined || !valueSpan
    ? [nameText]
    : [nameText, { start: valueSpan.start, end: valueSpan.end, text: value, owner: name }];
}
