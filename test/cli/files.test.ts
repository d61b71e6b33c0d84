import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';
import type { Run } from '../support/command-line.ts';

const naive = 'FROM alpine:3.22\nADD app.conf /etc/\nUSER nobody\n';

interface Report {
  readonly files: readonly { path: string; error: string | null; findings: readonly { rule: string }[] }[];
}

function check(folder: string, ...args: readonly string[]): Run & Report {
  const run = layerwise(folder, ['check', '--format', 'json', ...args]);
  return { ...run, ...(JSON.parse(run.out) as Report) };
}

function paths({ files }: Report): readonly string[] {
  return files.map((file) => file.path);
}

describe('files that are found in a folder', () => {
  it('a file that is named in several ways is reported once', () => {
    const folder = folderOf({ 'a/Dockerfile': naive, 'app.conf': '' });
    expect(paths(check(folder, 'a/Dockerfile', '.', './a/Dockerfile', path.join(folder, 'a')))).toEqual(['a/Dockerfile']);
  });

  it('a folder without Dockerfiles is named, and is not an error', () => {
    const { err, status } = check(folderOf({ 'readme.md': '' }));
    expect([err, status]).toEqual(['layerwise: .: no Dockerfile found\n', 0]);
  });

  it.skipIf(process.platform === 'win32')('links and pipes in a folder are not followed', () => {
    const folder = folderOf({ Dockerfile: naive, 'a/x': '', 'app.conf': '' });
    fs.symlinkSync('..', path.join(folder, 'a/up'));
    fs.symlinkSync('a', path.join(folder, 'Dockerfile.folder'));
    fs.symlinkSync('Dockerfile', path.join(folder, 'Dockerfile.link'));
    fs.mkdirSync(path.join(folder, 'Containerfile'));
    spawnSync('mkfifo', [path.join(folder, 'Dockerfile.pipe')]);
    const report = check(folder);
    expect([paths(report), report.err]).toEqual([['Dockerfile', 'Dockerfile.link'], '']);
  });

  it.skipIf(process.platform === 'win32')('a broken or circular link is named, and the other files are checked', () => {
    const folder = folderOf({ 'z.Dockerfile': naive, 'app.conf': '' });
    fs.symlinkSync('nowhere', path.join(folder, 'Dockerfile.broken'));
    fs.symlinkSync('Dockerfile.circle', path.join(folder, 'Dockerfile.circle'));
    const { err, status, files } = check(folder);
    expect(err.split('\n')).toEqual([
      'layerwise: Dockerfile.broken: the file does not exist',
      'layerwise: Dockerfile.circle: the symbolic links form a loop',
      '',
    ]);
    expect([status, files.at(-1)!.findings.map(({ rule }) => rule)]).toEqual([2, ['add-for-local-files']]);
  });

  it.skipIf(process.platform === 'win32')('a pipe that is named is read', () => {
    const folder = folderOf({ Dockerfile: naive });
    const run = spawnSync('sh', ['-c', `cat Dockerfile | "${process.execPath}" "${path.resolve(import.meta.dirname, '../../dist/cli.js')}" check /dev/stdin`], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
    expect([run.stderr, run.stdout]).toEqual(['', expect.stringContaining('add-for-local-files')]);
  });
});

describe('files that are not UTF-8 text', () => {
  const latin1 = Buffer.from('FROM alpine:3.22\n# caf\xe9\nADD app.conf /etc/\nUSER nobody\n', 'latin1');

  it('a file with invalid UTF-8 is checked but not rewritten, because bytes would be lost', () => {
    const folder = folderOf({ 'app.conf': '', 'z.Dockerfile': naive });
    fs.writeFileSync(path.join(folder, 'Dockerfile'), latin1);
    const { err, status, files } = check(folder, '--fix');
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'))).toEqual(latin1);
    expect(err).toBe('layerwise: Dockerfile: not written: the file is not valid UTF-8, and writing it would lose bytes\n');
    expect(files.map(({ error, findings }) => [error === null, findings.map(({ rule }) => rule)])).toEqual([
      [false, ['add-for-local-files']],
      [true, []],
    ]);
    expect(status).toBe(2);
  });

  it('a builder cannot read UTF-16', () => {
    const folder = folderOf({});
    fs.writeFileSync(path.join(folder, 'Dockerfile'), Buffer.from(`\ufeff${naive}`, 'utf16le'));
    const { err, status } = check(folder);
    expect([err, status]).toEqual(['layerwise: Dockerfile: the file is UTF-16; builders only read UTF-8\n', 2]);
  });

  it('a byte order mark and Windows line ends are kept', () => {
    const folder = folderOf({ Dockerfile: `\ufeff${naive.replaceAll('\n', '\r\n')}`, 'app.conf': '' });
    check(folder, '--fix');
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8')).toBe(`\ufeff${naive.replace('ADD', 'COPY').replaceAll('\n', '\r\n')}`);
  });

  it('the contents of a file cannot control the terminal or break lines', () => {
    const { out } = layerwise(folderOf({ Dockerfile: 'FROM alpine:3.22\n\u001b[31mRNU\u0007 x\n' }), ['check']);
    expect(out).not.toMatch(/[^\P{Cc}\n]/u);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('errors of the command line', () => {
  it.each([
    ['sizes', 'gone'],
    ['multistage', 'gone'],
  ])('%s names the file that it cannot read', (...args) => {
    const { err, out, status } = layerwise(folderOf({}), args);
    expect([err, out, status]).toEqual(['layerwise: gone: the file does not exist\n', '', 2]);
  });

  it.each([['check'], ['sizes', 'Dockerfile'], ['multistage', 'Dockerfile']])('%s reports a context that does not exist', (...args) => {
    const { err, out, status } = layerwise(folderOf({ Dockerfile: naive }), [...args, '--context', 'gone']);
    expect([err, out, status]).toEqual(['layerwise: --context: the folder "gone" does not exist\n', '', 2]);
  });

  it.each([
    [['check', '--colour'], 'layerwise check'],
    [['sizes'], 'layerwise sizes'],
    [['multistage', 'a', 'b'], 'layerwise multistage'],
    [['explain'], 'layerwise explain'],
  ])('%j: the usage of that command', (args, usage) => {
    const [first, second, ...more] = layerwise(folderOf({}), args).err.split('\n');
    expect(first).toMatch(/^layerwise: /);
    expect(second).toContain(usage);
    expect(more.filter((line) => line.startsWith('layerwise'))).toEqual([]);
  });

  it('an unknown rule: only that error', () => {
    expect(layerwise(folderOf({}), ['explain', 'no-such-thing']).err).toBe('layerwise: unknown rule "no-such-thing"\n');
  });

  it.each([[['-h']], [['help']], [['--help']]])('%j: all commands', (args) => {
    const { out, status } = layerwise(folderOf({}), args);
    expect([out.match(/^layerwise \w+/gm), status]).toEqual([
      ['check', 'sizes', 'multistage', 'migrate', 'explain', 'lsp'].map((name) => `layerwise ${name}`),
      0,
    ]);
  });

  it.each([['-h'], ['--help']])('check %s: its own usage', (option) => {
    const { out, status } = layerwise(folderOf({}), ['check', option]);
    expect([out.startsWith('layerwise check '), out.includes('layerwise sizes'), status]).toEqual([true, false, 0]);
  });
});

describe('SARIF', () => {
  interface Log {
    readonly runs: readonly [{ results: readonly { locations: readonly [{ physicalLocation: { artifactLocation: { uri: string } } }] }[] }];
  }

  it.each([
    ['with space/Dockerfile', 'with%20space/Dockerfile'],
    ['层/Dockerfile', '%E5%B1%82/Dockerfile'],
    ['a%b/Dockerfile', 'a%25b/Dockerfile'],
  ])('names %s with a URI', (file, uri) => {
    const { out } = layerwise(folderOf({ [file]: 'FROM alpine\n' }), ['check', '--format', 'sarif']);
    const [{ results }] = (JSON.parse(out) as Log).runs;
    expect(results[0]!.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('names a file by its absolute path if it was given as one', () => {
    const folder = folderOf({ Dockerfile: 'FROM alpine\n' });
    const { out } = layerwise('/', ['check', '--format', 'sarif', path.join(folder, 'Dockerfile')]);
    const [{ results }] = (JSON.parse(out) as Log).runs;
    expect(results[0]!.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\/\/.*\/Dockerfile$/);
  });
});
