import { expect, it } from 'vitest';
import { imageNameFault } from '../../../server/src/model/image-reference.ts';

const hex = (length: number): string => '0123456789abcdef'.repeat(8).slice(0, length);

// ParseNormalizedNamed of github.com/distribution/reference.
it.each<[string, string | undefined]>([
  ['node', undefined],
  ['node:22', undefined],
  ['localhost:5000/a/b_c:1.2-x', undefined],
  [`node@sha256:${hex(64)}`, undefined],
  [`node:22@sha256:${hex(64)}`, undefined],
  [`node@sha512:${hex(128)}`, undefined],
  [`node@sha384:${hex(96)}`, undefined],
  [`node@sha256:${hex(63)}`, 'digest'],
  [`node@sha256:${hex(65)}`, 'digest'],
  [`node@sha256:${hex(63)}g`, 'digest'],
  [`node@sha256:${hex(64)}@x`, 'digest'],
  [`node@${hex(64)}`, 'digest'],
  ['node@', 'digest'],
  ['node:', 'empty-tag'],
  ['a/b:', 'empty-tag'],
  ['-:', 'invalid'],
  [hex(64), 'invalid'],
  [`${hex(64)}0`, undefined],
  [`a/${hex(64)}`, undefined],
  ['node:22:1', 'invalid'],
  ['node:-x', 'invalid'],
  ['a//b', 'invalid'],
  ['-node', 'invalid'],
  ['', 'invalid'],
])('%s: %s', (text, expected) => {
  expect(imageNameFault(text)).toBe(expected);
});
