import { describe, expect, it } from 'vitest';
import type { BuildContext } from '../../../server/src/context/build-context.ts';
import type { ContextSnapshot } from '../../../server/src/context/context.ts';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { message } from '../../../server/src/base/message.ts';

/** A context from a list of paths; `a/` is a folder, `a@` a link, all else a file of as many bytes as its path has letters. */
function contextOf(paths: string, ignoreFile?: string, more: Partial<ContextSnapshot> = {}): BuildContext {
  const entries = paths.split(' ').map((path) => {
    if (path.endsWith('/')) return { path: path.slice(0, -1), kind: 'directory' as const, size: 0 };
    if (path.endsWith('@')) return { path: path.slice(0, -1), kind: 'symlink' as const, size: 1 };
    return { path, kind: 'file' as const, size: path.length };
  });
  const ignore = ignoreFile === undefined ? undefined : { path: '.dockerignore', text: ignoreFile };
  const value = {
    root: 'app',
    dockerfile: 'Dockerfile',
    entries,
    truncated: false,
    ignore,
    texts: new Map(),
    archives: new Map(),
    ...more,
  };
  return createBuildContext({ state: 'known', value });
}

const app =
  '.dockerignore Dockerfile package.json package-lock.json src/ src/main.ts src/lib/ src/lib/a.ts src/lib/b.test.ts docs/ docs/x.md link@ empty/';

describe('the files that a source matches', () => {
  it.each([
    ['package.json', 'package.json'],
    ['./package.json', 'package.json'],
    ['/package.json', 'package.json'],
    ['../package.json', 'package.json'],
    ['src/../package.json', 'package.json'],
    ['package*.json', 'package.json package-lock.json'],
    ['src', 'src/main.ts src/lib/a.ts src/lib/b.test.ts'],
    ['src/', 'src/main.ts src/lib/a.ts src/lib/b.test.ts'],
    ['src//lib/.', 'src/lib/a.ts src/lib/b.test.ts'],
    ['src/*', 'src/main.ts src/lib/a.ts src/lib/b.test.ts'],
    ['*/*.ts', 'src/main.ts'],
    // Go negates a class with ^ alone.
    ['s?c/l[a-i]b/[!a]*', 'src/lib/a.ts'],
    ['s?c/l[a-i]b/[^b]*', 'src/lib/a.ts'],
    ['**/*.ts', 'src/main.ts'],
    ['link', 'link'],
    ['empty', ''],
    ['missing', ''],
    ['pack', ''],
    ['package.json/x', ''],
    ['[', ''],
  ])('%s: %s', (source, files) => {
    expect(contextOf(app).match(source)?.files.map(({ path }) => path).toSorted()).toEqual(files.split(' ').filter(Boolean).toSorted()); // prettier-ignore
  });

  it.each(['.', '/', './', '..', ''])('%j is the whole context', (source) => {
    const match = contextOf(app).match(source)!;
    expect(match.files).toHaveLength(app.split(' ').filter((path) => !path.endsWith('/')).length);
    expect(match.isDirectory).toBe(true);
  });

  it.each([
    ['src', true],
    ['s*c', true],
    ['*', false],
    ['package.json', false],
    ['missing', false],
  ])('%s is one directory: %s', (source, expected) => {
    expect(contextOf(app).match(source)?.isDirectory).toBe(expected);
  });

  it('are found in folders that the listing omits', () => {
    expect(
      contextOf('a/b/c')
        .match('a')
        ?.files.map(({ path }) => path),
    ).toEqual(['a/b/c']);
  });
});

describe('.dockerignore', () => {
  it.each([
    ['.', '*.json\ndocs', '.dockerignore Dockerfile link src/lib/a.ts src/lib/b.test.ts src/main.ts', ''],
    ['package*.json', '*-lock.json', 'package.json', 'package-lock.json'],
    ['package.json', '*.json', '', 'package.json'],
    ['src', 'src', '', 'src'],
    ['src', '*\n!src/lib/a.ts', 'src/lib/a.ts', ''],
    ['src/*', 'src/lib', 'src/main.ts', 'src/lib'],
    // Dockerfile and .dockerignore are sent to the builder separately; COPY does not see them if they are excluded.
    ['Dockerfile', 'Dockerfile', '', 'Dockerfile'],
  ])('COPY %s with %j: %s, hidden: %s', (source, ignoreFile, files, hidden) => {
    const match = contextOf(app, ignoreFile).match(source)!;
    expect(match.files.map(({ path }) => path).toSorted().join(' ')).toBe(files); // prettier-ignore
    expect(match.hidden.map(({ path }) => path).join(' ')).toBe(hidden);
  });

  it('is the reason, with its line', () => {
    const build = contextOf(app, '# notes\n\ndocs\n!docs/keep');
    expect(build.ignoredBy('docs/x.md')).toEqual({ pattern: 'docs', line: 2 });
    expect(build.ignoredBy('./docs/x.md')).toEqual({ pattern: 'docs', line: 2 });
    expect(build.ignoredBy('docs/keep')).toBeUndefined();
    expect(build.ignoredBy('src/main.ts')).toBeUndefined();
  });
});

// https://docs.docker.com/reference/dockerfile/#copy---exclude: `COPY --exclude=*.txt hom* /mydir/`
describe('flags of COPY', () => {
  it.each([
    ['package*', ['*-lock*'], 'package.json'],
    ['src', ['*.ts'], 'src/lib/a.ts src/lib/b.test.ts'],
    ['src', ['**/*.test.ts'], 'src/lib/a.ts src/main.ts'],
    ['src', ['lib', '!lib/a.ts'], 'src/lib/a.ts src/main.ts'],
    ['src/*', ['*.test.ts'], 'src/lib/a.ts src/main.ts'],
  ])('%s --exclude=%s: %s', (source, exclude, files) => {
    expect(contextOf(app).match(source, { exclude })!.files.map(({ path }) => path).toSorted().join(' ')).toBe(files); // prettier-ignore
  });

  it('with --parents, ** matches any number of folders', () => {
    const files = contextOf(app)
      .match('./**/*.ts', { parents: true })!
      .files.map(({ path }) => path);
    expect(files.toSorted()).toEqual(['src/lib/a.ts', 'src/lib/b.test.ts', 'src/main.ts']);
  });
});

describe('single paths', () => {
  const build = contextOf(app, '*.md\n**/*.md\nsrc/lib', { texts: new Map([['package.json', '{}'], ['docs/x.md', '#']]) }); // prettier-ignore
  it.each([
    ['package.json', true],
    ['./package.json', true],
    ['src', true],
    ['src/lib', false],
    ['src/lib/a.ts', false],
    ['docs', true],
    ['docs/x.md', false],
    ['nothing', false],
    ['.', true],
  ])('the build context contains %s: %s', (path, expected) => {
    expect(build.has(path)).toBe(expected);
  });

  it('texts are only those of files in the build context', () => {
    expect(build.text('./package.json')).toBe('{}');
    expect(build.text('docs/x.md')).toBeUndefined();
    expect(build.text('src/main.ts')).toBeUndefined();
  });

  it('a truncated listing does not prove that a path is missing', () => {
    const cut = contextOf('a', undefined, { truncated: true });
    expect(cut.has('a')).toBe(true);
    expect(cut.has('b')).toBeUndefined();
  });
});

it.each([{ state: 'pending' }, { state: 'unavailable', reason: message('No folder is open.') }] as const)(
  'answers nothing while it is $state',
  (external) => {
    const build = createBuildContext(external);
    expect([build.match('.'), build.has('a'), build.text('a'), build.ignoredBy('a')]).toEqual([undefined, undefined, undefined, undefined]);
    expect(build.snapshot).toBe(external);
  },
);
