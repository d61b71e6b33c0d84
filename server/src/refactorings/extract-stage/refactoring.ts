import { insertLineAbove } from '../../base/layout.ts';
import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import { slice } from '../../base/span.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Stage } from '../../model/model.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { RefactoringContext } from '../refactoring.ts';

/**
 * Makes what comes before the cursor a stage of its own, on which the rest is based: other stages, such as one for tests, can then start from
 * it too. The image stays the same.
 */
export const refactoring = defineRefactoring({
  id: 'extract-stage',
  kind: 'extract',
  offers(context) {
    const { instruction, stage, model, text } = context;
    if (!stage || instruction === stage.from) return [];
    const at = stage.instructions.indexOf(instruction);
    const before = stage.instructions.slice(1, at);
    const after = stage.instructions.slice(at);
    if (before.length === 0 || !staysTheSame(before, after, stage)) return [];
    const base = freeName(stage.name === undefined ? 'base' : `${stage.name}-base`, model.stages);
    const keyword = slice(text, stage.from.keywordSpan);
    const as = keyword === keyword.toLowerCase() ? 'as' : 'AS';
    const name = stage.nameSpan && slice(text, stage.nameSpan);
    const first: TextEdit = stage.nameSpan
      ? { start: stage.nameSpan.start, end: stage.nameSpan.end, newText: base }
      : { start: stage.from.end, end: stage.from.end, newText: ` ${as} ${base}` };
    const from = `${keyword} ${base}${name === undefined ? '' : ` ${as} ${name}`}`;
    const lines = [from, ...neededArgs(before, after, context)].join('\n');
    return [
      {
        title: message('Extract what comes before into the stage {name}', { name: base }),
        edits: [first, insertion(text, instruction, lines)],
      },
    ];
  },
});

/** The edit with the line breaks of the file, and a blank line before the new stage. */
function insertion(text: string, instruction: Instruction, lines: string): TextEdit {
  const edit = insertLineAbove(text, instruction.start, lines);
  const lineBreak = edit.newText.includes('\r\n') ? '\r\n' : '\n';
  return { ...edit, newText: edit.newText.replaceAll(/\r?\n/g, lineBreak) };
}

/** Whether the second stage inherits all that it had: triggers of ONBUILD would run, and an ENTRYPOINT forgets an inherited CMD. */
function staysTheSame(before: readonly Instruction[], after: readonly Instruction[], stage: Stage): boolean {
  const has = (all: readonly Instruction[], keyword: string): boolean => all.some((each) => each.keyword === keyword);
  if (has(before, 'ONBUILD') || stage.inherited.length > 0) return false;
  return !mixesArguments(before) && !(has(before, 'CMD') && has(after, 'ENTRYPOINT')) && [...before, ...after].every(({ known }) => known);
}

/** Whether an ENV overrides only some of the arguments that one ARG declares. */
function mixesArguments(before: readonly Instruction[]): boolean {
  const lastSet = lastSetIn(before);
  return before.some(({ keyword, pairs }, i) => {
    if (keyword !== 'ARG') return false;
    const overridden = pairs.filter(({ name }) => (lastSet.get(name) ?? -1) > i);
    return overridden.length > 0 && overridden.length < pairs.length;
  });
}

/** The position of the last ENV that sets each variable. */
function lastSetIn(instructions: readonly Instruction[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [i, { keyword, pairs }] of instructions.entries()) if (keyword === 'ENV') for (const { name } of pairs) last.set(name, i);
  return last;
}

/**
 * The ARG instructions that the second stage needs, because a stage does not inherit build arguments. One that a later ENV overrides would
 * override the inherited variable.
 */
function neededArgs(before: readonly Instruction[], after: readonly Instruction[], { model, text }: RefactoringContext): readonly string[] {
  const used = new Set(after.flatMap((each) => model.usesIn(each).map(({ name }) => name)));
  const lastSet = lastSetIn(before);
  return before
    .filter(({ keyword, pairs }, i) => keyword === 'ARG' && pairs.some(({ name }) => used.has(name) && (lastSet.get(name) ?? -1) <= i))
    .map((each) => slice(text, each));
}

function freeName(name: string, stages: readonly Stage[]): string {
  const taken = new Set(stages.map((stage) => stage.name));
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}-${i}`;
  return free;
}
