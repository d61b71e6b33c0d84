import type { ShellCommand, ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';

type Messages = 'forgotten' | 'to-workdir';

export const rule = defineRule<Messages>({
  id: 'run-cd',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3003'],
  summary: 'cd at the end of a RUN has no effect: the next instruction starts in WORKDIR again.',
  messages: {
    forgotten: 'cd has no effect here: the next instruction starts in {workdir} again. Use WORKDIR {target}.',
    'to-workdir': 'Replace with WORKDIR {target}',
  },
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      const cd = script && lastCd(script);
      const target = cd?.args[0];
      if (!script || !cd || !target?.literal || cd.args.length !== 1 || target.value.startsWith('-') || target.value.startsWith('~'))
        return;
      if (isWayBack(target.value, script, cd)) return;
      context.report({
        at: cd,
        message: 'forgotten',
        data: { workdir: context.model.configBefore(instruction).workdir?.value ?? '/', target: target.value },
        fixes: fixes(instruction, script, target.value, context),
      });
    },
  },
});

/** The `cd` that the script ends with, where nothing after it could use the folder. */
function lastCd(script: ShellScript): ShellCommand | undefined {
  const last = script.pieces.at(-1);
  const [command, ...others] = last?.commands ?? [];
  const plain = last?.kind === 'command' && !last.background && others.length === 0 && last.operator !== '||';
  return plain && command?.name === 'cd' ? command : undefined;
}

/** `cd x && make && cd ..`: the author leaves as they came, and nobody counts on it. */
function isWayBack(target: string, { pieces }: ShellScript, cd: ShellCommand): boolean {
  const cameFrom = pieces.some(({ kind, commands: [first] }) => kind === 'command' && first?.name === 'cd' && first.start < cd.start);
  return cameFrom && /^\.\.(?:\/\.\.)*\/?$/.test(target);
}

/** WORKDIR in place of a RUN that is nothing but the cd. It also makes the folder, and what follows moves there: a person should look. */
function fixes(instruction: Instruction, script: ShellScript, target: string, { text }: RuleContext): Report<Messages>['fixes'] {
  const alone = script.pieces.length === 1 && instruction.flags.length === 0 && instruction.heredocs.length === 0;
  if (!alone || instruction.comments.length > 0 || script.comments.length > 0 || /\s/.test(target)) return [];
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
