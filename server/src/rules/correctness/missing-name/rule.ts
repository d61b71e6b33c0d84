import { instructionAt } from '../../../syntax/instruction-at.ts';
import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'missing-name',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the spaces around the equals sign of an ARG are removed',
  since: '0.1.0',
  aliases: ['SYNTAX_MISSING_NAMES'],
  checks: [18],
  summary: 'A pair of ENV, LABEL or ARG has no name.',
  messages: {
    name: '{keyword} requires a name before the "=", so the build fails.',
    spaces: 'Spaces around "=" are not allowed in ARG, so the build fails. Use {name}={value}.',
    join: 'Change to {name}={value}',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('missing-name', context, (problem) => {
        if (problem.variant !== 'spaces') return [];
        const instruction = instructionAt(context.model.tree, problem.start);
        const inner = instruction?.trigger ?? instruction;
        const at = inner?.pairs.findIndex((pair) => pair.nameSpan.start === problem.start) ?? -1;
        const [before, pair, after] = inner?.pairs.slice(Math.max(0, at - 1)) ?? [];
        const isAlone = inner?.pairs.filter(({ name }) => name === '').length === 1;
        if (!before || !pair || !isAlone) return [];
        const end = pair.value === '' && after && after.value === undefined ? after.end : pair.end;
        const written = pair.value || context.text.slice(after?.start, end);
        const newText = `${before.name}=${written}`;
        const isOnOneLine = !/[\r\n]/.test(context.text.slice(before.start, end));
        const level = isOnOneLine && /^[^\s"'\\`]+$/.test(newText) ? 'safe' : 'suggestion';
        return [{ title: 'join', data: problem.data, level, edits: [{ start: before.start, end, newText }] }];
      });
    },
  },
});
