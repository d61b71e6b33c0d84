import { expect, it } from 'vitest';
import { unpacksByName } from '../../../server/src/context/archive.ts';

it.each(
  ['a.tar', 'a.tgz', 'a.tbz', 'a.tbz2', 'a.txz', 'a.tzst', 'a.tar.gz', 'a.tar.bz2', 'a.tar.xz', 'a.tar.zst', 'b/a-1.2.TAR.GZ'], // prettier-ignore
)('%s is unpacked', (path) => {
  expect(unpacksByName(path)).toBe('yes');
});

it.each(
  ['a.apk', 'a.box', 'a.crate', 'a.gem', 'a.ipk', 'a.oci', 'a.ova', 'a.sql.gz', 'a.bz2', 'a.xz', 'a.zst', 'a.lzma', 'a.Z'], // prettier-ignore
)('%s may be unpacked', (path) => {
  expect(unpacksByName(path)).toBe('maybe');
});

it.each(['a', 'a.zip', 'a.z', 'tar', 'a.tar.md', 'a.tar.gz.sha256', 'agz', 'a.tgz/b', 'a.gem.txt', 'a.gz/b'])('%s is copied', (path) => {
  expect(unpacksByName(path)).toBe('no');
});
