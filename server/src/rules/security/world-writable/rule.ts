import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { optionOf, parseArguments } from '../../../shell/tools/options.ts';

type Messages = 'writable' | 'replace';

export const rule = defineRule<Messages>({
  id: 'world-writable',
  category: 'security',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S2612'],
  checks: [170],
  summary: 'A mode lets every user of the container write the files.',
  messages: {
    writable: 'With the mode {mode}, every process in the container can replace these files. Give them an owner instead.',
    replace: 'Replace with {mode}',
  },
  onbuild: true,
  on: {
    COPY: checkFlag,
    ADD: checkFlag,
    command({ ownership, program, args }, _instruction, context) {
      if (ownership?.tool === 'chmod') {
        if (ownership.setting?.literal) checkMode(ownership.setting.value, ownership.setting, context);
      } else if (program === 'mkdir' || program === 'install') {
        const option = optionOf(
          parseArguments(args, { valued: ['-m', '--mode', '-o', '-g', '--owner', '--group'], combined: true }),
          '-m',
          '--mode',
        );
        if (option?.valueWord?.literal) checkMode(option.valueWord.value, option.valueWord, context);
      }
    },
  },
});

function checkFlag({ flags }: Instruction, context: RuleContext<Messages>): void {
  for (const { name, value, valueSpan } of flags)
    if (name === 'chmod' && value !== undefined && valueSpan) checkMode(value, valueSpan, context);
}

function checkMode(mode: string, at: Span, { report }: RuleContext<Messages>): void {
  const octal = /^([0-7]*)([0-7])$/.exec(mode);
  const isOctal = octal !== null && mode.length >= 3 && mode.length <= 5;
  if (isOctal) {
    const [, rest = '', last = ''] = octal;
    // The sticky bit, as for /tmp: only the owner of a file can remove it.
    const isSticky = mode.length > 3 && (Number(rest.at(-3)) & 1) === 1;
    if ((Number(last) & 2) === 0 || isSticky) return;
    const safer = `${rest}${Number(last) - 2}`;
    report({
      at,
      message: 'writable',
      data: { mode },
      fixes: [{ title: 'replace', data: { mode: safer }, level: 'suggestion', edits: [{ start: at.start, end: at.end, newText: safer }] }],
    });
  } else if (/(?:^|,)[ug]*[oa][ugoa]*[+=][rxXs]*w/.test(mode) && !/[+=]\w*t/.test(mode)) {
    report({ at, message: 'writable', data: { mode } });
  }
}
