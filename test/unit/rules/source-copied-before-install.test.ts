import { expect, it } from 'vitest';
import type { External } from '../../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../../server/src/context/context.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { check, ruleOf } from '../../support/rules.ts';

/** The levels of the fixes if the texts of these files were not read: too many, too large, or with a name that is not recognized. */
function levels(install: string, files: string, unread: readonly string[]): readonly string[] {
  const known = readContextBlock(files) as External<ContextSnapshot> & { readonly state: 'known' };
  const texts = new Map([...known.value.texts].filter(([path]) => !unread.includes(path)));
  const context = { state: 'known', value: { ...known.value, texts } } as const;
  const text = `FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN ${install}\n`;
  const { findings } = check(text, { context, rules: [ruleOf('source-copied-before-install')] });
  return findings.flatMap(({ fixes }) => fixes.map(({ level }) => level));
}

const requirements = 'requirements.txt\n    -r base.list\nbase.list\n    flask\n';

it.each([
  ['pip install -r requirements.txt', requirements, [], ['safe']],
  ['pip install -r requirements.txt', requirements, ['base.list'], ['suggestion']],
  ['pip install -r requirements.txt', requirements, ['requirements.txt', 'base.list'], ['suggestion']],
  ['npm ci', 'package.json\n    {}\npackage-lock.json\n    {}\n', [], ['safe']],
  ['npm ci', 'package.json\n    {}\npackage-lock.json\n    {}\n', ['package-lock.json'], ['suggestion']],
])('%s, %j without the text of %j: %j', (install, files, unread, expected) => {
  expect(levels(install, files, unread)).toEqual(expected);
});
