import { span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'everyone' | 'owner' | 'remove-write';

interface Options {
  readonly owners: boolean;
}

export const rule = defineRule<Messages, Options>({
  id: 'writable-copied-files',
  category: 'security',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['S6504'],
  checks: [109],
  summary: 'The user of the container can change the copied files.',
  messages: {
    everyone: 'Every user of the container may change these files: an attacker can replace the code that runs. Use --chmod={safe}.',
    owner: 'The files belong to "{user}", which the program runs as: an attacker can replace the code that runs. Leave them to root.',
    'remove-write': 'Use --chmod={safe}',
  },
  options: { owners: false },
  optionTexts: {
    owners: 'Also report `--chown` with the user that the final stage runs as. Programs that write to these files need it.',
  },
  on: { COPY: check, ADD: check },
});

function check(instruction: Instruction, context: RuleContext<Messages, Options>): void {
  const chmod = instruction.flags.find(({ name, value }) => name === 'chmod' && /^[0-7]?[0-7][0-7][2367]$/.test(value ?? ''));
  const chown = context.options.owners ? instruction.flags.find(({ name, value }) => name === 'chown' && value !== undefined) : undefined;
  if (!chmod && !chown) return;
  const stage = context.stageOf(instruction);
  if (!stage?.isInFinalImage || !isForLinux(stage)) return;
  if (chmod?.value !== undefined && chmod.valueSpan) {
    // Without the rights to write of the group and of others.
    const safe = chmod.value.replace(/(.)(.)$/, (_, group: string, others: string) => `${Number(group) & 5}${Number(others) & 5}`);
    const { start, end } = chmod.valueSpan;
    context.report({
      at: span(chmod.start, chmod.end),
      message: 'everyone',
      data: { safe },
      fixes: [{ title: 'remove-write', data: { safe }, level: 'suggestion', edits: [{ start, end, newText: safe }] }],
    });
  }
  const user = context.facts.copyOf(instruction)?.flags.chown?.split(':')[0];
  const runsAs = stage.isFinal ? context.model.configOf(stage).user?.value.split(':')[0] : undefined;
  if (!chown || user === undefined || user === '' || isRootUser(user) || user !== runsAs) return;
  context.report({ at: span(chown.start, chown.end), message: 'owner', data: { user } });
}
