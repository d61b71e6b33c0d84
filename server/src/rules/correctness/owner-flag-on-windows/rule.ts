import { effectiveFlags, flagName } from '../../../model/flags.ts';
import { withoutFlag } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'found' | 'remove';

/** https://docs.docker.com/reference/dockerfile/#copy---chown---chmod */
const flags: ReadonlySet<string> = new Set(['chown', 'chmod']);

/** Owners that only exist on Linux. The builder of Docker Engine for Windows accepts the name of a Windows account. */
const linuxOwner = /^(?:\d+|root|[^$:]*:[^$]*)$/;

export const rule = defineRule<Messages>({
  id: 'owner-flag-on-windows',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: '--chown and --chmod are removed for Windows, which has no such owners and modes',
  since: '0.1.0',
  aliases: ['no-chown-flag'],
  checks: [243],
  summary: 'COPY or ADD for Windows has --chown or --chmod, which only work for Linux.',
  messages: {
    found: '--{flag} only works for Linux: Windows files have no such owners and modes. Use icacls in a RUN, if the permissions matter.',
    remove: 'Remove --{flag}',
  },
  withinStage: true,
  on: { COPY: check, ADD: check },
});

function check(instruction: Instruction, context: RuleContext<Messages>): void {
  if (!instruction.flags.some(({ name }) => flags.has(name)) || context.syntax === 'foreign') return;
  if (context.stageOf(instruction)?.os !== 'windows') return;
  for (const flag of effectiveFlags(instruction, context.syntax)) {
    if (!flags.has(flag.name) || (flag.name === 'chown' && !linuxOwner.test(flag.value ?? ''))) continue;
    const data = { flag: flag.name };
    const edits = [withoutFlag(flag, context.text)];
    context.report({
      at: flagName(flag),
      message: 'found',
      data,
      tag: 'unnecessary',
      fixes: [{ title: 'remove', data, level: 'safe', edits }],
    });
  }
}
