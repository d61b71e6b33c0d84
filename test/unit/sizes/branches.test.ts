import { describe, expect, it } from 'vitest';
import { lastLayer } from '../../support/sizes.ts';

const layerOf = (instructions: string) => lastLayer(`FROM debian:bookworm-slim\n${instructions}`, 'a (100000 bytes)\nb (2000 bytes)').bytes;

/** Low and high bytes. */
describe('commands that may not run', () => {
  it.each([
    ['an if', 'COPY b /b\nRUN if grep -q x /b; then cp /b /c; fi', 0, 2000],
    ['an if and an else: one of them, or both at most', 'COPY b /b\nRUN if grep -q x /b; then cp /b /c; else cp /b /d; fi', 0, 4000],
    ['after ||', 'COPY b /b\nRUN grep -q x /b || cp /b /c', 0, 2000],
    ['a group after ||', 'COPY b /b\nRUN grep -q x /b || { cp /b /c; cp /b /d; }', 0, 4000],
    ['a case', 'COPY b /b\nRUN case $(uname) in L*) cp /b /c ;; esac', 0, 2000],
    ['what they add and remove again', 'COPY b /b\nRUN if grep -q x /b; then cp /b /c && rm /c; fi', 0, 0],
    ['what they may remove', 'COPY b /b\nRUN cp /b /c; if grep -q x /b; then rm /c; fi', 0, 2000],
    ['a command before and after', 'COPY a /a\nCOPY b /b\nRUN cp /a /c; if grep -q x /b; then cp /b /d; fi; cp /b /e', 102_000, 104_000],
  ])('%s', (_, instructions, low, high) => {
    expect(layerOf(instructions)).toMatchObject({ low, high });
  });

  it('packages', () => {
    const install = 'apt-get install -y --no-install-recommends curl';
    const whole = layerOf(`RUN ${install}`)!;
    expect(layerOf(`RUN if grep -q x /etc/passwd; then ${install}; fi`)).toMatchObject({ low: 0, high: whole.high });
    expect(layerOf(`RUN which curl || ${install}`)).toEqual({ low: 0, likely: 0, high: whole.high });
  });
});

describe('conditions on ARG and ENV', () => {
  it.each([
    ['equal', 'ARG V=dev', '[ "$V" = "dev" ]', 2000],
    ['not equal', 'ARG V=dev', '[ "$V" = "prod" ]', 0],
    ['different', 'ARG V=dev', '[ "$V" != "prod" ]', 2000],
    ['set', 'ENV V=1', 'test -n "$V"', 2000],
    ['empty', 'ENV V=""', '[ -n "$V" ]', 0],
    ['not set', 'ENV V=1', '[ -z "$V" ]', 0],
    ['a number', 'ENV V=1', '[ $V -eq 1 ]', 2000],
  ])('%s', (_, variable, condition, bytes) => {
    const copy = `COPY b /b\n${variable}\nRUN if ${condition}; then cp /b /c; fi`;
    expect(layerOf(copy)).toEqual({ low: bytes, likely: bytes, high: bytes });
    const other = `COPY b /b\n${variable}\nRUN if ${condition}; then true; else cp /b /c; fi`;
    expect(layerOf(other)!.likely).toBe(2000 - bytes);
  });

  it('unknown with a value that only the build knows', () => {
    expect(layerOf('COPY b /b\nARG V\nRUN if [ "$V" = x ]; then cp /b /c; fi')).toMatchObject({ low: 0, high: 2000 });
  });
});

/** Measured with Docker Engine 20.10: 6000 and 4000 bytes. */
describe('loops over known words', () => {
  it.each([
    ['COPY b /b\nRUN mkdir -p /q && for i in 1 2 3; do cp /b /q/$i; done', 6000],
    ['COPY b /b\nRUN for f in x y; do cp /b /$f; done', 4000],
    ['COPY b /b\nRUN for f in x y; do cp /b /c; done', 2000],
  ])('%s', (instructions, bytes) => {
    const { low, high } = layerOf(instructions)!;
    expect(low).toBe(bytes);
    expect(high - low).toBeLessThanOrEqual(100_000);
  });
});
