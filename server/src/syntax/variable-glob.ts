import { globEnds } from '../base/glob.ts';
import { readGlob } from '../base/read-glob.ts';
import type { Glob, GlobPiece } from '../base/glob.ts';
import type { GlobDialect } from '../base/read-glob.ts';

/** The work limit of a replacement: the length of the value, squared, times the length of the pattern. */
const maxReplacementWork = 1_000_000;

/** The pattern syntax of `${name#pattern}`. https://docs.docker.com/reference/dockerfile/#environment-replacement */
const variableGlob: GlobDialect = {
  wildcard: (character) => character !== '\n',
  escapable: (character) => '*?\\/}'.includes(character),
  strictEscapes: true,
};

/**
 * Removes the shortest or longest match of `pattern` at the start or end of `value`, as in `${value#pattern}`.
 * Returns undefined for a pattern that BuildKit rejects (a backslash before any character except `*`, `?`, `\`, `/`, `}`).
 */
export function matchGlob(value: string, pattern: string, side: 'start' | 'end', longest: boolean): string | undefined {
  const glob = readGlob(pattern, variableGlob);
  if (!glob) return undefined;
  const ends = side === 'start' ? globEnds(glob, value) : globEnds(glob.toReversed().map(reversePiece), reversed(value));
  const cut = longest ? ends.at(-1) : ends[0];
  if (cut === undefined) return value;
  return side === 'start' ? value.slice(cut) : value.slice(0, value.length - cut);
}

function reversePiece(piece: GlobPiece): GlobPiece {
  return piece.kind === 'text' ? { kind: 'text', text: reversed(piece.text) } : piece;
}

function reversed(text: string): string {
  return [...text].toReversed().join('');
}

/** `${value/pattern/replacement}`, or all matches with `//`. Returns undefined like `matchGlob`, and for an empty pattern. */
export function replaceGlob(value: string, pattern: string, replacement: string, all: boolean): string | undefined {
  const glob = readGlob(pattern, variableGlob);
  if (!glob || glob.length === 0 || value.length * value.length * pattern.length > maxReplacementWork) return undefined;
  let out = '';
  let at = 0;
  while (at < value.length) {
    const end = longestMatch(glob, value, at);
    if (end === undefined || end === at) {
      out += value[at++]!;
      continue;
    }
    out += replacement;
    at = end;
    if (!all) break;
  }
  return out + value.slice(at);
}

function longestMatch(glob: Glob, value: string, start: number): number | undefined {
  return globEnds(glob, value, [start]).at(-1);
}
