import { message } from '../../base/message.ts';
import { slice } from '../../base/span.ts';
import { hasNoShell } from '../../model/no-shell.ts';
import { plainWordsOf, quoteWord } from '../../shell/command-line.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { Offer, RefactoringContext } from '../refactoring.ts';

const keywords: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'RUN']);

/**
 * Shell form to exec form and back, for commands that are only words: nothing in them that a shell would expand or do. A command in CMD and
 * ENTRYPOINT is process 1 in exec form, and in shell form started by a shell.
 */
export const refactoring = defineRefactoring({
  id: 'command-form',
  kind: 'rewrite',
  offers(context) {
    const { instruction, stage } = context;
    if (!stage || !keywords.has(instruction.keyword) || instruction.comments.length > 0 || instruction.heredocs.length > 0) return [];
    if (stage.os === 'windows' || hasNoShell(stage)) return [];
    return instruction.json ? toShellForm(context) : toExecForm(context);
  },
});

function toExecForm({ instruction, text, model, facts, stage }: RefactoringContext): readonly Offer[] {
  const dialect = model.dialectAt(instruction);
  // Another shell than sh, set by SHELL, may do more before the command.
  if (!['sh', 'bash'].includes(dialect) || model.configBefore(instruction).shell.from !== 'default') return [];
  // A CMD in exec form is the arguments of an ENTRYPOINT.
  if (instruction.keyword === 'CMD' && facts.startOf(stage!).cmdRole !== 'started') return [];
  const body = slice(text, instruction.body);
  const words = /[\r\n]/.test(body) ? undefined : plainWordsOf(body.replace(/^exec[ \t]+(?!-)/, ''));
  if (!words || words.length === 0) return [];
  const newText = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return [{ title: message('Convert to exec form'), edits: [{ ...instruction.body, newText }] }];
}

function toShellForm({ instruction, facts, stage }: RefactoringContext): readonly Offer[] {
  const { json, keyword } = instruction;
  if (!json || json.items.length === 0) return [];
  if (keyword === 'CMD' && facts.startOf(stage!).cmdRole !== 'started') return [];
  const command = json.items.map(({ value }) => quoteWord(value)).join(' ');
  if (/[\r\n]/.test(command)) return [];
  const newText = keyword === 'RUN' ? command : `exec ${command}`;
  // In shell form, ENTRYPOINT ignores CMD and the arguments of docker run.
  if (keyword === 'ENTRYPOINT') return [];
  return [{ title: message('Convert to shell form'), edits: [{ start: json.start, end: json.end, newText }] }];
}
