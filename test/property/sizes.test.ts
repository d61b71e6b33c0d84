import { finish } from '../../server/src/base/work.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layersOf } from '../../server/src/languages/dockerfile/layers.ts';
import { english } from '../../server/src/base/message.ts';
import { readContextBlock } from '../support/context-block.ts';
import { documentOf } from '../support/document.ts';

/*
 * Sizes and layers of a file while it is typed: unfinished and mistyped words never throw, and every estimate is in order.
 */
const context = readContextBlock('a\n    x\nb.json (100 bytes)\nsrc/x (10 bytes)\nvendor.tgz (archive)\n.dockerignore\n    src/y\n');

const seeds = [
  'FROM debian:12 AS builder\nCOPY a src/ /out/\nRUN touch /out/x && rm -rf /out/[a-z]* ~/y\nFROM scratch\nCOPY --from=builder /out/* $A /\n',
  'ARG V=1\nFROM node:$V\nWORKDIR /app\nCOPY --chown=1:1 ["a", "src", "./"]\nRUN npm ci && chown -R node {a,b} && sed -i s/a/b/ a\n',
  'FROM alpine\nADD vendor.tgz https://example.com/x /v/\nRUN <<EOF\nwget -O /x http://y/z && tar xf /x -C /\nEOF\nCOPY <<A <<B /d\na\nA\nb\nB\n',
  'FROM ubuntu AS a\nRUN apt-get update && apt-get install -y curl=1 $(cat a) && cp -r /a /b\nFROM a\nCOPY --from=0 --parents ./x/./y . /\n',
];

/** What a typist adds by mistake, or has not finished. */
const typed = [
  '$',
  '${',
  '$(',
  '`',
  '*',
  '[',
  '[!',
  '{',
  '{,',
  '"',
  "'",
  '\\',
  '\\\n',
  '~',
  '/',
  ' ',
  '\n',
  '<<',
  '#',
  '=',
  '--',
  '\0',
  '𝒳',
];

function expectEstimates(text: string): void {
  for (const { layers } of finish(layersOf(documentOf(text, context), english))) {
    for (const { at } of layers) expect(0 <= at.start && at.start <= at.end && at.end <= text.length, JSON.stringify(text)).toBe(true);
  }
}

describe('sizes and layers of any text', () => {
  it.each(seeds)('cut off anywhere: %j', (seed) => {
    for (let at = 0; at <= seed.length; at++) expectEstimates(seed.slice(0, at));
  });

  it.each(seeds)('with a mistyped character anywhere: %j', (seed) => {
    for (let at = 0; at <= seed.length; at++) {
      for (const text of typed) expectEstimates(seed.slice(0, at) + text + seed.slice(at));
    }
  });

  it('with several mistakes', () => {
    const mistake = fc.tuple(fc.nat(), fc.nat(8), fc.constantFrom('', ...typed));
    const mutated = fc.tuple(fc.constantFrom(...seeds), fc.array(mistake, { maxLength: 6 })).map(([seed, mistakes]) =>
      mistakes.reduce((text, [where, removed, added]) => {
        const at = where % (text.length + 1);
        return text.slice(0, at) + added + text.slice(at + removed);
      }, seed),
    );
    fc.assert(fc.property(mutated, expectEstimates), { numRuns: 1000 });
  });

  it.each(['$', '${', '$(x)', '~', '`x`', '[', '[!', '$/x', '/a/$', '/[z-a]'])('COPY --from=builder %s /', (source) => {
    expectEstimates(`FROM debian:12 AS builder\nRUN touch /x\nFROM scratch\nCOPY --from=builder ${source} /\n`);
  });
});
