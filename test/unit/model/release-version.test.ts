import { expect, it } from 'vitest';
import { releaseVersion } from '../../../server/src/model/distribution.ts';

it.each<[string | undefined, string | undefined, readonly number[]]>([
  ['debian', 'bookworm', [12]],
  ['debian', 'trixie', [13]],
  ['debian', 'bullseye', [11]],
  ['ubuntu', 'jammy', [22, 4]],
  ['ubuntu', 'noble', [24, 4]],
  ['alpine', '3.22', [3, 22]],
  ['debian', 'jammy', []],
  ['debian', 'sid', []],
  ['debian', undefined, []],
  [undefined, undefined, []],
])('%s %s', (distro, release, expected) => {
  expect(releaseVersion(distro, release)).toEqual(expected);
});
