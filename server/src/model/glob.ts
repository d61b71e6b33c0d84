/** A pattern with more work than this (characters of the value times those of the pattern) is not tried. */
const mostWork = 1_000_000;

/** One step of a pattern: a character that must be there, any character, or any number of any characters. */
type Step = { readonly kind: 'character'; readonly character: string } | { readonly kind: 'any' | 'many' };

/**
 * `value` without the shortest or longest match of `pattern` at its start or end, as in `${value#pattern}`.
 * Undefined for a pattern that BuildKit refuses (a backslash before anything but `*`, `?`, `\`, `/`, `}`).
 */
export function matchGlob(value: string, pattern: string, side: 'start' | 'end', longest: boolean): string | undefined {
  const steps = stepsOf(pattern);
  const characters = [...value];
  if (!steps || characters.length * steps.length > mostWork) return undefined;
  const ends = side === 'start' ? matchEnds(characters, 0, steps) : matchEnds(characters.toReversed(), 0, steps.toReversed());
  const cut = longest ? ends.at(-1) : ends[0];
  if (cut === undefined) return value;
  return (side === 'start' ? characters.slice(cut) : characters.slice(0, characters.length - cut)).join('');
}

/** `${value/pattern/replacement}`, or all matches with `//`. Undefined as for `matchGlob`, and for an empty pattern. */
export function replaceGlob(value: string, pattern: string, replacement: string, all: boolean): string | undefined {
  const steps = stepsOf(pattern);
  const characters = [...value];
  if (!steps || steps.length === 0 || characters.length * characters.length * steps.length > mostWork) return undefined;
  let out = '';
  let at = 0;
  while (at < characters.length) {
    const end = matchEnds(characters, at, steps).at(-1);
    if (end === undefined || end === at) {
      out += characters[at++]!;
      continue;
    }
    out += replacement;
    at = end;
    if (!all) break;
  }
  return out + characters.slice(at).join('');
}

function stepsOf(pattern: string): Step[] | undefined {
  const steps: Step[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    let character = characters[i]!;
    if (character === '*' || character === '?') {
      steps.push({ kind: character === '*' ? 'many' : 'any' });
      continue;
    }
    if (character === '\\') {
      character = characters[++i] ?? '';
      if (!character || !'*?\\/}'.includes(character)) return undefined;
    }
    steps.push({ kind: 'character', character });
  }
  return steps;
}

/** Where matches that begin at `start` can end, ascending. All ways are followed side by side: no backtracking. */
function matchEnds(characters: readonly string[], start: number, steps: readonly Step[]): number[] {
  const ends: number[] = [];
  let reached = skipMany(new Set([0]), steps);
  for (let at = start; reached.size > 0; at++) {
    if (reached.has(steps.length)) ends.push(at);
    const character = characters[at];
    if (character === undefined) break;
    const next = new Set<number>();
    for (const index of reached) {
      const step = steps[index];
      if (step?.kind === 'many' && character !== '\n') next.add(index);
      if (step?.kind === 'any' && character !== '\n') next.add(index + 1);
      if (step?.kind === 'character' && step.character === character) next.add(index + 1);
    }
    reached = skipMany(next, steps);
  }
  return ends;
}

/** The steps in `reached`, and those behind a `*` that matches nothing. */
function skipMany(reached: Set<number>, steps: readonly Step[]): Set<number> {
  for (const index of reached) if (steps[index]?.kind === 'many') reached.add(index + 1);
  return reached;
}
