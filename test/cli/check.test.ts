import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';

const naive = 'FROM alpine:3.22\nADD app.conf /etc/\n';
const good = 'FROM alpine:3.22\nCOPY app.conf /etc/\n';

interface Report {
  readonly version: number;
  readonly files: readonly { path: string; error: string | null; findings: readonly Record<string, unknown>[] }[];
}

function json(folder: string, ...args: readonly string[]): Report {
  return JSON.parse(layerwise(folder, ['check', '--format', 'json', ...args]).out) as Report;
}

describe('layerwise check', () => {
  it.each([
    ['no findings', good, [], 0],
    ['an info below the fail level', naive, [], 0],
    ['an info', naive, ['--fail-level', 'info'], 1],
    ['a warning', 'FROM alpine:3.22\nWORKDIR ["/app"]\n', [], 1],
    ['a warning below the fail level', 'FROM alpine:3.22\nWORKDIR ["/app"]\n', ['--fail-level', 'error'], 0],
    ['nothing counts', 'FORM alpine\n', ['--fail-level', 'none'], 0],
    ['an error', 'FROM alpine:3.22\nRNU x\n', ['--fail-level', 'error'], 1],
    ['wrong usage', good, ['--fail-level', 'grave'], 2],
    ['an unknown option', good, ['--colour'], 2],
  ])('%s', (_, text, args, status) => {
    expect(layerwise(folderOf({ Dockerfile: text, 'app.conf': '' }), ['check', ...args]).status).toBe(status);
  });

  it('prints the documented JSON', () => {
    expect(json(folderOf({ Dockerfile: naive, 'app.conf': '' }), 'Dockerfile')).toEqual({
      version: 1,
      files: [
        {
          path: 'Dockerfile',
          error: null,
          findings: [
            {
              rule: 'add-for-local-files',
              aliases: ['DL3020'],
              severity: 'info',
              message: expect.stringContaining('COPY') as string,
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
              fixes: [
                {
                  title: 'Use COPY',
                  level: 'safe',
                  edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: 'COPY' }],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('searches folders for names of Dockerfiles', () => {
    const names = [
      'Dockerfile',
      'Dockerfile.dev',
      'Dockerfile.go',
      'web.Dockerfile',
      'Containerfile',
      'Containerfile.prod',
      'a/b/Dockerfile',
    ];
    const others = [
      'Dockerfile.m4',
      'tmplv2.Dockerfile',
      'Dockerfile.j2',
      'app.tmpl.Dockerfile.erb',
      'Dockerfile.template',
      'readme.md',
      'node_modules/x/Dockerfile',
      'dockerfile-notes.txt',
      'dockerfile.js',
      'src/dockerfile.go',
    ];
    const folder = folderOf(Object.fromEntries([...names, ...others].map((name) => [name, good])));
    expect(
      json(folder)
        .files.map((file) => file.path)
        .sort(),
    ).toEqual([...names].sort());
  });

  it('skips parts of Dockerfiles in folders, but not files that are named', () => {
    const parts = { 'Dockerfile.envs': '# A part\nENV A=b\n', 'erlang.Dockerfile': 'ARG URL\nENV A=b\nRUN curl $URL\n' };
    const folder = folderOf({ Dockerfile: good, ...parts, 'Dockerfile.dev': 'FORM debian:12\n' });
    const paths = (...names: string[]): string[] => json(folder, ...names).files.map((file) => file.path);
    expect(paths().sort()).toEqual(['Dockerfile', 'Dockerfile.dev']);
    expect(paths('Dockerfile.envs')).toEqual(['Dockerfile.envs']);
    expect(json(folderOf({ Dockerfile: 'RUN true\n' })).files[0]!.findings.map(({ rule }) => rule)).toEqual(['missing-from']);
  });

  it('skips programs and documents in folders by their content, but not files that are named', () => {
    const others = {
      'Dockerfile.cs': 'using System;\nnamespace Docker { }\n',
      'Dockerfile.md': '---\nlayout: default\n---\n```\nFROM debian:12\n```\n',
      'Dockerfile.py': '# A script\nfrom os import path\n',
      'Dockerfile.yml': 'version: "3"\nservices:\n',
      'build.Dockerfile': good,
      'dockerfile.png': '\u0000PNG',
      'Dockerfile.lean': '/- Text -/\n',
    };
    const dockerfiles = {
      'Dockerfile.go': `# syntax=docker/dockerfile:1\n\n${good}`,
      'Dockerfile.php': `ARG V=8\n${good}`,
      'Dockerfile.rb': '\uFEFFfrom --platform=linux/amd64 ruby:3.4 as build\nUSER 1\nCMD ["a"]\n',
      'Dockerfile.js': 'FROM \\\n  node:22\nUSER 1\nCMD ["a"]\n',
      'Dockerfile.dev': 'FORM debian:12\n',
    };
    const folder = folderOf({ ...others, ...dockerfiles });
    const paths = (...names: string[]): string[] => json(folder, ...names).files.map((file) => file.path);
    expect(paths().sort()).toEqual([...Object.keys(dockerfiles), 'build.Dockerfile'].sort());
    expect(paths('Dockerfile.md')).toEqual(['Dockerfile.md']);
  });

  it('reads standard input', () => {
    const { out, status } = layerwise(folderOf({}), ['check', '-', '--format', 'json', '--fail-level', 'info'], naive);
    expect(status).toBe(1);
    expect((JSON.parse(out) as Report).files.map((file) => file.path)).toEqual(['-']);
  });

  it('continues after a file that cannot be read', () => {
    const folder = folderOf({ 'z.Dockerfile': naive });
    const { out, err, status } = layerwise(folder, ['check', 'gone', 'z.Dockerfile', '--format', 'json']);
    const { files } = JSON.parse(out) as Report;
    expect(files.map((file) => [file.path, file.error === null, file.findings.length])).toEqual([
      ['gone', false, 0],
      ['z.Dockerfile', true, 1],
    ]);
    expect(err).toContain('gone');
    expect(status).toBe(2);
  });

  it('continues after a file with errors', () => {
    const folder = folderOf({ 'Dockerfile.a': 'FROM alpine:3.22\nRUN <<EOF\n\u0000[', 'Dockerfile.b': naive });
    expect(json(folder).files.map((file) => file.findings.map(({ rule }) => rule))).toEqual([
      ['unterminated-heredoc'],
      ['add-for-local-files'],
    ]);
  });

  it('uses the context that is given', () => {
    const files = { 'docker/Dockerfile': 'FROM alpine:3.22\nADD data /srv/\n', data: 'plain' };
    const folder = folderOf(files);
    fs.writeFileSync(path.join(folder, 'data'), tarOf('a.txt'));
    expect(json(folder, 'docker/Dockerfile', '--context', '.').files[0]!.findings).toEqual([]);
  });

  it('finds the context in a compose file of the current folder', () => {
    const compose = 'services: { a: { build: { context: app, dockerfile: ../docker/Dockerfile } } }\n';
    const folder = folderOf({ 'docker/Dockerfile': 'FROM alpine:3.22\nADD data /srv/\n', 'docker/data': 'plain', 'compose.yaml': compose });
    fs.mkdirSync(path.join(folder, 'app'));
    fs.writeFileSync(path.join(folder, 'app/data'), tarOf('a.txt'));
    expect(json(folder, 'docker/Dockerfile').files[0]!.findings).toEqual([]);
  });

  it('finds the context in a compose file of the searched folder, whatever the current folder is', () => {
    const compose = 'services: { a: { build: { context: app, dockerfile: ../docker/Dockerfile } } }\n';
    const folder = folderOf({ 'docker/Dockerfile': 'FROM alpine:3.22\nADD data /srv/\n', 'docker/data': 'plain', 'compose.yaml': compose });
    fs.mkdirSync(path.join(folder, 'app'));
    fs.writeFileSync(path.join(folder, 'app/data'), tarOf('a.txt'));
    expect(json(folderOf({}), folder).files[0]!.findings).toEqual([]);
    expect(json(path.join(folder, 'app'), '..').files[0]!.findings).toEqual([]);
  });

  it('prints one line per finding, with one-based positions', () => {
    const { out } = layerwise(folderOf({ Dockerfile: naive, 'app.conf': '' }), ['check']);
    expect(out).toMatch(/^Dockerfile:2:1 info .+ \(add-for-local-files\)\n$/);
  });

  it('writes workflow commands for GitHub', () => {
    const { out } = layerwise(folderOf({ Dockerfile: naive, 'app.conf': '' }), ['check', '--format', 'github']);
    expect(out).toMatch(/^::notice file=Dockerfile,line=2,endLine=2,col=1,endColumn=4,title=add-for-local-files::.+\n$/);
  });

  it('writes SARIF with fixes', () => {
    const { out } = layerwise(folderOf({ Dockerfile: naive, 'app.conf': '' }), ['check', '--format', 'sarif']);
    const { version, runs } = JSON.parse(out) as {
      version: string;
      runs: { results: Record<string, unknown>[]; tool: { driver: { rules: { id: string }[] } } }[];
    };
    const [result] = runs[0]!.results;
    expect(version).toBe('2.1.0');
    expect(result).toMatchObject({
      ruleId: 'add-for-local-files',
      level: 'note',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'Dockerfile' }, region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 } },
        },
      ],
      fixes: [
        { artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 2, startColumn: 1 }, insertedContent: { text: 'COPY' } }] }] },
      ],
    });
    expect(runs[0]!.tool.driver.rules[result!.ruleIndex as number]!.id).toBe('add-for-local-files');
  });
});

describe('layerwise check --fix', () => {
  it('applies safe fixes and reports the remaining findings', () => {
    const folder = folderOf({ Dockerfile: `${naive}ENV TOKEN=abc\n`, 'app.conf': '' });
    const { out, status } = layerwise(folder, ['check', '--fix']);
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8')).toBe(`${good}ENV TOKEN=abc\n`);
    expect([out.includes('secret-in-env-or-arg'), out.includes('add-for-local-files'), status]).toEqual([true, false, 1]);
  });

  it('prints the result and writes nothing with --dry-run', () => {
    const folder = folderOf({ Dockerfile: naive, 'app.conf': '' });
    expect(layerwise(folder, ['check', '--fix', '--dry-run']).out).toContain(good);
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8')).toBe(naive);
  });

  it('prints fixed standard input on standard output', () => {
    expect(layerwise(folderOf({}), ['check', '--fix', '-'], naive).out).toBe(good);
  });
});

/** A tar archive of one empty file. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
function tarOf(name: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('00000000000\0', 124);
  header.write('00000000000\0', 136);
  header.write('        0', 148);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, Buffer.alloc(1024)]);
}
