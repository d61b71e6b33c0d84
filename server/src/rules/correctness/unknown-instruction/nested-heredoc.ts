import type { Span } from '../../../base/span.ts';
import { memoizeWeak } from '../../../base/memoize.ts';
import { patternOf } from '../../../base/pattern-text.ts';
import type { DockerfileTree, Heredoc, Instruction } from '../../../syntax/tree.ts';

/** A here-document in a here-document with the same delimiter: its end ends both, and the lines after it are read as instructions. */
export interface NestedHeredoc {
  readonly name: string;
  /** The inner `<<EOF`. */
  readonly marker: Span;
  /** The delimiters of the inner here-document, at its start and at its end. */
  readonly delimiters: readonly Span[];
  /** The first of the instructions that are lines of the outer here-document. */
  readonly first: Instruction;
}

/** The nested here-document that makes an instruction of a line, for each such instruction. */
export const nestedHeredocsOf = memoizeWeak(({ instructions, text }: DockerfileTree): ReadonlyMap<Instruction, NestedHeredoc> => {
  const found = new Map<Instruction, NestedHeredoc>();
  for (const [i, instruction] of instructions.entries()) {
    const first = instructions[i + 1];
    const outer = first?.known === false ? instruction.heredocs.at(-1) : undefined;
    const inner = outer?.terminator && innerMarker(outer, text);
    if (!outer?.terminator || !inner || !first) continue;
    let after = i + 1;
    while (instructions[after]?.known === false) after++;
    const unknown = instructions.slice(i + 1, after);
    const end = unknown.findIndex(({ source }) => source === outer.name);
    const nested = { ...inner, delimiters: [...inner.delimiters, outer.terminator], first };
    for (const line of unknown.slice(0, end + 1)) found.set(line, nested);
  }
  return found;
});

/** The last `<<EOF` in the text of the here-document `EOF`. */
function innerMarker({ name, body }: Heredoc, text: string): Omit<NestedHeredoc, 'first'> | undefined {
  const marker = new RegExp(String.raw`<<-?[ \t]*(["']?)(?:${patternOf(name)})\1(?![\w"'])`, 'g');
  const found = [...text.slice(body.start, body.end).matchAll(marker)].at(-1);
  if (!found) return undefined;
  const start = body.start + found.index;
  const at = start + found[0].lastIndexOf(name);
  return { name, marker: { start, end: start + found[0].length }, delimiters: [{ start: at, end: at + name.length }] };
}
