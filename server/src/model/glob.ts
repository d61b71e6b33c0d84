import { globEnds, readGlob } from '../base/glob.ts';
import type { Glob, GlobDialect, GlobPiece } from '../base/glob.ts';

/** A pattern with more work than this (characters of the value, squared, times those of the pattern) is not tried. */
const mostWork = 1_000_000;

/** The patterns of `${name#pattern}`. https://docs.docker.com/reference/dockerfile/#environment-replacement */
const variableGlob: GlobDialect = {
  wildcard: (character) => character !== '\n',
  escapable: (character) => '*?\\/}'.includes(character),
  strictEscapes: true,
};

/**
 * `value` without the shortest or longest match of `pattern` at its start or end, as in `${value#pattern}`.
 * Undefined for a pattern that BuildKit refuses (a backslash before anything but `*`, `?`, `\`, `/`, `}`).
 */
export function matchGlob(value: string, pattern: string, side: 'start' | 'end', longest: boolean): string | undefined {
  const glob = readGlob(pattern, variableGlob);
  if (!glob) return undefined;
  const ends = side === 'start' ? globEnds(glob, value) : globEnds(glob.toReversed().map(backwards), reversed(value));
  const cut = longest ? ends.at(-1) : ends[0];
  if (cut === undefined) return value;
  return side === 'start' ? value.slice(cut) : value.slice(0, value.length - cut);
}

function backwards(piece: GlobPiece): GlobPiece {
  return piece.kind === 'text' ? { kind: 'text', text: reversed(piece.text) } : piece;
}

function reversed(text: string): string {
  return [...text].toReversed().join('');
}

/** `${value/pattern/replacement}`, or all matches with `//`. Undefined as for `matchGlob`, and for an empty pattern. */
export function replaceGlob(value: string, pattern: string, replacement: string, all: boolean): string | undefined {
  const glob = readGlob(pattern, variableGlob);
  if (!glob || glob.length === 0 || value.length * value.length * pattern.length > mostWork) return undefined;
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
