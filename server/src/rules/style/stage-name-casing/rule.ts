import { slice } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'stage-name-casing',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'the letter case of the name of a stage, which Docker stores in lower case',
  since: '0.1.0',
  aliases: ['StageNameCasing', 'DD051'],
  checks: [55],
  summary: 'The name of a stage has upper case letters.',
  messages: {
    upper: 'Docker warns in every build: the name of a stage should be in lower case, as Docker stores it. FROM finds only "{name}".',
    change: 'Change to {name}',
  },
  withinStage: true,
  on: {
    stage({ name, nameSpan, usedBy }, { text, report }) {
      const written = nameSpan && slice(text, nameSpan);
      if (name === undefined || written === name || written?.toLowerCase() !== name) return;
      // COPY --from and mounts find the stage in any letter case.
      const uses = usedBy.filter(({ at }) => slice(text, at) === written).map(({ at }) => at);
      const edits = [nameSpan!, ...uses].map(({ start, end }) => ({ start, end, newText: name }));
      report({ at: nameSpan!, message: 'upper', data: { name }, fixes: [{ title: 'change', data: { name }, level: 'safe', edits }] });
    },
  },
});
