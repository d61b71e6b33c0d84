import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { safeFixOf } from '../../server/src/linter/fix-all.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { corpus } from '../support/corpus.ts';
import { isAboutIgnoreFiles, noContext } from '../support/rules.ts';
import { fixProblems, fixAllProblems, safeFixProblems, offersIn } from './fix-requirements.ts';
import type { Offer } from './fix-requirements.ts';
import { ownSources, realSources } from './sources.ts';
import type { Source } from './sources.ts';

/**
 * The requirements for fixes, checked for every rule on every case, every example of every rule's page, a folder of real Dockerfiles, and
 * random combinations of instructions of all of them.
 */
const own = ownSources();
const real = realSources();
/** Rules about .dockerignore have properties of their own: ignore-fixes.test.ts. */
const safeRules = allRules.filter((rule) => rule.fix === 'safe' && !isAboutIgnoreFiles(rule));

describe.each([
  ['in our own cases and examples', own, safeRules],
  ['in real Dockerfiles', real, []],
] as const)('a fix %s', (_, sources, mustOffer) => {
  const isMissing = sources === real && corpus.length === 0;
  let offers: readonly Offer[] = [];

  beforeAll(() => {
    offers = sources.flatMap(offersIn);
  });

  it.skipIf(isMissing)('is offered by each rule that declares one', () => {
    const offering = new Set(offers.filter(({ finding, fix }) => fix === safeFixOf(finding)).map(({ finding }) => finding.rule));
    expect(mustOffer.map(({ id }) => id).filter((id) => !offering.has(id))).toEqual([]);
  });

  it.skipIf(isMissing)('has the level that its rule declares, changes something, and leaves a file that parses as well as before', () => {
    expect(offers.flatMap(fixProblems).slice(0, 5)).toEqual([]);
  });

  it.skipIf(isMissing).each(safeRules)('$id meets the requirements for safe fixes', (rule) => {
    const safe = offers.filter(({ finding, fix }) => finding.rule === rule.id && fix === safeFixOf(finding));
    expect(safe.flatMap(safeFixProblems).slice(0, 5)).toEqual([]);
  });

  // In parts: each test has the time limit for itself.
  it.skipIf(isMissing).each(partsOf(sources))(
    'finishes together with all others, after which nothing is left to fix and nothing is lost, part $number',
    ({ part }) => {
      expect(part.flatMap(fixAllProblems).slice(0, 5)).toEqual([]);
    },
  );
});

function partsOf(sources: readonly Source[]): readonly { readonly number: number; readonly part: readonly Source[] }[] {
  const size = 500;
  const count = Math.max(1, Math.ceil(sources.length / size));
  return Array.from({ length: count }, (_, i) => ({ number: i + 1, part: sources.slice(i * size, (i + 1) * size) }));
}

describe('a random combination of instructions', () => {
  // The same inputs in every run, so that a failure is caused by a change of the code. To search for new ones: LAYERWISE_RUNS=5000.
  const { LAYERWISE_RUNS } = process.env;
  const runs = LAYERWISE_RUNS ? { numRuns: Number(LAYERWISE_RUNS) } : { numRuns: 250, seed: 1 };
  const instructions = ownSources().flatMap(({ text }) => parse(text).instructions.map(({ source }) => source));
  const thrownTogether: fc.Arbitrary<Source> = fc
    .array(fc.constantFrom(...new Set(instructions)), { minLength: 2, maxLength: 8 })
    .map((parts) => ({ name: JSON.stringify(parts), text: `FROM debian:12\n${parts.join('\n')}\n`, context: noContext }));

  it('meets the requirements for safe fixes, one by one and all together', () => {
    fc.assert(
      fc.property(thrownTogether, (source) => {
        const offers = offersIn(source);
        const safe = offers.filter(({ finding, fix }) => fix === safeFixOf(finding));
        expect([...offers.flatMap(fixProblems), ...safe.flatMap(safeFixProblems), ...fixAllProblems(source)]).toEqual([]);
      }),
      runs,
    );
  });
});
