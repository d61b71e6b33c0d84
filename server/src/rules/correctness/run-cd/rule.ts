import { cleanPath, shellPath } from '../../../base/paths.ts';
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
  checks: [],
  summary: 'cd at the end of a RUN has no effect: the next instruction starts in WORKDIR again.',
  messages: {
    'no-effect': 'cd has no effect here: the next instruction starts in "{workdir}" again. Use WORKDIR {target}.',
    'to-workdir': 'Replace with WORKDIR {target}',
  },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      const cd = script && lastCd(script);
      const target = cd?.args[0];
      if (!script || !cd || !target?.literal || cd.args.length !== 1 || target.value.startsWith('-') || target.value.startsWith('~'))
        return;
      if (returnsToStart(target.value, script, cd)) return;
      const workdir = context.model.configBefore(instruction).workdir?.value ?? '/';
      const folder = context.facts.commandsOf(instruction).find(({ command }) => command === cd)?.folder;
      const path = shellPath(folder, target.value);
      // A script that ends in the folder of the next instruction means to clean up.
      if (path !== undefined && path === cleanPath(workdir)) return;
      // After another cd, WORKDIR needs the whole path.
      const isFirst = !hasEarlierCd(script, cd);
      if (!isFirst && path === undefined) return;
      const to = isFirst ? target.value : path!;
      context.report({
        at: cd,
        message: 'no-effect',
        data: { workdir, target: to },
        fixes: fixes(instruction, script, to, context),
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

function hasEarlierCd({ pieces }: ShellScript, cd: ShellCommand): boolean {
  return pieces.some(({ kind, commands: [first] }) => kind === 'command' && first?.name === 'cd' && first.start < cd.start);
}

/** `cd x && make && cd ..`: the script returns to its first folder. */
function returnsToStart(target: string, script: ShellScript, cd: ShellCommand): boolean {
  return hasEarlierCd(script, cd) && /^\.\.(?:\/\.\.)*\/?$/.test(target);
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
