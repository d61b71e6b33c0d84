import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unused-suppression',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: [],
  checks: [],
  summary: 'A "# layerwise ignore=" comment names a rule that reports nothing there, or that does not exist.',
  messages: {
    unused: 'This comment suppresses nothing: {rule} reports nothing here. Remove it, so that it does not hide a later finding.',
    unknown: 'This comment has no effect: there is no rule {rule}.',
    remove: 'Remove {rule} from the comment',
  },
  on: {
    unusedSuppression({ id, span, isKnown, removal }, { report }) {
      report({
        at: span,
        message: isKnown ? 'unused' : 'unknown',
        data: { rule: id },
        tag: 'unnecessary',
        fixes: [{ title: 'remove', data: { rule: id }, level: 'suggestion', edits: [removal] }],
      });
    },
  },
});
