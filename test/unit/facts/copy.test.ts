import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../server/src/facts/copy.ts';
import { factsIn, lastInstruction } from '../../support/facts.ts';

const context = `
  .dockerignore
      *.log
      docs
      !docs/keep.md
  app.log (10 bytes)
  a.txt (1 bytes)
  b.txt (1 bytes)
  big.bin (9 bytes)
  x.tar (5 bytes)
  lib.git/HEAD (1 bytes)
  docs/a.md (1 bytes)
  docs/keep.md (1 bytes)
  src/main.c (1 bytes)
  src/sub/x.c (1 bytes)
  src/sub/x.h (1 bytes)
  my file.txt (1 bytes)
`;

const copyIn = (lines: string, files: string | undefined = context) => {
  const facts = factsIn(`FROM alpine:3.22\n${lines}`, files);
  return facts.copyOf(lastInstruction(facts))!;
};

/** The targets of the files of the build context: `file -> target`. */
const targets = (lines: string): readonly string[] => {
  const copy = copyIn(lines);
  return copy.sources.flatMap(({ files }) => files ?? []).map((file) => `${file.entry.path} -> ${targetOf(copy.destination, file)}`).toSorted(); // prettier-ignore
};

describe('the target paths of files', () => {
  it.each([
    ['a file into a folder', 'COPY a.txt /app/', ['a.txt -> /app/a.txt']],
    ['a file under another name', 'COPY a.txt /app/b', ['a.txt -> /app/b']],
    ['several files', 'COPY a.txt b.txt /app', ['a.txt -> /app/a.txt', 'b.txt -> /app/b.txt']],
    ['relative to WORKDIR', 'WORKDIR /srv\nCOPY a.txt x/', ['a.txt -> /srv/x/a.txt']],
    ['the working directory', 'WORKDIR /srv\nCOPY a.txt .', ['a.txt -> /srv/a.txt']],
    ['the folder above it', 'WORKDIR /srv/app\nCOPY a.txt ..', ['a.txt -> /srv/a.txt']],
    ['a variable', 'ENV D=/opt F=a.txt\nCOPY $F ${D}/', ['a.txt -> /opt/a.txt']],
    ['the JSON form', 'COPY ["my file.txt", "/a b/"]', ['my file.txt -> /a b/my file.txt']],
    ['variables in the JSON form', 'ENV D=/opt\nCOPY ["a.txt", "$D/"]', ['a.txt -> /opt/a.txt']],
    [
      'the contents of a folder',
      'COPY src /app',
      ['src/main.c -> /app/main.c', 'src/sub/x.c -> /app/sub/x.c', 'src/sub/x.h -> /app/sub/x.h'],
    ],
    ['a glob of files', 'COPY *.txt /t/', ['a.txt -> /t/a.txt', 'b.txt -> /t/b.txt', 'my file.txt -> /t/my file.txt']],
    [
      'a glob of folders: their contents',
      'COPY s*c /t/',
      ['src/main.c -> /t/main.c', 'src/sub/x.c -> /t/sub/x.c', 'src/sub/x.h -> /t/sub/x.h'],
    ],
    ['a glob in a folder', 'COPY src/*.c /t/', ['src/main.c -> /t/main.c']],
    ['a folder whose name ends in .git', 'ADD lib.git /app/', ['lib.git/HEAD -> /app/HEAD']],
    ['what .dockerignore takes back in', 'COPY docs /d/', ['docs/keep.md -> /d/keep.md']],
    ['nothing that it leaves out', 'COPY app.log /d/', []],
    ['--exclude', 'COPY --exclude=*.h src /s/', ['src/main.c -> /s/main.c', 'src/sub/x.c -> /s/sub/x.c', 'src/sub/x.h -> /s/sub/x.h']],
    ['--exclude at any depth', 'COPY --exclude=**/*.h --exclude=main.* src /s/', ['src/sub/x.c -> /s/sub/x.c']],
    [
      '--exclude with an exception',
      'COPY --exclude=sub --exclude=!sub/x.h src /s/',
      ['src/main.c -> /s/main.c', 'src/sub/x.h -> /s/sub/x.h'],
    ],
    ['--parents', 'COPY --parents src/sub/x.c a.txt /p', ['a.txt -> /p/a.txt', 'src/sub/x.c -> /p/src/sub/x.c']],
    ['--parents of one file', 'COPY --parents a.txt /p', ['a.txt -> /p/a.txt']],
    ['--parents of a folder', 'COPY --parents ./src/sub /p/', ['src/sub/x.c -> /p/src/sub/x.c', 'src/sub/x.h -> /p/src/sub/x.h']],
    ['--parents with a pivot', 'COPY --parents ./src/./sub/*.h /p/', ['src/sub/x.h -> /p/sub/x.h']],
    ['--parents at any depth', 'COPY --parents src/**/*.c /p/', ['src/main.c -> /p/src/main.c', 'src/sub/x.c -> /p/src/sub/x.c']],
    [
      '--parents: all below a folder',
      'COPY --parents src/** /p/',
      ['src/main.c -> /p/src/main.c', 'src/sub/x.c -> /p/src/sub/x.c', 'src/sub/x.h -> /p/src/sub/x.h'],
    ],
    [
      '--parents with --exclude, relative to the context',
      'COPY --parents --exclude=src/sub src/**/*.c /p/',
      ['src/main.c -> /p/src/main.c'],
    ],
    ['--parents=false', 'COPY --parents=false src/main.c /p/', ['src/main.c -> /p/main.c']],
  ])('%s', (_, lines, expected) => {
    expect(targets(lines)).toEqual(expected);
  });

  it('a file is copied into an existing folder', () => {
    const copy = copyIn('COPY a.txt /opt');
    const [file] = copy.sources[0]!.files!;
    expect(targetOf(copy.destination, file!)).toBe('/opt');
    expect(targetOf(copy.destination, file!, (path) => path === '/opt')).toBe('/opt/a.txt');
  });

  it('a relative destination is unknown before the build', () => {
    const facts = factsIn('FROM nobody/knows\nCOPY a.txt .', context);
    expect(facts.copyOf(lastInstruction(facts))!.destination).toMatchObject({ path: undefined, isFolder: true });
  });
});

describe('the kind of a source', () => {
  it.each([
    ['COPY a.txt /', 'path'],
    ['COPY ./lib.git /', 'path'],
    ['COPY *.txt /', 'glob'],
    ['COPY [a-b].txt /', 'glob'],
    ['COPY <<EOF /x\na\nEOF', 'heredoc'],
    ['COPY --from=build /x /', 'stage'],
    ['COPY --from=0 /x /', 'stage'],
    ['COPY --from=nginx:1 /x* /', 'image'],
    ['ADD lib.git /app/', 'path'],
    ['ADD https://example.com/x.tgz /', 'http'],
    ['ADD https://example.com/x.git#v1 /', 'git'],
    ['ADD git@github.com:a/b.git /src/', 'git'],
    ['ADD github.com/a/b /src/', 'git'],
    ['ARG U=https://example.com/x\nADD $U /', 'http'],
    ['ONBUILD ADD ssh://git@host/x /', 'git'],
  ])('%s: %s', (lines, kind) => {
    const facts = factsIn(`FROM alpine:3.22 AS build\nFROM alpine:3.22\n${lines}`, context);
    expect(facts.copyOf(lastInstruction(facts))!.sources.map((source) => source.kind)).toEqual([kind]);
  });

  it('a local folder that looks like a URL without a protocol', () => {
    expect(copyIn('ADD github.com/a/b /src/', 'github.com/a/b/c (1 bytes)').sources[0]!.kind).toBe('path');
  });

  it('COPY does not support URLs', () => {
    expect(copyIn('COPY https://example.com/x /').sources[0]!.kind).toBe('path');
  });

  it('an ONBUILD uses the context of a later build', () => {
    const [source] = copyIn('ONBUILD COPY a.txt /').sources;
    expect(source).toMatchObject({ value: 'a.txt', match: undefined, files: undefined });
  });

  it('a value that --build-arg can change is not fixed', () => {
    expect(copyIn('ARG A=a.txt\nCOPY $A /').sources[0]).toMatchObject({ value: 'a.txt', fixed: false, plain: false });
    expect(copyIn('ENV A=a.txt\nCOPY $A /').sources[0]).toMatchObject({ value: 'a.txt', fixed: true, plain: false });
    expect(copyIn('COPY a.txt /').sources[0]).toMatchObject({ value: 'a.txt', fixed: true, plain: true });
  });

  it('words of the JSON form have no quotes', () => {
    const copy = copyIn('COPY ["a.txt", "/x/"]');
    const text = 'FROM alpine:3.22\nCOPY ["a.txt", "/x/"]';
    expect(text.slice(copy.sources[0]!.start, copy.sources[0]!.end)).toBe('a.txt');
    expect(text.slice(copy.destination!.start, copy.destination!.end)).toBe('/x/');
  });
});

describe('ADD unpacks', () => {
  it.each([
    ['ADD x.tar /', 'yes'],
    ['ADD x.t?r /', 'yes'],
    ['ADD --unpack=true x.tar /', 'yes'],
    ['ADD --unpack=false x.tar /', 'no'],
    ['ADD a.txt /', 'no'],
    ['ADD . /', 'no'],
    ['COPY x.tar /', 'no'],
  ])('%s: %s', (lines, expected) => {
    const files = copyIn(lines).sources.flatMap((source) => source.files ?? []);
    expect([...new Set(files.map(({ unpacked }) => unpacked))]).toEqual([expected]);
  });
});

it('flags, with variables where BuildKit expands them', () => {
  const copy = copyIn('ENV U=app M=755\nCOPY --link --chown=$U:$U --chmod=$M --exclude=$U a.txt /');
  expect(copy.flags).toEqual({
    exclude: ['$U'],
    parents: false,
    link: true,
    keepGitDir: false,
    unpack: undefined,
    chown: 'app:app',
    chmod: '755',
    checksum: undefined,
  });
});

describe('the value of each flag', () => {
  it.each([
    ['COPY --parents a.txt /', { parents: true }],
    ['COPY --parents=FALSE a.txt /', { parents: false }],
    ['COPY --link=false a.txt /', { link: false }],
    ['COPY --link=true a.txt /', { link: true }],
    ['ADD --keep-git-dir a.txt /', { keepGitDir: true }],
    ['ADD --unpack a.txt /', { unpack: true }],
    ['ADD --unpack=false a.txt /', { unpack: false }],
    ['COPY --exclude=a --exclude= --exclude=b a.txt /', { exclude: ['a', 'b'] }],
    ['COPY --exclude a.txt /', { exclude: [] }],
    ['ARG C\nCOPY --chown=$C a.txt /', { chown: undefined }],
    ['COPY --chown=a --chown=b a.txt /', { chown: 'b' }],
    ['ENV S=ab\nADD --checksum=sha256:$S https://example.com/x /', { checksum: 'sha256:ab' }],
    [
      'COPY a.txt /',
      { exclude: [], parents: false, link: false, keepGitDir: false, unpack: undefined, chown: undefined, chmod: undefined },
    ],
  ])('%s: %j', (lines, expected) => {
    expect(copyIn(lines).flags).toMatchObject(expected);
  });
});

describe('the destination', () => {
  it.each([
    ['COPY a.txt /x', { path: '/x', isFolder: false, absolute: true }],
    ['COPY a.txt /x/', { path: '/x', isFolder: true, absolute: true }],
    ['COPY a.txt b.txt /x', { path: '/x', isFolder: true }],
    ['COPY a.txt .', { path: '/', isFolder: true, absolute: false }],
    ['COPY a.txt ./', { path: '/', isFolder: true }],
    ['COPY a.txt ..', { path: '/', isFolder: true }],
    ['COPY a.txt x/..', { path: '/', isFolder: true }],
    ['COPY a.txt x..', { path: '/x..', isFolder: false }],
    ['COPY a.txt x.', { path: '/x.', isFolder: false }],
    ['WORKDIR /w\nCOPY a.txt x', { path: '/w/x', absolute: false }],
    ['ARG D\nCOPY a.txt $D/x', { path: undefined, value: undefined }],
    ['ENV D=/d\nCOPY a.txt $D', { path: '/d', absolute: true }],
  ])('%s: %j', (lines, expected) => {
    expect(copyIn(lines).destination).toMatchObject(expected);
  });

  it.each(['COPY', 'COPY a.txt', 'COPY ["a.txt"]'])('is missing in %s', (lines) => {
    expect(copyIn(lines)).toMatchObject({ destination: undefined, sources: [] });
  });

  it('in Windows images a backslash separates folders', () => {
    const image = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022';
    const read = (line: string) => {
      const facts = factsIn(`# escape=\`\n${image}\n${line}`, context);
      return facts.copyOf(lastInstruction(facts))!.destination;
    };
    expect(read('COPY a.txt C:\\x\\')).toMatchObject({ isFolder: true, absolute: true });
    expect(read('COPY a.txt C:\\x')).toMatchObject({ isFolder: false, absolute: true });
  });
});

it.each([
  ['COPY a.txt /', true],
  ['COPY *.txt /', true],
  ['COPY --from=build a.txt /', false],
  ['COPY --from=5 a.txt /', false],
  ['COPY <<EOF /x\na\nEOF', false],
  ['ADD https://example.com/x a.txt /x/', false],
])('%j is from the context: %s', (lines, expected) => {
  expect(copyIn(lines).fromContext).toBe(expected);
});
