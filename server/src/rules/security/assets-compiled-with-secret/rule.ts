import { mentions } from '../../../facts/stage-text.ts';
import { lockedGem } from '../../../facts/ruby.ts';
import { firstRailsWithDummySecret, isAtLeast } from '../../../knowledge/ruby.ts';
import { isForLinux } from '../../../model/stages.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'missing' | 'add';

const assignment = 'SECRET_KEY_BASE_DUMMY=1';

export const rule = defineRule<Messages>({
  id: 'assets-compiled-with-secret',
  category: 'security',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/ruby/asset-precompile-without-dummy-key'],
  checks: [262],
  summary: 'Rails needs a secret to compile assets for production, unless it is told to use a dummy.',
  messages: {
    missing: 'Rails starts to compile assets and needs a secret in production. Set {text}, so that the build needs none.',
    add: 'Add {text}',
  },
  on: {
    command(command, instruction, context) {
      if (!instruction.source.includes('assets:precompile')) return;
      const { inner, conditional, kind } = command;
      if (conditional || kind === 'output' || ![inner.nameWord, ...inner.args].some((word) => word?.value === 'assets:precompile')) return;
      const stage = context.stageOf(instruction);
      if (!stage || !isForLinux(stage) || mentions(stage, /SECRET_KEY_BASE|RAILS_MASTER_KEY|master\.key|type=secret/, instruction)) return;
      const isProduction = ['RAILS_ENV', 'RACK_ENV'].some((name) => command.environment(name) === 'production');
      const rails = lockedGem('rails', context.build);
      if (!isProduction || (rails && isAtLeast(rails, firstRailsWithDummySecret) === false)) return;
      const { start } = command.command;
      context.report({
        at: inner,
        message: 'missing',
        data: { text: assignment },
        fixes: [
          { title: 'add', data: { text: assignment }, level: 'suggestion', edits: [{ start, end: start, newText: `${assignment} ` }] },
        ],
      });
    },
  },
});
