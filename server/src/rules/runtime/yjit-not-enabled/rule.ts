import { insertLineAbove } from '../../../base/layout.ts';
import { lockedGem, officialRuby, rubyServerOf } from '../../../facts/ruby.ts';
import { isForDevelopment, mentions } from '../../../facts/stage-text.ts';
import { firstRailsWithYjit, firstRubyWithYjit, isAtLeast } from '../../../knowledge/ruby.ts';
import { isForLinux } from '../../../model/stages.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'yjit-not-enabled',
  category: 'runtime',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/ruby/yjit-not-enabled-on-supported-runtime'],
  checks: [277],
  summary: 'The compiler of Ruby that makes applications faster is not turned on.',
  messages: {
    disabled: 'Ruby {version} can compile while it runs, which makes most servers faster for some memory. Set {text}.',
    enable: 'Add ENV {text}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage) || isForDevelopment(stage)) return;
      const version = officialRuby(stage);
      if (!version || isAtLeast(version, firstRubyWithYjit) !== true) return;
      const { entrypoint, cmd } = context.facts.startOf(stage);
      const start = [cmd, entrypoint].flatMap((part) => (typeof part === 'string' || typeof part.from === 'string' ? [] : [part.from]))[0];
      if (!start || context.stageOf(start) !== stage || rubyServerOf(stage, context.facts) === undefined) return;
      if (mentions(stage, /yjit|rjit|--jit/i)) return;
      const rails = lockedGem('rails', context.build);
      if (rails && isAtLeast(rails, firstRailsWithYjit) !== false) return;
      const text = 'RUBY_YJIT_ENABLE=1';
      context.report({
        at: start.keywordSpan,
        message: 'disabled',
        data: { version: version.join('.'), text },
        fixes: [
          { title: 'enable', data: { text }, level: 'suggestion', edits: [insertLineAbove(context.text, start.start, `ENV ${text}`)] },
        ],
      });
    },
  },
});
