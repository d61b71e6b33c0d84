import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import { finalSizes, lastLayer, sizesOf } from '../../support/sizes.ts';

/** Likely bytes of the last layer in megabytes, with two digits after the point. */
function megabytes(instructions: string, base = 'alpine:3.22'): number | undefined {
  const { bytes } = lastLayer(`FROM ${base}\n${instructions}`);
  return bytes && Math.round(bytes.likely / 10_000) / 100;
}

/** Layers of official and other images with Alpine, as `docker history` printed them in public documentation, 2016 to 2026. */
const measured = readFileSync(new URL('apk-layers.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split('\t') as [string, string, string, string])
  .map(([base, instructions, size, set]) => ({ base, instructions: instructions.replaceAll('\\n', '\n'), bytes: Number(size) * 1e6, set }));

/** The relative errors of measured layers, smallest first, and the share of those inside of the interval. */
function errorsOf(layers: typeof measured) {
  const estimates = layers.map((layer) => ({ layer, bytes: lastLayer(`FROM ${layer.base}\n${layer.instructions}`).bytes! }));
  const inside = estimates.filter(({ layer, bytes }) => layer.bytes >= bytes.low && layer.bytes <= bytes.high);
  const errors = estimates.map(({ layer, bytes }) => Math.abs(bytes.likely / layer.bytes - 1)).toSorted((a, b) => a - b);
  return { median: errors[errors.length >> 1]!, inside: inside.length / estimates.length };
}

describe('layers that Docker measured', () => {
  it('half of the estimates are within 5 %, nine of ten layers are inside of the interval', () => {
    const { median, inside } = errorsOf(measured);
    expect(median).toBeLessThan(0.05);
    expect(inside).toBeGreaterThan(0.9);
  });

  it('also of those that no constant was chosen with', () => {
    const { median, inside } = errorsOf(measured.filter(({ set }) => set === 'other'));
    expect(median).toBeLessThan(0.11);
    expect(inside).toBeGreaterThan(0.9);
  });
});

describe('what is the same for apk', () => {
  const plain = megabytes('RUN apk add --no-cache curl jq')!;

  it.each([
    ['a version', 'RUN apk add --no-cache curl=8.14.1-r2 jq~=1.8'],
    ['a minimum', "RUN apk add --no-cache 'curl>8' jq"],
    ['a name twice', 'RUN apk add --no-cache curl jq curl'],
    ['a conflict', 'RUN apk add --no-cache curl jq !wget'],
    ['a program', 'RUN apk add --no-cache cmd:curl jq'],
    ['an option before the verb', 'RUN apk --no-cache add curl jq'],
    ['two commands', 'RUN apk add --no-cache curl && apk add --no-cache jq'],
    ['names in a variable of the file', 'ARG TOOLS="curl jq"\nRUN apk add --no-cache $TOOLS'],
    ['a virtual package', 'RUN apk add --no-cache -t .tools curl jq'],
    ['indexes that are deleted', 'RUN apk update && apk add curl jq && rm -rf /var/cache/apk/*'],
    ['indexes that are cleaned', 'RUN apk add curl jq && apk cache clean'],
    ['indexes on a cache mount', 'RUN --mount=type=cache,target=/var/cache/apk apk add curl jq'],
    ['indexes of an earlier layer', 'RUN apk update\nRUN apk add curl jq'],
    ['packages that are removed again', 'RUN apk add --no-cache curl jq gcc && apk del gcc'],
  ])('%s', (_, instructions) => {
    expect(megabytes(instructions)).toBeCloseTo(plain, 1);
  });
});

describe('indexes of repositories', () => {
  it.each([
    ['apk update', 'RUN apk update'],
    ['apk add without --no-cache', 'RUN apk add curl'],
    ['with --update', 'RUN apk add --update curl'],
    ['a download in spite of an older one', 'RUN apk add curl\nRUN apk add -U jq'],
  ])('%s leaves them as waste', (_, instructions) => {
    expect(lastLayer(`FROM alpine:3.22\n${instructions}`).wasted).toBeGreaterThan(2e6);
  });

  it.each([
    ['--no-cache', 'RUN apk add --no-cache curl'],
    ['an earlier download', 'RUN apk update\nRUN apk add curl'],
    ['a simulation', 'RUN apk add --simulate curl'],
  ])('%s: none', (_, instructions) => {
    expect(lastLayer(`FROM alpine:3.22\n${instructions}`).wasted).toBe(0);
  });
});

describe('packages for a build', () => {
  it('add almost nothing if the same RUN removes them', () => {
    const { bytes } = lastLayer('FROM alpine:3.22\nRUN apk add --no-cache --virtual .build-deps gcc musl-dev && apk del .build-deps');
    expect(bytes!.high).toBeLessThan(1e6);
  });

  it('keep what another command of the RUN requests', () => {
    const kept = megabytes('RUN apk add --no-cache curl && apk add --no-cache -t .build curl gcc && apk del .build');
    expect(kept).toBeCloseTo(megabytes('RUN apk add --no-cache curl')!, 1);
  });

  it('are waste of their layer if a later RUN removes them', () => {
    const [added, removed] = finalSizes('FROM alpine:3.22\nRUN apk add --no-cache -t .build gcc\nRUN apk del .build').layers;
    expect(added!.estimate.wasted).toBeGreaterThan(1e8);
    expect(removed!.estimate.bytes!.likely).toBeLessThan(2e5);
  });

  it('PHPIZE_DEPS of the images of PHP is known', () => {
    const layer = lastLayer('FROM php:8.2-fpm-alpine\nRUN apk add --no-cache --virtual .build-deps $PHPIZE_DEPS');
    expect(layer.bytes!.likely).toBeGreaterThan(1.5e8);
  });
});

describe('what the base image has', () => {
  it('adds nothing again', () => {
    expect(lastLayer('FROM python:3.12-alpine\nRUN apk add --no-cache ca-certificates sqlite-libs').bytes!.likely).toBe(0);
    expect(lastLayer('FROM node:22-alpine\nRUN apk add --no-cache libstdc++').bytes!.likely).toBe(0);
  });

  it('packages of an earlier stage count once', () => {
    const [, second] = sizesOf('FROM alpine:3.22 AS a\nRUN apk add --no-cache git\nFROM a\nRUN apk add --no-cache git');
    expect(second!.layers[0]!.estimate.bytes!.likely).toBe(0);
  });
});

describe('names and releases without data', () => {
  it.each([
    ['another release', 'alpine:3.20', 'RUN apk add --no-cache curl', "there is no data for the image's release"],
    [
      'a name that is not in the table',
      'alpine:3.22',
      'RUN apk add --no-cache curl no-such-thing',
      'and 1 that it does not have: their sizes are guessed',
    ],
    ['an unknown image', 'example.org/base', 'RUN apk add --no-cache curl', "there is no data for the image's release"],
  ])('%s: an estimate that says so', (_, base, run, reason) => {
    const { source, detail, bytes } = lastLayer(`FROM ${base}\n${run}`);
    expect(source).toBe('heuristic');
    expect(english(detail)).toContain(reason);
    expect(bytes!.high).toBeGreaterThan(bytes!.low * 1.2);
  });

  it('a package of another version has its size', () => {
    expect(megabytes('RUN apk add --no-cache postgresql99-client')).toBeGreaterThan(1);
  });

  it('an older release has a wider interval', () => {
    const width = (release: string): number => {
      const { low, high, likely } = lastLayer(`FROM alpine:${release}\nRUN apk add --no-cache nginx`).bytes!;
      return (high - low) / likely;
    };
    expect(width('3.22')).toBeLessThan(width('3.20'));
    expect(width('3.18')).toBeLessThan(width('3.12'));
  });

  it('another repository has a wider interval', () => {
    const high = (run: string): number => lastLayer(`FROM alpine:3.22\n${run}`).bytes!.high;
    const plain = high('RUN apk add --no-cache nginx');
    expect(high('RUN apk add --no-cache nginx@edge')).toBeGreaterThan(plain);
    expect(high('RUN apk add --no-cache -X https://example.org/edge/main nginx')).toBeGreaterThan(plain);
  });

  it('a value that is only known during the build stays unknown', () => {
    expect(lastLayer('FROM alpine:3.22\nRUN apk add --no-cache $(cat packages)').bytes).toBeUndefined();
  });
});
