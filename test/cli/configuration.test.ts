import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';

const bad = 'FROM alpine:latest\nRUN cd /tmp\n';

interface Report {
  readonly files: readonly { path: string; findings: readonly { rule: string; severity: string }[] }[];
}

/** The findings as `rule severity`, of all files. */
function found(folder: string, ...args: readonly string[]): readonly string[] {
  const { out, err } = layerwise(folder, ['check', '--format', 'json', ...args]);
  if (out === '') throw new Error(err);
  return (JSON.parse(out) as Report).files.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`));
}

const off = '{ "rules": { "latest-tag": "off" } }';

describe('a configuration file', () => {
  it.each<[name: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    ['none', {}, ['latest-tag warning', 'run-cd warning']],
    ['.layerwise.json', { '.layerwise.json': off }, ['run-cd warning']],
    ['.layerwise.yaml', { '.layerwise.yaml': 'rules:\n  latest-tag: off\n  DL3003: error\n' }, ['run-cd error']],
    ['.hadolint.yaml', { '.hadolint.yaml': 'ignored:\n  - DL3007\n' }, ['run-cd warning']],
    ['ours takes precedence', { '.layerwise.json': off, '.hadolint.yaml': 'ignored: [DL3003]\n' }, ['run-cd warning']],
  ])('%s', (_, files, expected) => {
    expect(found(folderOf({ Dockerfile: bad, ...files }))).toEqual(expected);
  });

  it('is the nearest one above the Dockerfile', () => {
    const folder = folderOf({
      '.layerwise.json': off,
      'a/Dockerfile': bad,
      'b/.hadolint.yaml': 'ignored: [DL3003]\n',
      'b/c/Dockerfile': bad,
    });
    expect(found(folder, 'a')).toEqual(['run-cd warning']);
    expect(found(folder, 'b')).toEqual(['latest-tag warning']);
    expect(found(path.join(folder, 'b', 'c'))).toEqual(['latest-tag warning']);
  });

  it('names the build context, relative to itself', () => {
    const folder = folderOf({ '.layerwise.json': '{ "context": "src" }', 'src/app.py': '', 'docker/Dockerfile': 'FROM alpine:3.22\nCOPY app.py missing.py /\n' }); // prettier-ignore
    expect(found(folder)).toEqual(['copy-source-missing error']);
    expect(found(path.join(folder, 'docker'))).toEqual(['copy-source-missing error']);
  });

  it.each([
    ['error', 0],
    ['warning', 1],
  ])('sets the fail level %s', (failLevel, status) => {
    const folder = folderOf({ Dockerfile: bad, '.layerwise.json': JSON.stringify({ failLevel }) });
    expect(layerwise(folder, ['check']).status).toBe(status);
    expect(layerwise(folder, ['check', '--fail-level', 'warning']).status).toBe(1);
  });

  it('with a problem is used as far as possible, and the problem is printed once', () => {
    const folder = folderOf({
      Dockerfile: bad,
      'b/Dockerfile': bad,
      '.layerwise.json': '{ "rules": { "latest-tag": "off", "run-cdd": "off" } }',
    });
    const { out, err } = layerwise(folder, ['check']);
    expect(out).not.toContain('latest-tag');
    expect(err).toBe('layerwise: .layerwise.json: There is no rule "run-cdd". Did you mean "run-cd"?\n');
  });
});

describe('the command line', () => {
  it.each<[args: readonly string[], expected: readonly string[]]>([
    [['--rule', 'run-cd=off'], ['latest-tag warning']],
    [
      ['--rule', 'DL3003=error', '--rule', 'latest-tag=info'],
      ['latest-tag info', 'run-cd error'],
    ],
    [['--config', 'other.json'], ['run-cd warning']],
    [
      ['--config', 'other.json', '--rule', 'latest-tag=hint'],
      ['latest-tag hint', 'run-cd warning'],
    ],
    [
      ['--preset', 'recommended'],
      ['latest-tag warning', 'run-cd warning'],
    ],
  ])('%j', (args, expected) => {
    expect(found(folderOf({ Dockerfile: bad, 'other.json': off }), ...args)).toEqual(expected);
  });

  it.each<[args: readonly string[], message: string]>([
    [['--rule', 'run-cd'], 'use ID=LEVEL'],
    [['--rule', 'run-cd=loud'], 'use ID=LEVEL'],
    [['--rule', 'run-cdd=off'], 'Did you mean "run-cd"?'],
    [['--preset', 'loud'], 'recommended, strict'],
    [['--config', 'missing.json'], '"missing.json" cannot be read'],
  ])('wrong: %j', (args, message) => {
    const { status, err } = layerwise(folderOf({ Dockerfile: bad }), ['check', ...args]);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});

describe('layerwise migrate', () => {
  it('writes our configuration, and says what has no counterpart', () => {
    const folder = folderOf({ 'sub/.hadolint.yaml': 'ignored: [DL3007, DL9999]\nfailure-threshold: error\n' });
    const { status, out, err } = layerwise(folder, ['migrate', 'sub/.hadolint.yaml']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({ rules: { DL3007: 'off' }, failLevel: 'error' });
    expect(fs.readFileSync(path.join(folder, 'sub/.layerwise.json'), 'utf8')).toBe(out);
    expect(err).toContain('DL9999');
  });

  it('does not overwrite a file', () => {
    const folder = folderOf({ '.tally.toml': '[rules]\nexclude = ["hadolint/DL3007"]\n', '.layerwise.json': 'mine' });
    const { status, out, err } = layerwise(folder, ['migrate', '.tally.toml']);
    expect([status, JSON.parse(out)]).toEqual([2, { rules: { DL3007: 'off' } }]);
    expect(err).toContain('.layerwise.json: the file exists and was not changed');
    expect(fs.readFileSync(path.join(folder, '.layerwise.json'), 'utf8')).toBe('mine');
  });

  it.each([
    ['a file that is missing', 'none.yaml'],
    ['a file of no known tool', 'package.json'],
    ['a file with a syntax error', 'broken.yaml'],
  ])('%s', (_, name) => {
    const { status, out, err } = layerwise(folderOf({ 'package.json': '{}', 'broken.yaml': 'ignored: [' }), ['migrate', name]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(name);
  });
});

describe('a baseline', () => {
  it('records what there is, so that only new findings are reported', () => {
    const folder = folderOf({ Dockerfile: bad, 'b/Dockerfile': bad });
    const written = layerwise(folder, ['check', '--write-baseline']);
    expect([written.status, written.out]).toEqual([0, '']);
    expect(written.err).toContain('.layerwise-baseline.json: 4 findings recorded');
    expect(found(folder)).toEqual([]);
    expect(found(path.join(folder, 'b'))).toEqual([]);
    fs.writeFileSync(path.join(folder, 'b/Dockerfile'), `# moved\n${bad}RUN cd /var\n`);
    expect(found(folder)).toEqual(['run-cd warning']);
  });

  it('keeps what is recorded about files that are not checked', () => {
    const folder = folderOf({ Dockerfile: bad, 'b/Dockerfile': bad });
    layerwise(folder, ['check', '--write-baseline', 'Dockerfile']);
    layerwise(folder, ['check', '--write-baseline', 'b']);
    expect(found(folder)).toEqual([]);
  });

  it('is not overwritten if it is something else', () => {
    const folder = folderOf({ Dockerfile: bad, '.layerwise-baseline.json': 'mine' });
    expect(layerwise(folder, ['check', '--write-baseline']).status).toBe(2);
    expect(fs.readFileSync(path.join(folder, '.layerwise-baseline.json'), 'utf8')).toBe('mine');
  });
});

describe('--format gitlab', () => {
  interface Issue {
    readonly check_name: string;
    readonly severity: string;
    readonly fingerprint: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }
  const issues = (text: string): readonly Issue[] =>
    JSON.parse(layerwise(folderOf({ Dockerfile: text }), ['check', '--format', 'gitlab']).out) as readonly Issue[];

  it('is a code quality report', () => {
    expect(issues(bad)).toMatchObject([
      { check_name: 'latest-tag', severity: 'major', location: { path: 'Dockerfile', lines: { begin: 1 } } },
      { check_name: 'run-cd', severity: 'major', location: { path: 'Dockerfile', lines: { begin: 2 } } },
    ]);
    expect(issues('FROM alpine:3.22\n')).toEqual([]);
  });

  it('has fingerprints that differ, and stay the same when lines move', () => {
    const twice = `${bad}RUN cd /tmp\n`;
    const prints = issues(twice).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(3);
    expect(issues(`# moved\n\n${twice}`).map(({ fingerprint }) => fingerprint)).toEqual(prints);
  });
});

describe('a size budget', () => {
  const Dockerfile = 'FROM scratch\nCOPY app /app\nUSER 1000\nCMD ["/app"]\n';
  const files = { Dockerfile, app: 'x'.repeat(5_000_000) };
  const checked = (configuration: object): { readonly status: number | null; readonly out: string } =>
    layerwise(folderOf({ ...files, '.layerwise.json': JSON.stringify(configuration) }), ['check', 'Dockerfile']);

  it.each([
    ['{ "size": { "budget": "4 MB" } }', 1],
    ['{ "size": { "budget": "6 MB" } }', 0],
    ['{ "size": { "budget": "" } }', 0],
    ['{ "size": { "budget": "4 MB" }, "failLevel": "error" }', 0],
    ['{ "rules": { "image-over-budget": ["error", { "budget": "4 MB" }] }, "failLevel": "error" }', 1],
  ])('%s exits with %i', (configuration, status) => {
    expect(checked(JSON.parse(configuration) as object).status).toBe(status);
  });

  it('names both sizes', () => {
    expect(checked({ size: { budget: '4 MB' } }).out).toContain('The image takes 5 MB, more than the budget of 4 MB.');
  });
});
