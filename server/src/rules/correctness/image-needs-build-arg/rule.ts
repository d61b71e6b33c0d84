import { imageNameFault } from '../../../model/image-reference.ts';
import { withoutValue } from '../../../model/scope-at.ts';
import { variablesIn } from '../../../model/uses.ts';
import { lexFault } from '../../../syntax/expand.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'image-needs-build-arg',
  category: 'correctness',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  aliases: ['InvalidDefaultArgInFrom'],
  checks: [62],
  summary: 'FROM has no valid image name unless the build is given an ARG.',
  messages: {
    needs: 'No default value for {names}: the build fails without --build-arg {first}. A default makes "docker build ." work.',
    declared: '{name} is declared here without a value.',
  },
  withinStage: true,
  on: {
    imageSource({ kind, text, at, instruction, stage }, _, { model, report }) {
      if (kind !== 'from' || stage || lexFault(text, model.tree.escape)) return;
      const scope = model.scopeAt(instruction);
      const image = scope.expand(text) ?? scope.expandUnassigned(text);
      if (image === undefined || !imageNameFault(image)) return;
      const missing = withoutValue(variablesIn(instruction, at), scope);
      const [first] = missing;
      if (!first) return;
      report({
        at: { start: at.start, end: at.end },
        message: 'needs',
        data: { names: missing.map(({ name }) => name).join(', '), first: first.name },
        related: missing.flatMap(({ name, pair }) => (pair ? [{ at: pair.nameSpan, message: 'declared' as const, data: { name } }] : [])),
      });
    },
  },
});
