import { expect, it } from 'vitest';
import { ignoreEdit } from '../../../server/src/linter/ignore-edit.ts';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { check, ruleOf } from '../../support/rules.ts';

const rules = [ruleOf('latest-tag'), ruleOf('deprecated-maintainer')];

it.each([
  ['above the instruction', 'FROM a:latest\n', '# layerwise ignore=latest-tag\nFROM a:latest\n'],
  ['with its indentation', 'FROM a:1\n  FROM a:latest\n', 'FROM a:1\n  # layerwise ignore=latest-tag\n  FROM a:latest\n'],
  ['with its line ends', 'FROM a:1\r\nFROM a:latest\r\n', 'FROM a:1\r\n# layerwise ignore=latest-tag\r\nFROM a:latest\r\n'],
  ['below directives', '# escape=`\nFROM a:latest\n', '# escape=`\n# layerwise ignore=latest-tag\nFROM a:latest\n'],
  ['behind a byte order mark', '\ufeffFROM a:latest\n', '\ufeff# layerwise ignore=latest-tag\nFROM a:latest\n'],
  ['below a comment', 'FROM a:1\n# the base\nFROM a:latest\n', 'FROM a:1\n# the base\n# layerwise ignore=latest-tag\nFROM a:latest\n'],
  [
    'above a continued instruction',
    'FROM a:1\nCOPY \\\n --from=b:latest \\\n c d\n',
    'FROM a:1\n# layerwise ignore=latest-tag\nCOPY \\\n --from=b:latest \\\n c d\n',
  ],
  [
    'into a pragma that is there',
    '# layerwise ignore=other why\nFROM a:latest\n',
    '# layerwise ignore=other,latest-tag why\nFROM a:latest\n',
  ],
  [
    'into one between the lines',
    'FROM \\\n# layerwise ignore=other\na:latest\n',
    'FROM \\\n# layerwise ignore=other,latest-tag\na:latest\n',
  ],
  [
    "not into another tool's pragma",
    '# hadolint ignore=DL3002\nFROM a:latest\n',
    '# hadolint ignore=DL3002\n# layerwise ignore=latest-tag\nFROM a:latest\n',
  ],
])('%s', (_, text, expected) => {
  const { tree, findings } = check(text, { rules });
  const after = applyEdits(text, ignoreEdit(findings[0]!, tree));
  expect(after).toBe(expected);
  expect(check(after, { rules }).findings).toHaveLength(findings.length - 1);
});

it('has nowhere to go in a file without instructions', () => {
  expect(ignoreEdit({ rule: 'latest-tag', span: { start: 0, end: 0 } }, check('# nothing\n').tree)).toEqual([]);
});
