import { defineRule } from '../../../linter/rule.ts';

/** The variable alone, in any form: then the value is the platform that is being built. */
const target = /^(["']?)\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^{}]*)?\})\1$/;

export const rule = defineRule({
  id: 'redundant-target-platform',
  category: 'reproducibility',
  severity: 'hint',
  fix: 'safe',
  mayChange: '--platform=$TARGETPLATFORM, which is the default, is removed',
  since: '0.1.0',
  aliases: ['RedundantTargetPlatform', 'DL3065'],
  checks: [69],
  summary: 'FROM --platform=$TARGETPLATFORM is the default.',
  messages: {
    redundant: 'Docker warns in every build: {value} is the default platform, so the flag has no effect.',
    remove: 'Remove the flag',
  },
  on: {
    FROM({ flags, source, start }, context) {
      const flag = flags.find(({ name }) => name === 'platform');
      if (!flag?.value || !flag.valueSpan || !target.test(source.slice(flag.valueSpan.start - start, flag.valueSpan.end - start))) return;
      const { model, text } = context;
      if (model.globalArgs.some(({ name, pair }) => name === 'TARGETPLATFORM' && pair?.value !== undefined)) return;
      const stage = model.stages.find(({ from }) => from.start === start);
      let end = flag.end;
      while (text[end] === ' ' || text[end] === '\t') end++;
      // A stage that is based on another one has the platform of that stage without the flag.
      const level = stage?.parent ? 'suggestion' : 'safe';
      context.report({
        at: { start: flag.start, end: flag.end },
        message: 'redundant',
        data: { value: flag.value },
        fixes: [{ title: 'remove', level, edits: [{ start: flag.start, end, newText: '' }] }],
        tag: 'unnecessary',
      });
    },
  },
});
