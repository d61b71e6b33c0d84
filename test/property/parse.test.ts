import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parse.ts';
import { corpus } from '../support/corpus.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { readEverything } from '../support/tree.ts';

/** Maximum milliseconds for an input; the best of three tries counts, because the machine may be busy. */
const slowestMs = 100;

/** Number of inputs for each property; CI uses more. */
const runs = Number(process.env.LAYERWISE_PROPERTY_RUNS ?? 2_000);

describe('parsing is total', () => {
  it('accepts text made of parts that break parsers', () => {
    fc.assert(
      fc.property(dockerfileText, (text) => {
        readQuickly(text);
      }),
      { numRuns: runs },
    );
  });

  it('accepts any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        readQuickly(text);
      }),
      { numRuns: runs },
    );
  });

  it.skipIf(corpus.length === 0)('accepts real Dockerfiles that are cut off anywhere', () => {
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
  it('gives the same tree as parsing from scratch', () => {
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

/** Everything that a tree contains, as plain data. */
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
