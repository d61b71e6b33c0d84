import { covers } from '../../../base/span.ts';
import { imageNameFault } from '../../../model/image-reference.ts';
import { lexFault } from '../../../syntax/expand.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'image-needs-build-arg',
  category: 'correctness',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  aliases: ['InvalidDefaultArgInFrom'],
  summary: 'FROM has no valid image name unless the build is given an ARG.',
  messages: {
    needs: '{names} has no default value: the build fails without --build-arg {first}. A default makes "docker build ." work.',
    declared: '{name} is declared here without a value.',
  },
  on: {
    imageSource({ kind, text, at, instruction, stage }, _, { model, report }) {
      if (kind !== 'from' || stage || lexFault(text, model.tree.escape)) return;
      const scope = model.scopeAt(instruction);
      if (scope.expand(text) !== undefined) return;
      const image = scope.expandUnassigned(text);
      if (image === undefined || !imageNameFault(image)) return;
      const missing = [...new Set(instruction.variables.filter((use) => covers(at, use)).map(({ name }) => name))]
        .map((name) => scope.lookup(name))
        .filter((variable) => variable !== undefined && variable.value === undefined)
        .flatMap((variable) => variable ?? []);
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
