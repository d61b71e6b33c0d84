import { shellProgramOf } from '../../../facts/commands/shell-program.ts';
import { defineRule } from '../../../linter/rule.ts';
import { arraysOf } from '../../../shell/arrays.ts';

export const rule = defineRule({
  id: 'unbraced-array-index',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC1087'],
  checks: [],
  summary: 'An element of an array without braces is the first element, with the index as text.',
  messages: {
    braces: '"{text}" is the first element of {name} with "{index}" after it. Put the name and the index in braces.',
    write: 'Write {text}',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      if (!/\$[A-Za-z_]\w*\[/.test(instruction.source)) return;
      const script = context.scriptOf(instruction);
      if (script?.dialect !== 'bash' || script.opaque || script.errors.length > 0) return;
      if (shellProgramOf(instruction, context.model) !== 'bash') return;
      const arrays = arraysOf(script);
      for (const { start, nameSpan, end, name } of script.variables) {
        if (nameSpan.end !== end || nameSpan.start !== start + 1 || !arrays.has(name)) continue;
        index.lastIndex = end;
        const [subscript] = index.exec(context.text) ?? [];
        if (subscript === undefined) continue;
        const at = { start, end: end + subscript.length };
        const newText = `\${${name}${subscript}}`;
        context.report({
          at,
          message: 'braces',
          data: { text: context.text.slice(at.start, at.end), name, index: subscript },
          fixes: [{ title: 'write', data: { text: newText }, level: 'suggestion', edits: [{ ...at, newText }] }],
        });
      }
    },
  },
});

/** A number, `@`, `*`, a variable or a sum: not the characters of a pattern, such as `[0-9]`. */
const index = /\[(?:-?\d+|[@*]|\$?[A-Za-z_]\w*(?:[+-]\d+)?|\$\{\w+\})\]/y;
