import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parse.ts';
import { corpus } from '../support/corpus.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { readEverything } from '../support/tree.ts';

/** No input may take longer; the best of three tries counts, so that a busy machine is not blamed on the parser. */
const slowestMs = 100;

/** Inputs for each property; CI asks for more. */
const runs = Number(process.env.LAYERWISE_PROPERTY_RUNS ?? 2_000);

describe('parsing is total', () => {
  it('takes any text made of what breaks parsers', () => {
    fc.assert(
      fc.property(dockerfileText, (text) => {
        readQuickly(text);
      }),
      { numRuns: runs },
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        readQuickly(text);
      }),
      { numRuns: runs },
    );
  });

  it.skipIf(corpus.length === 0)('takes real Dockerfiles cut anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.nat(), fc.nat(), ({ text }, a, b) => {
        const [from, to] = [a % (text.length + 1), b % (text.length + 1)];
        readQuickly(text.slice(Math.min(from, to), Math.max(from, to)));
      }),
      { numRuns: runs },
    );
  });
});

describe('an edit', () => {
  it('gives the tree that parsing from scratch gives', () => {
    fc.assert(
      fc.property(dockerfileText, dockerfileText, fc.nat(), fc.nat(), (text, inserted, a, b) => {
        const [from, to] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        const before = parse(text);
        readEverything(before);
        const edited = text.slice(0, from) + inserted + text.slice(to);
        const after = parse(edited, before);
        readEverything(after);
        expect(plain(after)).toEqual(plain(parse(edited)));
      }),
      { numRuns: runs },
    );
  });
});

function readQuickly(text: string): void {
  for (let attempt = 1; ; attempt++) {
    const begun = performance.now();
    readEverything(parse(text));
    const took = performance.now() - begun;
    if (took <= slowestMs) return;
    if (attempt === 3) expect.fail(`parsing took ${Math.round(took)} ms, three times over ${slowestMs} ms`);
  }
}

/** All that a tree says, as plain data. */
function plain(tree: ReturnType<typeof parse>): unknown {
  const { escape, directives, comments, problems } = tree;
  const instructions = tree.instructions.map((i) => ({
    span: [i.start, i.end],
    keyword: [i.keyword, i.keywordSpan, i.known],
    parts: [i.flags, i.body, i.bodyText, i.words, i.json, i.pairs, i.heredocs, i.variables, i.comments, i.continuations],
    trigger: i.trigger && [i.trigger.start, i.trigger.keyword, i.trigger.words],
  }));
  return { escape, directives, comments, problems, instructions };
}
