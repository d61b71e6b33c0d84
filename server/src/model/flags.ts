import { ignoresFlags } from '../knowledge/flags.ts';
import type { SyntaxInUse } from './syntax-version.ts';
import type { Flag, Instruction } from '../syntax/tree.ts';
import type { Span } from '../base/span.ts';

/** The flags that BuildKit reads. Empty in a file with another frontend (`# syntax=`), whose flags are unknown. */
export function effectiveFlags(instruction: Instruction, syntax: SyntaxInUse | 'foreign' | undefined): readonly Flag[] {
  const { flags } = instruction;
  return flags.length === 0 || (syntax !== 'foreign' && !ignoresAllFlags(instruction)) ? flags : [];
}

/** Whether BuildKit ignores all flags of the instruction, as for HEALTHCHECK NONE (parseHealthcheck of instructions/parse.go). */
export function ignoresAllFlags({ keyword, words }: Instruction): boolean {
  return ignoresFlags.has(keyword) || (keyword === 'HEALTHCHECK' && words[0]?.text.toUpperCase() === 'NONE');
}

/** `--name`, without its value. */
export function flagName({ start, nameSpan }: Flag): Span {
  return { start, end: nameSpan.end };
}

/** Whether a value contains a variable. */
export function hasVariable(value: string): boolean {
  return /\$[\w{]/.test(value);
}
