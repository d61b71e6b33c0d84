import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';

const project = {
  Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nUSER node\n',
  'package.json': '{}',
  'node_modules/m/i.js': '1234567890',
};

interface Report {
  readonly files: readonly { path: string; error: string | null; findings: readonly Finding[] }[];
}

interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

function check(folder: string, ...args: readonly string[]): Report['files'] {
  return (JSON.parse(layerwise(folder, ['check', '--format', 'json', ...args]).out) as Report).files;
}

/** `.dockerignore: unwanted-files-in-context, ...` of each file. */
function rules(folder: string, ...args: readonly string[]): readonly string[] {
  return check(folder, ...args).map(({ path: file, findings }) => `${file}: ${findings.map(({ rule }) => rule).join(', ')}`);
}

describe('layerwise check of a .dockerignore', () => {
  it('uses its folder, and the Dockerfiles that use it', () => {
    const folder = folderOf({ ...project, '.dockerignore': '# notes\npackge.json\n[a\n' });
    const [{ findings }] = check(folder, '.dockerignore') as [Report['files'][number]];
    expect(findings.map(({ rule, range }) => [rule, range.start.line])).toEqual([
      ['unwanted-files-in-context', 0],
      ['unmatched-ignore-pattern', 1],
      ['invalid-ignore-pattern', 2],
    ]);
    expect(findings[0]!.message).toContain('Dockerfile, line 3');
  });

  it('happens only if it is named: folders are only searched for Dockerfiles, as scripts of users expect', () => {
    const folder = folderOf({
      'a/.dockerignore': '!Dockerfile\n',
      'a/Dockerfile': 'FROM scratch\n',
      'a/Dockerfile.dev.dockerignore': '[\n',
      'a/Dockerfile.dev': 'FROM scratch\n',
      'node_modules/x/.dockerignore': '!x\n',
    });
    expect(rules(folder)).toEqual(['a/Dockerfile: ', 'a/Dockerfile.dev: ']);
    expect(rules(folder, 'a', 'a/.dockerignore', 'a/Dockerfile.dev.dockerignore')).toEqual([
      'a/Dockerfile: ',
      'a/Dockerfile.dev: ',
      'a/.dockerignore: exception-without-effect',
      'a/Dockerfile.dev.dockerignore: invalid-ignore-pattern',
    ]);
  });

  it('of one Dockerfile applies to the build context of that file', () => {
    const files = {
      'docker/web.Dockerfile': project.Dockerfile,
      'docker/web.Dockerfile.dockerignore': '*.log\n',
      'package.json': '{}',
      'node_modules/m/i.js': '1',
    };
    const compose = 'services: { a: { build: { context: ., dockerfile: docker/web.Dockerfile } } }\n';
    const name = 'docker/web.Dockerfile.dockerignore';
    expect(rules(folderOf({ ...files, 'compose.yaml': compose }), name)).toEqual([`${name}: unwanted-files-in-context`]);
    expect(rules(folderOf(files), name, '--context', '.')).toEqual([`${name}: unwanted-files-in-context`]);
    expect(rules(folderOf(files), name, '--context', 'docker')).toEqual([`${name}: `]);
  });

  it('outside of the current folder', () => {
    const folder = folderOf({ ...project, '.dockerignore': '*.log\n', 'elsewhere/x': '' });
    expect(rules(path.join(folder, 'elsewhere'), '../.dockerignore')).toEqual(['../.dockerignore: unwanted-files-in-context']);
  });

  it('counts for the exit status, and one that cannot be read does not stop the others', () => {
    const folder = folderOf({ '.dockerignore': '!x\n', 'other.dockerignore': '*.log\n' });
    expect(layerwise(folder, ['check', '.dockerignore']).status).toBe(1);
    expect(layerwise(folder, ['check', 'other.dockerignore']).status).toBe(0);
    const { err, out, status } = layerwise(folder, ['check', 'gone.dockerignore', '.dockerignore']);
    expect([err, status]).toEqual(['layerwise: gone.dockerignore: the file does not exist\n', 2]);
    expect(out).toContain('.dockerignore:1:1 warning');
  });

  it('has the same ids in all formats, and texts in the language of the locale', () => {
    const folder = folderOf({ '.dockerignore': 'docs\ndocs\n' });
    const of = (...args: readonly string[]): string => layerwise(folder, ['check', '.dockerignore', ...args]).out;
    expect(of()).toMatch(/^\.dockerignore:2:1 hint Redundant: line 1 \("docs"\) .+ \(redundant-ignore-pattern\)$/m);
    expect(of('--locale', 'zh-cn')).toMatch(/[\u4e00-\u9fff].+ \(redundant-ignore-pattern\)$/m);
    expect(of('--format', 'github')).toMatch(/^::notice file=\.dockerignore,line=2,.*title=redundant-ignore-pattern::/m);
    const { runs } = JSON.parse(of('--format', 'sarif')) as { runs: [{ results: { ruleId: string; ruleIndex: number }[]; tool: { driver: { rules: { id: string }[] } } }] }; // prettier-ignore
    const [{ results, tool }] = runs;
    expect(results.map(({ ruleId, ruleIndex }) => [ruleId, tool.driver.rules[ruleIndex]!.id])).toEqual([
      ['redundant-ignore-pattern', 'redundant-ignore-pattern'],
    ]);
  });
});

describe('layerwise check --fix of a .dockerignore', () => {
  const source = '# ours\ndocs\n*.log\n/docs/\ndocs/drafts\n';
  const fixed = '# ours\ndocs\n*.log\ndocs/drafts\n';

  it('applies safe fixes and reports the remaining findings', () => {
    const folder = folderOf({ '.dockerignore': source });
    const { out } = layerwise(folder, ['check', '--fix', '.dockerignore']);
    expect(fs.readFileSync(path.join(folder, '.dockerignore'), 'utf8')).toBe(fixed);
    expect(out.match(/^.*redundant-ignore-pattern.*$/gm)).toEqual([expect.stringMatching(/^\.dockerignore:4:1 /)]);
  });

  it('prints the result and writes nothing with --dry-run', () => {
    const folder = folderOf({ '.dockerignore': source });
    expect(layerwise(folder, ['check', '--fix', '--dry-run', '.dockerignore']).out).toBe(`.dockerignore: 1 fixed\n${fixed}`);
    expect(fs.readFileSync(path.join(folder, '.dockerignore'), 'utf8')).toBe(source);
  });
});
