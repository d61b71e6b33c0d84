import type { InstructionMeaning, Meaning } from '../../server/src/linter/may-change.ts';
import type { DockerfileTree, Flag, Instruction } from '../../server/src/syntax/tree.ts';
import { parse } from '../../server/src/syntax/parse.ts';

/** The meaning of a Dockerfile: its instructions without line breaks, indentation and comments, with every value as written. */
export function meaningOf(text: string): Meaning {
  const tree = parse(text);
  return tree.instructions.map((instruction) => meaningOfInstruction(instruction, tree));
}

function meaningOfInstruction(instruction: Instruction, tree: DockerfileTree): InstructionMeaning {
  const { keyword, flags, heredocs, json, pairs, words, trigger } = instruction;
  if (trigger) {
    const inner = meaningOfInstruction(trigger, tree);
    return { ...inner, keyword: `${keyword} ${inner.keyword}`, flags: [...flags.map(flagText), ...inner.flags] };
  }
  const common = {
    keyword,
    flags: flags.map(flagText),
    heredocs: heredocs.map(({ body }) => tree.text.slice(body.start, body.end)),
  };
  if (json) return { ...common, form: 'json', words: json.items.map(({ value }) => value) };
  if (pairs.length > 0) return { ...common, form: 'pairs', words: pairs.map(({ name, value }) => `${name}=${value ?? ''}`) };
  if (commands.has(keyword)) return { ...common, form: 'shell', words: shellWords(instruction.bodyText) };
  return { ...common, form: 'words', words: words.map((word) => word.text) };
}

function flagText({ name, value }: Flag): string {
  return value === undefined ? name : `${name}=${value}`;
}

const commands = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD']);

/** Words of a shell text, with their quotes: a change of blanks between them changes nothing, a change inside quotes does. */
function shellWords(text: string): readonly string[] {
  return text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+/gs) ?? [];
}

/** All comment lines of a Dockerfile, including those inside instructions. */
export function commentsOf(tree: DockerfileTree): readonly string[] {
  const all = [...tree.comments, ...tree.instructions.flatMap((instruction) => instruction.comments)];
  return all.map((comment) => tree.text.slice(comment.start, comment.end));
}

/** The bodies of all heredocs, unchanged. */
export function heredocsOf(tree: DockerfileTree): readonly string[] {
  return tree.instructions.flatMap(({ heredocs }) => heredocs.map(({ body }) => tree.text.slice(body.start, body.end)));
}

/** The items that occur more often in `after` than in `before`, each as many times as it has more. */
export function surplus(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const item of before) left.set(item, (left.get(item) ?? 0) + 1);
  return after.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
