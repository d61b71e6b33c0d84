import { ignoresFlags } from '../../knowledge/flags.ts';
import { syntaxInUse } from '../../model/syntax-in-use.ts';
import type { DockerfileTree, Flag, Instruction } from '../../syntax/tree.ts';
import type { Span } from '../../base/span.ts';

/** The flags that BuildKit looks at. None in a file of another language (`# syntax=`), of whose flags nothing is known. */
export function flagsRead(instruction: Instruction, tree: DockerfileTree): readonly Flag[] {
  const { flags } = instruction;
  return flags.length === 0 || (syntaxInUse(tree) !== 'foreign' && !dropsFlags(instruction)) ? flags : [];
}

/** Whether BuildKit drops the flags of the instruction unread; those of HEALTHCHECK NONE too (parseHealthcheck of instructions/parse.go). */
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

/** What COPY or ADD takes, as written. Undefined where it is not all to be seen: a variable, a heredoc, nothing at all. */
export function plainSources({ words, json, heredocs }: Instruction): readonly string[] | undefined {
  const paths = json ? json.items.map(({ value }) => value) : words.map(({ text }) => text);
  const sources = paths.slice(0, -1);
  return sources.length === 0 || heredocs.length > 0 || sources.some(hasVariable) ? undefined : sources;
}
