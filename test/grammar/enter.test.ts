import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Pattern = string | { readonly pattern: string; readonly flags?: string };

interface EnterRule {
  readonly beforeText: Pattern;
  readonly afterText?: Pattern;
  readonly previousLineText?: Pattern;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

const { onEnterRules }: { onEnterRules: readonly EnterRule[] } = JSON.parse(
  readFileSync(new URL('../../syntaxes/dockerfile.language-configuration.json', import.meta.url), 'utf8'),
);

/** What VS Code does on Enter: the first rule whose patterns all match. `|` is the cursor; a line above it is the previous line. */
function enter(text: string): string {
  const [above, line] = text.includes('\n') ? (text.split('\n') as [string, string]) : ['', text];
  const [before, after] = line.split('|') as [string, string];
  const fits = (pattern: Pattern | undefined, subject: string): boolean =>
    pattern === undefined || (typeof pattern === 'string' ? new RegExp(pattern) : new RegExp(pattern.pattern, pattern.flags)).test(subject);
  const rule = onEnterRules.find(
    (each) => fits(each.beforeText, before) && fits(each.afterText, after) && fits(each.previousLineText, above),
  );
  return rule ? `${rule.action.indent}${rule.action.appendText ? ` ${rule.action.appendText}` : ''}` : 'keep';
}

test.each([
  ['a continued instruction indents', 'RUN a && \\|', 'indent'],
  ['in any letter case, after a complete instruction', 'FROM a\ncopy --from=b \\|', 'indent'],
  ['triggered', 'ONBUILD RUN a \\|', 'indent'],
  ['with the other escape character', 'RUN a `|', 'indent'],
  ['only the keyword and the backslash', 'RUN \\|', 'indent'],
  ['a command with the name of an instruction', 'RUN a \\\n    env A=b \\|', 'none'],
  ['a continued line keeps its indentation', 'RUN a \\\n    b \\|', 'none'],
  ['the last continued line outdents', 'RUN a \\\n    b|', 'outdent'],
  ['but not from its middle', 'RUN a \\\n    b| c', 'keep'],
  ['nor after a comment, which neither continues nor ends an instruction', 'RUN a \\\n    # b|', 'keep'],
  ['a complete instruction', 'RUN a|', 'keep'],
  ['an instruction with a doubled backslash', 'RUN a \\\\|', 'none'],
  ['a command substitution in backticks', 'RUN a=`b`|', 'keep'],
  ['a comment that is split stays a comment', '# a| b', 'none # '],
  ['an indented one too', 'RUN a \\\n    # b| c', 'none # '],
  ['at the end of a comment', '# a|', 'keep'],
  ['a directive', '# syntax=a|b', 'keep'],
])('%s', (_, text, expected) => {
  expect(enter(text)).toBe(expected);
});
