import { expect, it } from 'vitest';
import { foldersByRole, inFolderWith, inRootFolderWith } from '../../../server/src/knowledge/folders.ts';

it.each([
  ['node_modules/a/package.json', true],
  ['web/node_modules/a.js', true],
  ['.git/config', true],
  ['vendor/a.go', true],
  ['a/.venv/lib/x.py', true],
  ['node_modules', false],
  ['my_node_modules/a.js', false],
  ['xgit/config', false],
  ['.github/workflows/ci.yml', false],
  ['src/vendored.ts', false],
])('%s is in a folder of installed or generated files: %s', (path, expected) => {
  expect(inFolderWith('versionControl', 'installed', 'vendored')(path)).toBe(expected);
});

it('only at the root', () => {
  const isTest = inRootFolderWith('test');
  expect(['tests/a.py', 'src/tests/a.py', 'tests'].map(isTest)).toEqual([true, false, false]);
});

it('no role lists a name twice, and none is empty', () => {
  for (const [role, names] of Object.entries(foldersByRole)) {
    expect(names.length, role).toBeGreaterThan(0);
    expect(new Set(names).size, role).toBe(names.length);
    expect(
      names.filter((name) => !/^[\w.-]+$/.test(name)),
      role,
    ).toEqual([]);
  }
});
