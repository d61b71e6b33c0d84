import type { SemanticTokensEdit } from 'vscode-languageserver';
import { tokenStyles, tokenModifiers, tokenTypes } from '../languages/token-legend.ts';
import type { SemanticToken } from '../languages/token-legend.ts';
import type { LineIndex } from '../base/lines.ts';

/** Type and modifiers of each kind as LSP numbers: the index in the legend's list, and the bits of indexes. */
const codes = new Map(
  Object.entries(tokenStyles).map(([kind, { type, modifiers }]): [string, readonly [number, number]] => {
    const bits = modifiers.reduce((all, modifier) => all | (1 << tokenModifiers.indexOf(modifier)), 0);
    return [kind, [tokenTypes.indexOf(type), bits]];
  }),
);

/**
 * Tokens in LSP's encoding: five numbers each, with line and character relative to the token before. A token that contains line breaks
 * becomes one token per line.
 */
export function encodeTokens(tokens: readonly SemanticToken[], lines: LineIndex): number[] {
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  for (const { start, end, kind } of tokens) {
    for (let line = lines.lineAt(start), from = start; from < end; from = lines.lineStart(++line)) {
      const to = Math.min(end, lines.lineEnd(line));
      if (from >= to) continue;
      const character = from - lines.lineStart(line);
      data.push(line - lastLine, line === lastLine ? character - lastCharacter : character, to - from, ...codes.get(kind)!);
      lastLine = line;
      lastCharacter = character;
    }
  }
  return data;
}

/** The edit that turns the numbers of an earlier answer into the current ones; none if they are equal. */
export function editBetween(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
  const deleteCount = before.length - same - start;
  const data = now.slice(start, now.length - same);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
