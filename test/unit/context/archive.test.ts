import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { archiveFacts, detectCompression, isArchiveName, tarMembersSize } from '../../../server/src/context/archive.ts';

interface Member {
  readonly type?: string;
  readonly size?: number;
  readonly body?: string;
  /** The size field as bytes, instead of octal digits. */
  readonly sizeField?: readonly number[];
}

/** A standard tar: a 512-byte header with its checksum, the body padded to whole blocks, two empty blocks at the end. */
function tar(...members: readonly Member[]): Uint8Array {
  const blocks = members.flatMap((member) => {
    const body = Buffer.from(member.body ?? 'x'.repeat(member.size ?? 0));
    const header = Buffer.alloc(512);
    header.write('name', 0);
    header.write((member.size ?? body.length).toString(8).padStart(11, '0'), 124);
    if (member.sizeField) Buffer.from(member.sizeField).copy(header, 124);
    header.write(member.type ?? '0', 156);
    header.write('ustar', 257);
    header.write(' '.repeat(8), 148);
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148); // prettier-ignore
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

describe('members of a tar', () => {
  it.each([
    ['files', [{ size: 1000 }, { size: 24 }], 1024],
    ['an empty file', [{ size: 0 }], 0],
    ['a folder, a link and a hard link', [{ type: '5' }, { type: '2' }, { type: '1', size: 9, body: '' }], 0],
    ['a file behind a GNU long name', [{ type: 'L', body: 'a/very/long/name' }, { size: 7 }], 7],
    [
      'a file whose size stands in a pax record',
      [
        { type: 'x', body: '16 mtime=1234567\n11 size=600\n' },
        { size: 600, sizeField: Array(12).fill(0x30) },
      ],
      600,
    ],
    ['a size in base 256', [{ body: 'x'.repeat(513), sizeField: [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1] }], 513],
  ] satisfies [string, Member[], number][])('%s', (_, members, size) => {
    expect(tarMembersSize(tar(...members))).toBe(size);
  });

  it.each([
    ['it is cut within a member', tar({ size: 5000 }).subarray(0, 2048)],
    ['it is cut between members', tar({ size: 512 }, { size: 512 }).subarray(0, 1024)],
    ['a header is broken', tar({ size: 1 }).map((byte, i) => (i === 3 ? byte + 1 : byte))],
    ['it is no tar', Buffer.alloc(2000, 'text ')],
    ['it is empty', Buffer.alloc(0)],
  ])('are not counted when %s', (_, bytes) => {
    expect(tarMembersSize(bytes)).toBeUndefined();
  });
});

// moby: archive.DetectCompression, BuildKit: solver/llbsolver/file isArchivePath.
describe('what ADD does with a file', () => {
  const plain = tar({ size: 700 });
  it.each([
    ['a tar is unpacked', 'a.tar', plain, undefined, true, 700],
    ['whatever its name', 'a.dat', plain, undefined, true, 700],
    ['a large one too, of which the start is known', 'a.tar', tar({ size: 9000 }).subarray(0, 512), undefined, true, undefined],
    ['a tar.gz is unpacked', 'a.bin', gzipSync(plain), plain, true, 700],
    ['a gzip of something else is copied', 'dump.tar.gz', gzipSync('select 1'), Buffer.from('select 1'), false, undefined],
    [
      'a compressed file that was not looked into goes by its name',
      'a.tar.xz',
      Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
      undefined,
      true,
      undefined,
    ],
    ['as does one that is no tar by its name', 'a.xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), undefined, false, undefined],
    ['a zip is copied', 'a.zip', Buffer.from('PK\x03\x04'.padEnd(600)), undefined, false, undefined],
    ['a text named .tar is copied', 'a.tar', Buffer.from('hello'), undefined, false, undefined],
    ['an empty tar is copied', 'a.tar', Buffer.alloc(10_240), undefined, false, undefined],
  ] as const)('%s', (_, path, head, inflated, unpacks, unpackedSize) => {
    expect(archiveFacts(path, head, inflated)).toEqual({ unpacks, unpackedSize });
  });

  it.each([
    [[0x1f, 0x8b, 0x08, 0], 'gzip'],
    [[0x42, 0x5a, 0x68, 0x39], 'bzip2'],
    [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'xz'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
    [[0x1f, 0x8b], 'none'],
    [[], 'none'],
  ])('%j is %s', (head, compression) => {
    expect(detectCompression(Uint8Array.from(head))).toBe(compression);
  });
});

it.each([
  ['a.tar', true],
  ['dir/a.TAR.GZ', true],
  ['a.tgz', true],
  ['a.tbz', true],
  ['a.tbz2', true],
  ['a.txz', true],
  ['a.tar.xz', true],
  ['a.tar.zst', true],
  ['a.zip', false],
  ['a.gz', false],
  ['tar', false],
  ['a.tar.txt', false],
])('%s is an archive name: %s', (path, expected) => {
  expect(isArchiveName(path)).toBe(expected);
});
