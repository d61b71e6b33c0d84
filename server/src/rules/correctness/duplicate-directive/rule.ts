import { deleteLines } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { DockerfileTree } from '../../../syntax/tree.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'duplicate-directive',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'a directive that repeats an earlier one with the same value is removed',
  since: '0.1.0',
  aliases: ['DUPLICATED_ESCAPE_DIRECTIVE'],
  checks: [27],
  summary: 'A parser directive is repeated.',
  messages: {
    duplicate: 'Duplicate directive "{name}": only one is allowed, so the build fails.',
    remove: 'Remove the second "{name}"',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('duplicate-directive', context, ({ start, end, data }) => [
        {
          title: 'remove',
          data,
          level: repeatsAnother(start, context.model.tree) ? 'safe' : 'suggestion',
          edits: [deleteLines(context.text, { start, end })],
        },
      ]);
    },
  },
});

/** Whether the first directive of that name has the same value. With two values, only the author knows which one is right. */
function repeatsAnother(start: number, { directives }: DockerfileTree): boolean {
  const own = directives.find((directive) => directive.start === start);
  return own !== undefined && directives.find(({ name }) => name === own.name)?.value === own.value;
}
