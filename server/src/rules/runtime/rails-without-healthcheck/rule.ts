import { lockedGem, rubyServerOf } from '../../../facts/ruby.ts';
import { isForDevelopment } from '../../../facts/stage-text.ts';
import { firstRailsWithDummySecret, isAtLeast } from '../../../knowledge/ruby.ts';
import { isForLinux } from '../../../model/stages.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'rails-without-healthcheck',
  category: 'runtime',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['tally/ruby/healthcheck-rails-up-endpoint'],
  checks: [265],
  summary: 'A Rails server has no HEALTHCHECK, although Rails answers GET /up.',
  messages: {
    missing: 'Docker cannot tell whether the server still answers. Rails 7.1 and later answer GET /up: ask it in a HEALTHCHECK.',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage) || isForDevelopment(stage)) return;
      const { facts, model, build } = context;
      const { entrypoint, cmd, argv } = facts.startOf(stage);
      const start = [cmd, entrypoint].flatMap((part) => (typeof part === 'string' || typeof part.from === 'string' ? [] : [part.from]))[0];
      if (!start || rubyServerOf(stage, facts) !== 'rails' || !argv.some((word) => /\b(?:server|s)$/.test(word))) return;
      const rails = lockedGem('rails', build);
      if (rails && isAtLeast(rails, firstRailsWithDummySecret) === false) return;
      if (model.configOf(stage).healthcheck === undefined) context.report({ at: start.keywordSpan, message: 'missing' });
    },
  },
});
