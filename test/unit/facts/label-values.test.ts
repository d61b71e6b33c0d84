import { describe, expect, it } from 'vitest';
import { isLicenseExpression, isOfLabelType, licenseNamed } from '../../../server/src/facts/label-values.ts';
import type { LabelType } from '../../../server/src/knowledge/label-values.ts';

describe('the type of a label', () => {
  it.each<[LabelType, string, boolean]>([
    ['text', 'a', true],
    ['text', '', false],
    ['url', 'https://example.com/a?b#c', true],
    ['url', 'example.com', false],
    ['url', 'git@github.com:a/b.git', false],
    ['url', 'https://a b', false],
    ['rfc3339', '2026-11-30T09:50:29Z', true],
    ['rfc3339', '2026-11-30 09:50:29.123+08:00', true],
    ['rfc3339', '2026-11-30', false],
    ['rfc3339', '2026-13-30T09:50:29Z', false],
    ['rfc3339', '2026-11-30T09:50:29', false],
    ['semver', '1.2.3', true],
    ['semver', '1.0.0-rc.1+build.5', true],
    ['semver', 'v1.2.3', false],
    ['semver', '1.2', false],
    ['hash', '9b1deb4d', true],
    ['hash', '9b1deb', false],
    ['hash', 'main', false],
    ['email', 'a.b+c@example.com', true],
    ['email', 'A B <a@example.com>', false],
    ['email', 'a@localhost', false],
    ['digest', 'sha256:24454f83', true],
    ['digest', '24454f83', false],
  ])('%s %j: %j', (type, value, expected) => {
    expect(isOfLabelType(value, type)).toBe(expected);
  });
});

describe('a license expression', () => {
  it.each([
    'MIT',
    'mit',
    'Apache-2.0 OR MIT',
    '(GPL-2.0-only WITH Classpath-exception-2.0) and BSD-3-Clause',
    'GPL-2.0+',
    'LicenseRef-Acme',
    'DocumentRef-x:LicenseRef-y',
    '((MIT))',
  ])('%j is one', (text) => {
    expect(isLicenseExpression(text)).toBe(true);
  });

  it.each(['', 'Apache 2.0', 'MIT License', 'MIT,BSD', 'MIT OR', 'OR', '(MIT', 'MIT)', 'MIT BSD-3-Clause', 'MIT WITH MIT', '()'])(
    '%j is none',
    (text) => {
      expect(isLicenseExpression(text)).toBe(false);
    },
  );
});

it.each([
  ['Apache 2.0', 'Apache-2.0'],
  ['Apache License, Version 2.0', 'Apache-2.0'],
  ['The MIT License', 'MIT'],
  ['mpl v2.0', 'MPL-2.0'],
  ['Proprietary', undefined],
  ['BSD', undefined],
])('the license %j is %j', (text, id) => {
  expect(licenseNamed(text)).toBe(id);
});
