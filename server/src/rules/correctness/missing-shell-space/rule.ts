import { isMeantAsArray } from '../../../syntax/json-like-array.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'missing-shell-space',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC1035', 'SC1069', 'SC1020', 'SC1054'],
  checks: [],
  summary: 'A space is missing after [, so the shell looks for a program with that name.',
  messages: {
    after: 'The shell looks for a program with the name "{name}". Put a space after "{bracket}".',
    before: 'The last word of [ has to be "]" alone, so the test fails. Put a space before it.',
    space: 'Add the space',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || !/\[/.test(instruction.source) || isMeantAsArray(instruction.bodyText)) return;
      for (const { nameWord, name, args } of script.commands) {
        if (!nameWord) continue;
        const [, bracket = '', keyword] = /^((?:(if|while|until|elif|!)?)\[\[?)(?=.)/.exec(nameWord.raw) ?? [];
        const rest = nameWord.raw.slice(bracket.length);
        if (
          bracket !== '' &&
          rest !== '[' &&
          !(keyword === undefined && /^\[?[^\]]*\]\S*$/.test(nameWord.raw) && args.length === 0 && !/["$-]/.test(rest[0] ?? ''))
        ) {
          const at = nameWord.start + bracket.length;
          const edits = [
            ...(keyword === undefined
              ? []
              : [{ start: nameWord.start + keyword.length, end: nameWord.start + keyword.length, newText: ' ' }]),
            { start: at, end: at, newText: ' ' },
          ];
          context.report({
            at: nameWord,
            message: 'after',
            data: { name: nameWord.raw, bracket },
            fixes: [{ title: 'space', level: 'suggestion', edits }],
          });
        } else if (name === '[' && args.length > 1) {
          const last = args.at(-1)!;
          if (last.raw === ']' || !/[^\\\]]\]$/.test(last.raw) || /\[[^\]]*\]$/.test(last.raw)) continue;
          const edits = [{ start: last.end - 1, end: last.end - 1, newText: ' ' }];
          context.report({ at: last, message: 'before', fixes: [{ title: 'space', level: 'suggestion', edits }] });
        }
      }
    },
  },
});
