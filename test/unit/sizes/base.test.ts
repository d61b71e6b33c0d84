import { describe, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import { finalSizes, inShort } from '../../support/sizes.ts';

describe('the base of a stage', () => {
  it.each([
    ['of the catalogue', 'FROM debian:bookworm-slim', '74830000 catalogue'],
    ['by its full name', 'FROM docker.io/library/debian:bookworm-slim', '74830000 catalogue'],
    ['with a variable', 'ARG V=22\nFROM node:$V', '1130000000 catalogue'],
    ['empty', 'FROM scratch', '0 catalogue'],
    ['of another registry', 'FROM ghcr.io/acme/node:22', 'unknown: There is no size data for the image ghcr.io/acme/node:22.'],
    ['that no one knows', 'FROM acme/app', 'unknown: There is no size data for the image acme/app.'],
    [
      'with a variable that is not set',
      'ARG V\nFROM node:$V',
      'unknown: The image depends on a variable that is only known during the build.',
    ],
  ])('%s', (_, dockerfile, expected) => {
    expect(inShort(finalSizes(dockerfile).base)).toBe(expected);
  });

  it('has the download size', () => {
    expect(finalSizes('FROM debian:bookworm-slim').base.compressed).toBe(28_232_590);
    expect(finalSizes('FROM scratch').base.compressed).toBe(0);
  });

  it('is the total of the parent stage', () => {
    const { base, total } = finalSizes('FROM debian:bookworm-slim AS a\nCOPY <<X /x\n12345\nX\nFROM a\nCOPY <<X /y\n12\nX');
    expect(inShort(base)).toBe('74830006 catalogue');
    expect(total).toMatchObject({ bytes: { likely: 74_830_009 }, complete: true });
  });

  it('is unknown if a part of that stage is unknown', () => {
    const { base, total } = finalSizes('FROM debian:bookworm-slim AS a\nRUN ./build.sh\nFROM a\nCOPY <<X /y\n12\nX');
    expect(base.bytes).toBeUndefined();
    expect(english(base.detail)).toBe('Stage a contains files whose size is only known during the build.');
    expect(total).toMatchObject({ bytes: { likely: 74_830_003 }, complete: false });
  });
});

describe('a stage’s total', () => {
  it('is the sum of base and layers', () => {
    expect(finalSizes('FROM scratch\nCOPY a /\nCOPY b /', 'a (100 bytes)\nb (20 bytes)').total).toEqual({
      bytes: { low: 120, likely: 120, high: 120 },
      complete: true,
      wasted: 0,
    });
  });

  it('is a lower bound if a layer or the base is unknown', () => {
    expect(finalSizes('FROM scratch\nCOPY a /\nRUN ./build.sh', 'a (100 bytes)').total).toMatchObject({
      bytes: { low: 100 },
      complete: false,
    });
    expect(finalSizes('FROM acme/x\nCOPY a /', 'a (100 bytes)').total).toMatchObject({ bytes: { low: 100 }, complete: false });
  });

  it('only has layers for RUN, COPY and ADD', () => {
    const { layers } = finalSizes('FROM scratch\nENV A=1\nWORKDIR /app\nCOPY a .\nADD a b\nRUN x\nUSER 1\nCMD ["a"]', 'a (1 bytes)');
    expect(layers.map(({ instruction }) => instruction.keyword)).toEqual(['COPY', 'ADD', 'RUN']);
  });

  it('includes the ONBUILD instructions of the parent', () => {
    const { layers, total } = finalSizes('FROM scratch AS a\nONBUILD COPY a /\nFROM a\nCOPY b /', 'a (100 bytes)\nb (20 bytes)');
    expect(layers.map(({ estimate }) => estimate.bytes?.likely)).toEqual([100, 20]);
    expect(total.bytes.likely).toBe(120);
  });
});

describe('images whose sizes could not be read', () => {
  it.each([
    ['gcr.io/distroless/static', 2.1],
    ['gcr.io/distroless/static-debian12:nonroot', 2.1],
    ['gcr.io/distroless/base', 15.5],
  ])('%s: an estimate that contains the documented size', (image, megabytes) => {
    const { bytes, source } = finalSizes(`FROM ${image}`).base;
    expect(source).toBe('heuristic');
    expect(bytes!.low).toBeLessThan(megabytes * 1e6);
    expect(bytes!.high).toBeGreaterThan(megabytes * 1e6);
  });

  it('nothing for others', () => {
    expect(finalSizes('FROM gcr.io/other/static').base.source).toBe('unknown');
  });
});
