import { expect, it } from 'vitest';
import { readIgnoreFile } from '../../../server/src/context/dockerignore/patterns.ts';
import { lintedDockerfile, lintedIgnoreFile } from '../../../server/src/linter/linted-text.ts';
import type { AnyRule } from '../../../server/src/linter/rule.ts';
import { suppressEdit, suppressInFileEdit } from '../../../server/src/linter/suppress-edit.ts';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { check, ruleOf } from '../../support/rules.ts';

const rules = [ruleOf('latest-tag'), ruleOf('deprecated-maintainer')];

it.each([
  ['above the instruction', 'FROM a:latest\n', '# layerwise ignore=latest-tag\nFROM a:latest\n'],
  ['with its indentation', 'FROM a:1\n  FROM a:latest\n', 'FROM a:1\n  # layerwise ignore=latest-tag\n  FROM a:latest\n'],
  ['with its line endings', 'FROM a:1\r\nFROM a:latest\r\n', 'FROM a:1\r\n# layerwise ignore=latest-tag\r\nFROM a:latest\r\n'],
  ['below directives', '# escape=`\nFROM a:latest\n', '# escape=`\n# layerwise ignore=latest-tag\nFROM a:latest\n'],
  ['after a byte order mark', '\ufeffFROM a:latest\n', '\ufeff# layerwise ignore=latest-tag\nFROM a:latest\n'],
  ['below a comment', 'FROM a:1\n# the base\nFROM a:latest\n', 'FROM a:1\n# the base\n# layerwise ignore=latest-tag\nFROM a:latest\n'],
  [
    'above a continued instruction',
    'FROM a:1\nCOPY \\\n --from=b:latest \\\n c d\n',
    'FROM a:1\n# layerwise ignore=latest-tag\nCOPY \\\n --from=b:latest \\\n c d\n',
  ],
  ['into an existing comment', '# layerwise ignore=other why\nFROM a:latest\n', '# layerwise ignore=other,latest-tag why\nFROM a:latest\n'],
  [
    'into a comment between continued lines',
    'FROM \\\n# layerwise ignore=other\na:latest\n',
    'FROM \\\n# layerwise ignore=other,latest-tag\na:latest\n',
  ],
  [
    "not into another tool's comment",
    '# hadolint ignore=DL3002\nFROM a:latest\n',
    '# hadolint ignore=DL3002\n# layerwise ignore=latest-tag\nFROM a:latest\n',
  ],
])('%s', (_, text, expected) => {
  const { tree, findings } = check(text, { rules });
  const after = applyEdits(text, suppressEdit(findings[0]!, lintedDockerfile(tree)));
  expect(after).toBe(expected);
  expect(check(after, { rules }).findings).toHaveLength(findings.length - 1);
});

/** A rule that BuildKit has under the name `Maintainer`. */
const maintainer: AnyRule = { ...ruleOf('deprecated-maintainer'), aliases: ['DL4000', 'Maintainer'] };

it.each([
  ['at the top', 'FROM a:1\nMAINTAINER b\n', '# check=skip=Maintainer\nFROM a:1\nMAINTAINER b\n'],
  ['above other directives', '# escape=`\nFROM a:1\nMAINTAINER b\n', '# check=skip=Maintainer\n# escape=`\nFROM a:1\nMAINTAINER b\n'],
  ['after a byte order mark', '\ufeffFROM a:1\nMAINTAINER b\n', '\ufeff# check=skip=Maintainer\nFROM a:1\nMAINTAINER b\n'],
  ['with the line endings', 'FROM a:1\r\nMAINTAINER b\r\n', '# check=skip=Maintainer\r\nFROM a:1\r\nMAINTAINER b\r\n'],
  ['into the line that is there', '# check=skip=A\nFROM a:1\nMAINTAINER b\n', '# check=skip=A,Maintainer\nFROM a:1\nMAINTAINER b\n'],
  ['before another member', '# check=skip=A;error=true\nFROM a:1\nMAINTAINER b\n', '# check=skip=A,Maintainer;error=true\nFROM a:1\nMAINTAINER b\n'], // prettier-ignore
  ['beside another member', '# check=error=true\nFROM a:1\nMAINTAINER b\n', '# check=error=true;skip=Maintainer\nFROM a:1\nMAINTAINER b\n'],
])('in the whole file, for Docker too: %s', (_, text, expected) => {
  const { tree } = check(text, { rules: [maintainer] });
  const after = applyEdits(text, suppressInFileEdit('deprecated-maintainer', 'Maintainer', lintedDockerfile(tree)));
  expect(after).toBe(expected);
  expect(check(after, { rules: [maintainer] }).findings).toEqual([]);
});

it.each([
  ['above the first instruction', '# escape=`\nFROM a:latest\n', '# escape=`\n# layerwise global ignore=latest-tag\nFROM a:latest\n'],
  ['into the comment', 'FROM a:latest\n# layerwise global ignore=x why\n', 'FROM a:latest\n# layerwise global ignore=x,latest-tag why\n'],
  ['not into one for an instruction', '# layerwise ignore=x\nFROM a:latest\n', '# layerwise ignore=x\n# layerwise global ignore=latest-tag\nFROM a:latest\n'], // prettier-ignore
])('in the whole file: %s', (_, text, expected) => {
  const { tree } = check(text, { rules });
  const after = applyEdits(text, suppressInFileEdit('latest-tag', undefined, lintedDockerfile(tree)));
  expect(after).toBe(expected);
  expect(check(after, { rules }).findings).toEqual([]);
});

it('is empty in a file without instructions', () => {
  expect(suppressEdit({ rule: 'latest-tag', span: { start: 0, end: 0 } }, lintedDockerfile(check('# nothing\n').tree))).toEqual([]);
});

it.each([
  ['above its line', 'a\nb\n', 2, 'a\n# layerwise ignore=r\nb\n'],
  ['into the comment of its line', 'a\n# layerwise ignore=other\nb\n', 28, 'a\n# layerwise ignore=other,r\nb\n'],
  ['on the first line for the file', 'a\nb\n', 0, '# layerwise global ignore=r\na\nb\n'],
  ['on the first line into the comment for the file', '# layerwise global ignore=other\na\n', 0, '# layerwise global ignore=other,r\na\n'],
  ['with the line endings of the file', 'a\r\nb\r\n', 3, 'a\r\n# layerwise ignore=r\r\nb\r\n'],
  ['after a byte order mark', '\ufeffa\n', 1, '\ufeff# layerwise global ignore=r\na\n'],
  ['after a byte order mark that the finding includes', '\ufeffa\n', 0, '\ufeff# layerwise global ignore=r\na\n'],
])('in a .dockerignore %s', (_, text, offset, expected) => {
  const edits = suppressEdit({ rule: 'r', span: { start: offset, end: offset } }, lintedIgnoreFile(readIgnoreFile(text)));
  expect(applyEdits(text, edits)).toBe(expected);
});
