import { ignoresFlags } from '../knowledge/flags.ts';
import { syntaxInUse } from './syntax-in-use.ts';
import type { DockerfileTree, Flag, Instruction } from '../syntax/tree.ts';
import type { Span } from '../base/span.ts';

/** The flags that BuildKit reads. None in a file of another frontend (`# syntax=`), whose flags are not known. */
export function flagsRead(instruction: Instruction, tree: DockerfileTree): readonly Flag[] {
  const { flags } = instruction;
  return flags.length === 0 || (syntaxInUse(tree) !== 'foreign' && !dropsFlags(instruction)) ? flags : [];
}

/** Whether BuildKit ignores all flags of the instruction, as it does for HEALTHCHECK NONE (parseHealthcheck of instructions/parse.go). */
export function dropsFlags({ keyword, words }: Instruction): boolean {
  return ignoresFlags.has(keyword) || (keyword === 'HEALTHCHECK' && words[0]?.text.toUpperCase() === 'NONE');
}

/** `--name`, without its value. */
export function flagName({ start, nameSpan }: Flag): Span {
  return { start, end: nameSpan.end };
}

/** Whether a value has a variable in it. */
export function hasVariable(value: string): boolean {
  return /\$[\w{]/.test(value);
}
