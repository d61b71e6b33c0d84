import type { ShellCommand, ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';

type Messages = 'no-effect' | 'to-workdir';

export const rule = defineRule<Messages>({
  id: 'run-cd',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3003'],
  summary: 'cd at the end of a RUN has no effect: the next instruction starts in WORKDIR again.',
  messages: {
    'no-effect': 'cd has no effect here: the next instruction starts in "{workdir}" again. Use WORKDIR {target}.',
    'to-workdir': 'Replace with WORKDIR {target}',
  },
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      const cd = script && lastCd(script);
      const target = cd?.args[0];
      if (!script || !cd || !target?.literal || cd.args.length !== 1 || target.value.startsWith('-') || target.value.startsWith('~'))
        return;
      if (returnsToStart(target.value, script, cd)) return;
      context.report({
        at: cd,
        message: 'no-effect',
        data: { workdir: context.model.configBefore(instruction).workdir?.value ?? '/', target: target.value },
        fixes: fixes(instruction, script, target.value, context),
      });
    },
  },
});

/** The `cd` at the end of the script, if no command after it can use the folder. */
function lastCd(script: ShellScript): ShellCommand | undefined {
  const last = script.pieces.at(-1);
  const [command, ...others] = last?.commands ?? [];
  const plain = last?.kind === 'command' && !last.background && others.length === 0 && last.operator !== '||';
  return plain && command?.name === 'cd' ? command : undefined;
}

/** `cd x && make && cd ..`: the script returns to its first folder. */
function returnsToStart(target: string, { pieces }: ShellScript, cd: ShellCommand): boolean {
  const hasEarlierCd = pieces.some(({ kind, commands: [first] }) => kind === 'command' && first?.name === 'cd' && first.start < cd.start);
  return hasEarlierCd && /^\.\.(?:\/\.\.)*\/?$/.test(target);
}

/**
 * Replaces a RUN that contains only the cd with WORKDIR. It is a suggestion, because WORKDIR also creates the folder and changes the folder
 * of later instructions.
 */
function fixes(instruction: Instruction, script: ShellScript, target: string, { text }: RuleContext): Report<Messages>['fixes'] {
  const isOnlyCommand = script.pieces.length === 1 && instruction.flags.length === 0 && instruction.heredocs.length === 0;
  if (!isOnlyCommand || instruction.comments.length > 0 || script.comments.length > 0 || /\s/.test(target)) return [];
  const keyword = text[instruction.start] === 'r' ? 'workdir' : 'WORKDIR';
  return [
    {
      title: 'to-workdir',
      data: { target },
      level: 'suggestion',
      edits: [{ start: instruction.start, end: instruction.end, newText: `${keyword} ${target}` }],
    },
  ];
}
