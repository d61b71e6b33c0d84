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

  const wasteful = {
    Dockerfile: 'FROM debian:bookworm-slim\nCOPY big.bin /data\nRUN chmod 755 /data\nRUN ./unknown\n',
    'big.bin': 'x'.repeat(3_000_000),
    '.dockerignore': 'Dockerfile\n',
  };

  it('prints the documented JSON of the advice, the largest saving first', () => {
    const { out, status } = layerwise(folderOf(wasteful), ['sizes', 'Dockerfile', '--advise', '--format', 'json']);
    expect(status).toBe(0);
    expect((JSON.parse(out) as { advice: unknown }).advice).toEqual([
      {
        id: 'files-stored-twice:3',
        title: 'Use --chmod=755',
        bytes: { low: 3_000_000, likely: 3_000_000, high: 3_000_000 },
        level: 'suggestion',
        line: 2,
      },
    ]);
  });

  it('prints no advice without --advise', () => {
    const { out } = layerwise(folderOf(wasteful), ['sizes', 'Dockerfile', '--format', 'json']);
    expect(JSON.parse(out)).not.toHaveProperty('advice');
  });

  it('prints the final image as a bar, what is not known, and the savings', () => {
    const { out } = layerwise(folderOf(wasteful), ['sizes', 'Dockerfile', '--advise']);
    const [, summary] = /\n\n(Final image: .*)\n/.exec(out)!;
    // 74.83 MB of debian:bookworm-slim (knowledge/base-images) and twice 3 MB, of which the second copy is waste: 1 - 3 / 80.8.
    expect(summary).toBe('Final image: at least 80.8 MB · 3 MB wasted · efficiency 96 %');
    expect(out).toMatch(/\n +1 {2}FROM +74\.8 MB {2}█{40}\n +2 {2}COPY +3 MB {2}██\n +3 {2}RUN +3 MB {2}░░\n/);
    expect(out).toMatch(/\n +\? line 4: .* The build will show it\.\n/);
    expect(out).toMatch(/\n +3 MB {2}line 3: Use --chmod=755 \(review: .*\)\n$/);
  });

  it('says what the image takes after all safe changes', () => {
    const Dockerfile = 'FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n';
    const { out } = layerwise(folderOf({ Dockerfile }), ['sizes', 'Dockerfile', '--advise']);
    expect(out).toMatch(/line 2: Add rm -rf \/var\/lib\/apt\/lists\/\* \(safe\)\nAfter all safe changes: about \d+(?:\.\d)? MB\n$/);
  });

  it('says that there is nothing to save', () => {
    const { out } = layerwise(folderOf({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'x' }), ['sizes', 'Dockerfile', '--advise']);
    expect(out).toMatch(/Final image: 1 B · efficiency 100 %\n.*\n\nNothing was found that would make the image smaller\.\n$/);
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
