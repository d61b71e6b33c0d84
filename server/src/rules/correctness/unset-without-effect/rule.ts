import { innermost } from '../../../model/uses.ts';
import { startsWithErrexit } from '../../../model/dialect.ts';
import type { DockerfileModel } from '../../../model/model.ts';
import { effectsOf } from '../../../shell/effects.ts';
import type { EffectKind } from '../../../shell/effects.ts';
import type { ShellCommand, ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { withoutInstruction } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unset-without-effect',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'unset at the end of a RUN, which has no effect there, is removed',
  since: '0.1.0',
  aliases: ['S6581'],
  checks: [92],
  summary: 'RUN unset does not remove a variable of ENV from the image.',
  messages: {
    unset:
      '{name} stays in the image: unset only lasts until this RUN ends. Set it for the commands that need it (RUN {name}=... command).',
    set: '{name} is set here.',
    remove: 'Remove the RUN',
    'remove-command': 'Remove the unset',
  },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      if (!instruction.source.includes('unset')) return;
      const script = context.scriptOf(instruction);
      const last = script && !script.opaque ? script.pieces.at(-1) : undefined;
      // Commands after it in the same RUN can rely on it.
      const command = last?.kind === 'command' ? last.commands[0] : undefined;
      if (!script || command?.name !== 'unset' || innermost(instruction) !== instruction) return;
      for (const word of namesIn(command)) {
        const variable = context.model.scopeAt(instruction).lookup(word.value);
        if (variable?.origin !== 'env' || !variable.pair) continue;
        const related = [{ at: variable.pair.nameSpan, message: 'set' as const, data: { name: word.value } }];
        const all = context.stageOf(instruction)?.instructions ?? [];
        const isAlone = script.commands.length === 1 && instruction.flags.length === 0 && command.redirects.length === 0;
        const removal = isAlone ? withoutInstruction(instruction, { all, text: context.text }) : undefined;
        context.report({
          at: { start: word.start, end: word.end },
          message: 'unset',
          data: { name: word.value },
          related,
          fixes: removal ? [{ title: 'remove', ...removal }] : withoutLast(instruction, script, context.model),
        });
      }
    },
  },
});

/**
 * `make && unset A` becomes `make`. Both have the same exit status, because `unset` succeeds. Not with `set -e`, which has no effect in the commands
 * before `&&`.
 */
function withoutLast(run: Instruction, script: ShellScript, model: DockerfileModel): readonly ReportedFix<'remove-command'>[] {
  const [before, last] = script.pieces.slice(-2);
  if (!before || last?.operator !== '&&' || before.background || run.heredocs.length > 0) return [];
  const [command] = last.commands;
  if (!command || command.redirects.length > 0 || command.args.length > namesIn(command).length + (command.args[0]?.value === '-v' ? 1 : 0))
    return [];
  const isBetweenComments = run.comments.some(({ start }) => start > before.end) || script.comments.length > 0;
  const exits = startsWithErrexit(model.configBefore(run).shell.value) || effectsOf(script).some(({ kind }) => changesEnd.has(kind));
  if (isBetweenComments || exits) return [];
  return [{ title: 'remove-command', level: 'safe', edits: [{ start: before.end, end: last.end, newText: '' }] }];
}

/** Effects with which the last command may matter. */
const changesEnd: ReadonlySet<EffectKind> = new Set(['errexit', 'trap', 'heredoc', 'unreadable', 'background']);

/** The names of the variables. With `-f` they are functions. */
function namesIn({ args }: ShellCommand): ShellCommand['args'] {
  return args.some(({ value }) => value === '-f') ? [] : args.filter(({ value, literal }) => literal && /^[A-Za-z_]\w*$/.test(value));
}
