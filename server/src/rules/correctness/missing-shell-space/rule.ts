import { isMeantAsArray } from '../../../syntax/json-like-array.ts';
import { defineRule } from '../../../linter/rule.ts';
import { missingSpaces } from '../../../shell/missing-spaces.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';

export const rule = defineRule({
  id: 'missing-shell-space',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC1035', 'SC1069', 'SC1020', 'SC1054', 'SC1095', 'SC1099'],
  checks: [],
  summary: 'A space is missing after [ or before { or #, so the shell reads both as one word.',
  messages: {
    after: 'The shell looks for a program with the name "{name}". Put a space after "{bracket}".',
    before: 'The last word of [ has to be "]" alone, so the test fails. Put a space before it.',
    brace: 'The shell reads "{word}" as the name of the function, and rejects the script. Put a space before the brace.',
    comment: 'The shell reads "{word}" as one word, and rejects the script. Put a space before "#".',
    space: 'Add the space',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || isMeantAsArray(instruction.bodyText)) return;
      for (const { kind, at, start, end } of missingSpaces(script, context.text)) {
        const isSafeToEdit = kind === 'brace' || isLastInLine(at, instruction, script);
        const edits = [{ start: at, end: at, newText: ' ' }];
        context.report({
          at: { start, end },
          message: kind,
          data: { word: context.text.slice(start, end) },
          fixes: isSafeToEdit ? [{ title: 'space', level: 'suggestion', edits }] : [],
        });
      }
      if (!instruction.source.includes('[')) return;
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

/** Whether a comment that starts here hides nothing else: Docker joins the lines of an instruction, except for a here-document. */
function isLastInLine(at: number, { heredocs, continuations }: Instruction, { end }: ShellScript): boolean {
  return heredocs.length > 0 || (continuations.every(({ start }) => start < at) && at < end);
}
