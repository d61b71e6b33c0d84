import { innermost } from '../../../model/uses.ts';
import type { ShellCommand } from '../../../shell/script.ts';
import { withoutInstruction } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unset-without-effect',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'a RUN that only unsets a variable of ENV, which has no effect, is removed',
  since: '0.1.0',
  aliases: ['S6581'],
  checks: [92],
  summary: 'RUN unset does not remove a variable of ENV from the image.',
  messages: {
    unset:
      '{name} stays in the image: unset only lasts until this RUN ends. Set it for the commands that need it (RUN {name}=... command).',
    set: '{name} is set here.',
    remove: 'Remove the RUN',
  },
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
          fixes: removal ? [{ title: 'remove', ...removal }] : [],
        });
      }
    },
  },
});

/** The names of the variables. With `-f` they are functions. */
function namesIn({ args }: ShellCommand): ShellCommand['args'] {
  return args.some(({ value }) => value === '-f') ? [] : args.filter(({ value, literal }) => literal && /^[A-Za-z_]\w*$/.test(value));
}
