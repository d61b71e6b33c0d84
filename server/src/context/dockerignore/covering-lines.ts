import { addToList } from '../../base/lists.ts';
import { lazy, memoizeWeak } from '../../base/memoize.ts';
import { parentOf } from '../../base/paths.ts';
import { isLiteral, matchesNothing } from './covers.ts';
import { PatternIndex } from './pattern-index.ts';
import type { IgnorePattern } from './patterns.ts';

/**
 * The patterns that cover others (`covers` in covers.ts), without comparing every pair: a pattern that covers another one is found by its
 * text, or because it matches the other one as a path. A line is an index in `patterns`.
 */
export const coveringLinesOf = memoizeWeak((patterns: readonly IgnorePattern[]) => new CoveringLines(patterns));

/** Ascending lines of the patterns with one text and one sign. */
type Lines = readonly number[];

class CoveringLines {
  private readonly patterns: readonly IgnorePattern[];
  /** The lines by text and sign. */
  private readonly byText = { included: new Map<string, number[]>(), excluded: new Map<string, number[]>() };
  /** The different texts, in the order of `matcher`. */
  private readonly texts: readonly string[];
  private readonly matcher = lazy(() => new PatternIndex(this.texts));
  /** How many parts the patterns after a leading `**` have. */
  private readonly partCounts: ReadonlySet<number>;

  constructor(patterns: readonly IgnorePattern[]) {
    this.patterns = patterns;
    for (const [line, pattern] of patterns.entries()) {
      if (matchesNothing(pattern)) continue;
      addToList(this.byText[signOf(pattern)], pattern.cleaned, line);
    }
    this.texts = [...new Set([...this.byText.included.keys(), ...this.byText.excluded.keys()])];
    this.partCounts = new Set(this.texts.filter((text) => text.startsWith('**/')).map((text) => text.split('/').length - 1));
  }

  /** The last line with this sign before `line` that covers it. */
  before(line: number, negated: boolean): number | undefined {
    let last = -1;
    for (const lines of this.listsFor(line, [negated])) last = Math.max(last, lines[countBelow(lines, line) - 1] ?? -1);
    return last < 0 ? undefined : last;
  }

  /** The lines with one of these signs after `line` that cover it, in ascending order. */
  *after(line: number, ...negated: readonly boolean[]): Generator<number> {
    const rest = this.listsFor(line, negated).map((lines) => ({ lines, at: countBelow(lines, line + 1) }));
    for (;;) {
      const next = Math.min(...rest.map(({ lines, at }) => lines[at] ?? Infinity));
      if (next === Infinity) return;
      yield next;
      for (const each of rest) if (each.lines[each.at] === next) each.at++;
    }
  }

  private listsFor(line: number, negated: readonly boolean[]): readonly Lines[] {
    const pattern = this.patterns[line]!;
    if (matchesNothing(pattern)) return [];
    const texts = this.textsCovering(pattern);
    const lists = negated.map((negated) => this.byText[signOf({ negated })]);
    return texts.flatMap((text) => lists.map((ofSign) => ofSign.get(text) ?? []));
  }

  /** The texts, of patterns in the file or not, that cover a pattern: see `covers`. */
  private readonly textsCovering = memoizeWeak((pattern: IgnorePattern): readonly string[] => {
    const { cleaned } = pattern;
    const folders = [cleaned];
    for (let folder = parentOf(cleaned); folder !== ''; folder = parentOf(folder)) folders.push(folder);
    const texts = new Set(['*', '**', ...folders]);
    const parts = this.partCounts.size === 0 ? [] : cleaned.split('/');
    for (const count of this.partCounts) {
      for (let i = 0; i + count <= parts.length; i++) texts.add(`**/${parts.slice(i, i + count).join('/')}`);
    }
    if (isLiteral(pattern))
      for (const path of folders) for (const index of this.matcher().linesMatching(path)) texts.add(this.texts[index]!);
    return [...texts];
  });
}

function signOf({ negated }: Pick<IgnorePattern, 'negated'>): 'included' | 'excluded' {
  return negated ? 'included' : 'excluded';
}

/** How many of the ascending numbers are less than `limit`. */
function countBelow(numbers: Lines, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
