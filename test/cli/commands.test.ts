import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, layerwise, layerwisePiped } from '../support/command-line.ts';

describe('layerwise', () => {
  it.each([
    [[], 2],
    [['chekc'], 2],
    [['sizes'], 2],
    [['sizes', 'gone'], 2],
    [['explain', 'no-such-rule'], 2],
    [['--help'], 0],
    [['--version'], 0],
  ])('%j exits with %i', (args, status) => {
    const run = layerwise(folderOf({}), args);
    expect(run.status).toBe(status);
    expect(status === 0 ? run.err : run.out).toBe('');
  });
});

describe.skipIf(process.platform === 'win32')('a reader that closes the pipe early', () => {
  it('causes no stack trace', () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.Dockerfile`, 'FROM node\n'.repeat(50)]));
    const { err } = layerwisePiped(folderOf(many), ['check'], 'head -1');
    expect(err).toBe('');
  });
});

describe('layerwise explain', () => {
  it.each(['consecutive-runs', 'DL3059', 'dl3059'])('%s', (name) => {
    expect(layerwise(folderOf({}), ['explain', name]).out).toMatch(/^# consecutive-runs\n/);
  });

  it('suggests similar rules', () => {
    expect(layerwise(folderOf({}), ['explain', 'consecutive-run']).err).toContain('did you mean "consecutive-runs"?');
  });
});

describe('layerwise sizes', () => {
  const files = {
    Dockerfile: 'FROM alpine:3.22 AS base\nCOPY . /app\nFROM scratch\nCOPY --from=base /app /app\nRUN ./unknown\n',
    'a.txt': 'x'.repeat(1000),
    '.dockerignore': 'b.txt\n.dockerignore\nDockerfile\n',
    'b.txt': 'y',
  };

  it('prints the documented JSON', () => {
    const { out, status } = layerwise(folderOf(files), ['sizes', 'Dockerfile', '--format', 'json']);
    const report = JSON.parse(out) as { final: number; stages: { layers: Record<string, unknown>[]; base: Record<string, unknown> }[] };
    expect(status).toBe(0);
    expect(report).toMatchObject({ version: 1, path: 'Dockerfile', platform: 'linux/amd64', final: 1 });
    const [first, second] = report.stages;
    expect(first).toMatchObject({ index: 0, name: 'base', line: 0, base: { image: 'alpine:3.22', source: 'catalogue' } });
    // The context without the files that .dockerignore excludes: one file of 1,000 bytes.
    expect(first!.layers).toMatchObject([
      { line: 1, instruction: 'COPY', bytes: { low: 1000, likely: 1000, high: 1000 }, source: 'context', wasted: 0 },
    ]);
    expect(second).toMatchObject({ index: 1, name: null, line: 2, base: { bytes: { low: 0, likely: 0, high: 0 } } });
    expect(second!.layers[1]).toMatchObject({ line: 4, instruction: 'RUN', bytes: null, source: 'unknown' });
  });

  it('prints a table', () => {
    const { out } = layerwise(folderOf(files), ['sizes', 'Dockerfile']);
    expect(out).toMatch(/stage 0 \(base\): .*\n +1 +FROM .*\n +2 +COPY +1 kB +build context/);
  });

  it('supports one platform', () => {
    expect(layerwise(folderOf(files), ['sizes', 'Dockerfile', '--platform', 'linux/arm64']).status).toBe(2);
  });
});

describe('layerwise multistage', () => {
  const go = {
    Dockerfile: 'FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build -o /bin/app .\nCMD ["/bin/app"]\n',
    'go.mod': 'module example.com/app\n\ngo 1.25\n',
    'main.go': 'package main\n\nfunc main() {}\n',
  };

  it('prints only the converted file', () => {
    const { out, err, status } = layerwise(folderOf(go), ['multistage', 'Dockerfile']);
    expect(status).toBe(0);
    expect(out.match(/^FROM /gm)).toHaveLength(2);
    expect(err).toBe('');
  });

  it('prints explanations on standard error', () => {
    const { out, err } = layerwise(folderOf(go), ['multistage', 'Dockerfile', '--explain']);
    expect(out).toMatch(/^FROM golang:1\.25/);
    expect(err).toMatch(/before/);
  });

  it('writes the file with --write', () => {
    const folder = folderOf(go);
    expect(layerwise(folder, ['multistage', 'Dockerfile', '--write']).out).toBe('');
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8').match(/^FROM /gm)).toHaveLength(2);
  });

  it('refuses with the reason on standard error', () => {
    const { out, err, status } = layerwise(folderOf({ Dockerfile: 'FROM alpine:3.22 AS a\nFROM scratch\nCOPY --from=a /x /\n' }), [
      'multistage',
      'Dockerfile',
    ]);
    expect([out, status]).toEqual(['', 3]);
    expect(err).not.toBe('');
  });
});
