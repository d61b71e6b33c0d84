import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { mayBeGenerated } from '../../../server/src/rules/correctness/copy-source-missing/generated-files.ts';
import { inNotationOf } from '../../../server/src/rules/correctness/copy-source-missing/similar-path.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The text after the first fix of the first finding; undefined if there is none. */
function fixed(id: string, text: string, files?: string): string | undefined {
  const fix = findingsOf(id, text, files)[0]?.fixes[0];
  return fix && applyEdits(text, fix.edits);
}

/** A missing file that a build often creates, or a developer adds, just before `docker build`. */
describe('copy-source-missing: generated files', () => {
  const known = readContextBlock('a.txt\n.gitignore\n    /made.ts\n    *.gen.ts\n');
  const isGenerated = (path: string): boolean => known.state === 'known' && mayBeGenerated(path, known.value);

  it.each([
    ...words(
      '7z a apk bin bz2 cer cert class crt csr deb dll dylib ear egg exe gem gz img iso jar jks key lib map nupkg o p12 pem pfx phar pub pyc qcow2 rpm so sql squashfs tar tbz tbz2 tgz txz war wasm whl xz zip zst',
    ).map((extension) => `x/app.${extension}`),
    ...words(`app.JAR libx.so.1 libx.so.1.2.3 app.tar.gz .env .env.production server myapp bin/server node_modules/a.js vendor/a.go
      dist/index.html build/a.txt target/app.txt out/a.ts dist DIST Build/a.txt coverage tmp/a.txt __pycache__/a.txt made.ts src/a.gen.ts .netrc`),
  ])('%s', (path) => {
    expect(isGenerated(path)).toBe(true);
  });

  it.each(
    words(`assets backend client common config configs conf conf.d doc docs etc examples fixtures fonts frontend i18n images include lib locale
      locales migrations models prisma public resources scripts shared src static styles templates test tests themes utils views webapp
      Brewfile Cargo.lock Cargo.toml Gemfile LICENSE MANIFEST.in Makefile NOTICE Pipfile Procfile README Rakefile
      package.json requirements.txt app.py src/app.py src/distribution/a.txt start.sh nginx.conf .npmrc.txt .eslintrc.json environment.env.txt
      a.jar.txt a.sos app.tarx keys.json src/made.ts`),
  )('not %s', (path) => {
    expect(isGenerated(path)).toBe(false);
  });

  it.each([
    ['a/b', 'x', 'a/b'],
    ['a/b', './x', './a/b'],
    ['a/b', '/x', '/a/b'],
    ['a/b', 'x/', 'a/b/'],
    ['a/b', './x/', './a/b/'],
  ])('%s as %s: %s', (path, written, expected) => {
    expect(inNotationOf(path!, written!)).toBe(expected);
  });
});

describe('copy-source-missing', () => {
  const files = 'package.json\nsrc/main.ts\nsrc/lib/util.ts\nnode_modules/x/only.ts\na b.txt\nREADME.md\n';

  it.each<[string, string, string | undefined]>([
    ['COPY package.json /', '', undefined],
    ['COPY pakage.json /', 'similar package.json', 'COPY package.json /'],
    ['COPY ./pakage.json /', 'similar package.json', 'COPY ./package.json /'],
    ['COPY /pakage.json /', 'similar package.json', 'COPY /package.json /'],
    ['COPY src/mian.ts /', 'similar src/main.ts', 'COPY src/main.ts /'],
    ['COPY util.ts /', 'similar src/lib/util.ts', 'COPY src/lib/util.ts /'],
    ['COPY only.ts /', 'missing', undefined],
    ['COPY what.ts /', 'missing', undefined],
    ['COPY server /', '', undefined],
    ['COPY --from=x what.ts /', '', undefined],
    ['COPY $WHAT /', '', undefined],
    ['COPY *.go /', 'no-match', undefined],
    ['COPY *.ts *.go /x/', 'no-match, no-match', undefined],
    ['COPY package.json *.go /x/', '', undefined],
    ['COPY go.* /', '', undefined],
    ['COPY [g]o.mod /', '', undefined],
    ['COPY src/*.go /', 'no-match', undefined],
    ['COPY src/* /', '', undefined],
    ['COPY ["a c.txt", "/"]', 'similar a b.txt', undefined],
    ['ADD what.ts /', 'missing', undefined],
    ['ADD https://example.com/what.ts /', '', undefined],
    ['COPY package.json what.ts /x/', 'missing', undefined],
  ])('%s: %s', (line, expected, after) => {
    const text = `FROM debian:12\n${line}\n`;
    expect(reportsOf('copy-source-missing', text, ['similar'], files)).toBe(expected);
    expect(fixed('copy-source-missing', text, files)?.split('\n')[1]).toBe(after);
  });
});

describe('ignore-pattern-at-root-only', () => {
  const reports = (pattern: string, files: string): string =>
    reportsOf('ignore-pattern-at-root-only', `${pattern}\n`, ['path'], `.dockerignore\n${files}`);

  it.each(
    words(
      'node_modules .git .svn .hg __pycache__ .DS_Store Thumbs.db *.pyc *.pyo *.py[cod] *.class *.o *.swp dist obj coverage *.log *.tmp .env .env.local',
    ),
  )('%s, only in a subfolder', (pattern) => {
    const name = pattern.replace('*', 'a').replace('[cod]', 'c');
    expect(reports(pattern, `web/${name}\n`)).toBe(`in-subfolders web/${name}`);
    expect(reports(pattern, 'web/other.x\n')).toBe('');
  });

  it.each<[string, string, string]>([
    ['node_modules', 'node_modules/a\nweb/node_modules/b\n', 'also-in-subfolders web/node_modules'],
    ['*.pyc', 'a.pyc\nweb/b.pyc\n', 'also-in-subfolders web/b.pyc'],
    ['dist', 'dist/a\nweb/dist/b\n', ''],
    // A project in a folder has its own settings of the editor, which are source.
    ['.idea', 'web/.idea\n', ''],
    ['.vscode', 'web/.vscode\n', ''],
    ['*.log', 'a.log\nweb/b.log\n', ''],
    ['node_modules', 'node_modules/a/node_modules/b\n', ''],
    ['node_modules', 'web/node_modules/a/node_modules/b\n', 'in-subfolders web/node_modules'],
    ['/node_modules', 'web/node_modules/a\n', ''],
    ['./node_modules', 'web/node_modules/a\n', ''],
    ['**/node_modules', 'web/node_modules/a\n', ''],
    ['web/node_modules', 'web/node_modules/a\n', ''],
    ['!node_modules', 'web/node_modules/a\n', ''],
    ['data', 'web/data/a\n', ''],
    ['src', 'web/src/a\n', ''],
    ['*log', 'web/blog\n', ''],
    ['node_modules\nweb', 'web/node_modules/a\n', ''],
    ['*.log\n!web/b.log', 'web/b.log\n', ''],
    ['*.log\n!web/b.log', 'web/b.log\nweb/c.log\n', 'in-subfolders web/b.log'],
    ['*.log\n!web/c.log', 'web/b.log\n', 'in-subfolders web/b.log'],
  ])('%j with %j: %s', (pattern, files, expected) => {
    expect(reports(pattern, files)).toBe(expected);
  });

  it('the fix matches at any depth', () => {
    expect(fixed('ignore-pattern-at-root-only', 'node_modules\n', 'web/node_modules/a\n')).toBe('**/node_modules\n');
  });
});

/** parseBuildStageName of instructions/parse.go: `^[a-z][a-z0-9-_\.]*$` in lower case. */
describe('invalid-stage-name', () => {
  it.each<[string, string | undefined]>([
    ['1', 'stage-1'],
    ['2nd', 'stage-2nd'],
    ['-a', 'a'],
    ['_a', 'a'],
    ['.a', 'a'],
    ['a/b', 'a-b'],
    ['a//b', 'a-b'],
    ['a/', 'a'],
    ['a@b:c', 'a-b-c'],
    ['"a"', 'a'],
    ["'a'", 'a'],
    ['/', undefined],
    ['a$B', undefined],
    ['taken/', undefined],
  ])('%s becomes %s', (name, instead) => {
    const text = `FROM debian:12 AS taken\nFROM debian:12 AS ${name}\n`;
    expect(reportsOf('invalid-stage-name', text)).toBe('invalid');
    expect(fixed('invalid-stage-name', text)).toBe(instead && `FROM debian:12 AS taken\nFROM debian:12 AS ${instead}\n`);
  });

  it.each(['a', 'A', 'a1', 'a-b_c.d', 'Build', 'a-', 'x'])('%s is valid', (name) => {
    expect(reportsOf('invalid-stage-name', `FROM debian:12 AS ${name}\n`)).toBe('');
  });

  it.each(['FROM a AS <\\\n# text\nu\n', 'FROM a AS b/\\\nc\n', 'FROM a AS b/c\nFROM x\nCOPY --from=b/\\\n# text\nc /a /b\n'])(
    'a name on several lines is not renamed: %j',
    (text) => {
      expect(reportsOf('invalid-stage-name', text)).toBe('invalid');
      expect(fixed('invalid-stage-name', text)).toBe(undefined);
    },
  );

  it('is renamed where it is used, but a number refers to a position', () => {
    expect(fixed('invalid-stage-name', 'FROM debian:12 AS a/b\nFROM a/b\nCOPY --from=A/B /a /b\n')).toBe(
      'FROM debian:12 AS a-b\nFROM a-b\nCOPY --from=a-b /a /b\n',
    );
    expect(fixed('invalid-stage-name', 'FROM debian:12 AS 0\nFROM debian:12\nCOPY --from=0 /a /b\n')).toBe(
      'FROM debian:12 AS stage-0\nFROM debian:12\nCOPY --from=0 /a /b\n',
    );
  });
});

/** Tags of official images, from the lists on Docker Hub. */
describe('unknown-tag', () => {
  it.each<[string, string | undefined]>([
    ['node:20-apline', 'node:20-alpine'],
    ['node:20-slmi', 'node:20-slim'],
    ['node:20-apline3.19', 'node:20-alpine3.19'],
    ['node:20alpine', 'node:20-alpine'],
    ['node:20_alpine', 'node:20-alpine'],
    ['node:20.alpine', 'node:20-alpine'],
    ['node:v20', 'node:20'],
    ['node:v20-alpine', 'node:20-alpine'],
    ['python:3.12slim', 'python:3.12-slim'],
    ['node:20', undefined],
    ['node:20-alpine', undefined],
    ['node:20-alpine3.19', undefined],
    ['node:lts-alpine', undefined],
    ['node:20-bookworm-slim', undefined],
    ['node', undefined],
    ['postgres:17beta1', undefined],
    ['postgres:17beta1-alpine', undefined],
    ['node:20-qqqqqq', undefined],
    ['someone/node:20-apline', undefined],
    ['ghcr.io/a/node:20-apline', undefined],
    ['node:20-apline@sha256:0123456789012345678901234567890123456789012345678901234567890123', undefined],
  ])('%s: %s', (image, expected) => {
    expect(fixed('unknown-tag', `FROM ${image}\n`)).toBe(expected && `FROM ${expected}\n`);
  });

  it('the name of a stage has no tags', () => {
    expect(reportsOf('unknown-tag', 'FROM node:20 AS base\nFROM base\nCOPY --from=node:20-apline /a /b\n')).toBe('unknown');
  });
});

/** The grammar of references: distribution/reference/regexp.go. */
describe('invalid-image-name', () => {
  it.each<[string, string, string | undefined]>([
    ['Debian:12', 'upper-case', 'debian:12'],
    ['ghcr.io/Acme/Tool:1', 'upper-case', 'ghcr.io/acme/tool:1'],
    ['https://ghcr.io/acme/tool', 'url', 'ghcr.io/acme/tool'],
    ['https://hub.docker.com/_/debian', 'url', 'debian'],
    ['https://hub.docker.com/r/acme/tool', 'url', 'acme/tool'],
    ['https://hub.docker.com/r/acme/tool/', 'url', 'acme/tool'],
    ['docker://debian', 'url', 'debian'],
    ['["debian"]', 'array', 'debian'],
    ['debian:', 'empty-tag', undefined],
    ['$MISSING', 'empty', undefined],
    ['debian:$MISSING', 'variable', undefined],
    // image-needs-build-arg
    ['$EMPTY', '', undefined],
    ['debian:$EMPTY', '', undefined],
    ['debian:12', '', undefined],
    ['debian', '', undefined],
    ['localhost:5000/a', '', undefined],
    ['debian@sha256:0123456789012345678901234567890123456789012345678901234567890123', '', undefined],
    ['scratch', '', undefined],
  ])('FROM %s: %s', (image, expected, instead) => {
    const text = `ARG EMPTY=\nFROM ${image}\n`;
    expect(reportsOf('invalid-image-name', text)).toBe(expected);
    expect(fixed('invalid-image-name', text)).toBe(instead && `ARG EMPTY=\nFROM ${instead}\n`);
  });

  it('a long name is shortened in the message', () => {
    const named = (length: number): string => reportsOf('invalid-image-name', `FROM a${'!'.repeat(length - 1)}\n`, ['image']);
    expect(named(50)).toMatch(/ a!{49}$/);
    expect(named(51)).toMatch(/ a!{46}\.\.\.$/);
  });
});

describe('add-for-local-files', () => {
  it.each<[string, boolean]>([
    ['ADD a.txt /', true],
    ['ADD . /', true],
    ['ADD ./ /', true],
    ['ADD src/. /', true],
    ['ADD *.txt /', true],
    ['ADD a.txt b.txt /x/', true],
    ['ADD <<EOF /a\nx\nEOF', true],
    ['ADD --chown=1 a.txt /', true],
    ['ADD a.tar /', false],
    ['ADD a.tgz /', false],
    ['ADD a.txt b.tar.gz /x/', false],
    ['ADD https://example.com/a /', false],
    ['ADD git@github.com:a/b.git /', false],
    ['ADD --checksum=sha256:a a.txt /', false],
    ['ADD --keep-git-dir=true a.txt /', false],
    ['ADD --unpack=true a.txt /', false],
    ['ADD $WHAT /', false],
    ['COPY a.txt /', false],
    ['ADD a* /', false],
    ['ADD', false],
  ])('%j: %s', (line, expected) => {
    expect(reportsOf('add-for-local-files', `FROM debian:12\n${line}\n`) !== '').toBe(expected);
  });

  it('one finding for all, and one for those that a person should review', () => {
    const text = 'FROM debian:12\nADD a.txt /\nadd b.txt /\nONBUILD ADD c.txt /\nARG D=d.txt\nADD $D /\n';
    expect(findingsOf('add-for-local-files', text).map(({ related, fixes }) => [related.length, fixes[0]!.level])).toEqual([
      [2, 'safe'],
      [0, 'suggestion'],
    ]);
    expect(fixed('add-for-local-files', text)).toBe(
      'FROM debian:12\nCOPY a.txt /\ncopy b.txt /\nONBUILD COPY c.txt /\nARG D=d.txt\nADD $D /\n',
    );
    expect(markedBy('add-for-local-files', text)).toEqual(['ADD', 'ADD']);
  });
});
