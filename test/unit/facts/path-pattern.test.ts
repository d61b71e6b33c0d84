import { expect, it } from 'vitest';
import { pathPattern } from '../../../server/src/facts/path-pattern.ts';

it.each([
  ['/var/lib/apt/lists/*', '/', '/var/lib/apt/lists/x', true],
  ['/var/lib/apt/lists', '/', '/var/lib/apt/lists/x', true],
  ['/var/lib/apt/lists/', '/', '/var/lib/apt/lists/x', true],
  ['/var/lib/*', '/', '/var/lib/apt/lists/x', true],
  ['/var/lib/apt/lists/partial/*', '/', '/var/lib/apt/lists/x', false],
  ['/var/lib/apt', '/', '/var/lib/aptitude', false],
  ['/tmp/*.tgz', '/', '/tmp/a.tgz', true],
  ['/tmp/*.tgz', '/', '/tmp/a.zip', false],
  ['x', '/app', '/app/x', true],
  ['../x', '/app', '/x', true],
  ['/', '/', '/anything', true],
  ['/app/[id]', '/', '/app/i', true],
  ['/app/[id', '/', '/app/[id', true],
])('%s in %s covers %s: %s', (word, folder, path, covered) => {
  expect(pathPattern(word, folder)!(path)).toBe(covered);
});

it.each([
  ['$HOME/x', '/'],
  ['x', undefined],
  ['~/x', '/'],
  ['', '/'],
])('%s in %s is not known', (word, folder) => {
  expect(pathPattern(word, folder)).toBeUndefined();
});
