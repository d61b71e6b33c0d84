import { defineRule } from '../../../linter/rule.ts';

/** Names with another meaning: the empty image, and the build context (validations.go of dockerfile2llb). */
const reserved: ReadonlySet<string> = new Set(['scratch', 'context']);

export const rule = defineRule({
  id: 'reserved-stage-name',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['ReservedStageName', 'DL3063'],
  checks: [60],
  summary: 'A stage has a name that Docker reserves.',
  messages: {
    reserved: 'Docker reserves the name "{name}", so that it may not refer to this stage. Choose another name.',
  },
  withinStage: true,
  on: {
    stage({ name, nameSpan }, { report }) {
      if (name !== undefined && nameSpan && reserved.has(name)) report({ at: nameSpan, message: 'reserved', data: { name } });
    },
  },
});
