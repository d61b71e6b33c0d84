import fs from 'node:fs';
import path from 'node:path';
import type { External } from '../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../server/src/context/context.ts';
import { defaultFormatOptions } from '../../server/src/formatting/options.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { ownSources, realSources } from '../property/sources.ts';
import { randomEdit, randomFrom, randomIgnoreFile } from '../stress/texts.mjs';
import type { Random } from '../stress/texts.mjs';
import { readContextBlock } from '../support/context-block.ts';
import { readConversionCases } from '../support/conversion-cases.ts';
import { readFixture } from '../support/fixture.ts';
import { readRuleFile } from '../support/rule-files.ts';
import { isAboutIgnoreFiles, noContext } from '../support/rules.ts';
import type { FuzzInput } from './input.ts';
import { mutated } from './mutate.ts';

/** A text to start with. */
interface Seed {
  readonly text: string;
  readonly context: External<ContextSnapshot>;
}

const contextOf = (block: string | undefined): External<ContextSnapshot> => (block === undefined ? noContext : readContextBlock(block));

/** The cases of the conversion, which have projects. */
function conversionSeeds(): readonly Seed[] {
  const folder = path.join(import.meta.dirname, '../../test/unit/multi-stage');
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readConversionCases(fs.readFileSync(path.join(folder, name), 'utf8')))
    .map(({ text, context }) => ({ text, context: contextOf(context) }));
}

const ownSeeds: readonly Seed[] = [...ownSources(), ...conversionSeeds()];
const realSeeds: readonly Seed[] = realSources();
const ignoreSeeds: readonly Seed[] = allRules
  .filter(isAboutIgnoreFiles)
  .flatMap((rule) => readFixture(readRuleFile(rule, 'cases.txt')).map(({ text, context }) => ({ text, context: contextOf(context) })));
const contexts = [...ownSeeds, ...ignoreSeeds].map(({ context }) => context).filter(({ state }) => state === 'known');

/** How many texts the inputs are made of, for the report. */
export const seedCounts = { own: ownSeeds.length, real: realSeeds.length, ignoreFiles: ignoreSeeds.length };

/** The input with a number: always the same for the same texts. */
export function inputOf(seed: number): FuzzInput {
  const random = randomFrom(seed);
  const language = random.chance(0.12) ? 'dockerignore' : 'dockerfile';
  const seeds = language === 'dockerignore' ? ignoreSeeds : realSeeds.length > 0 && random.chance(0.4) ? realSeeds : ownSeeds;
  const from = random.of(seeds);
  const start = language === 'dockerignore' && random.chance(0.5) ? randomIgnoreFile(random) : from.text;
  const text = mutated(start, random, random.of(seeds).text);
  const edits: FuzzInput['edits'][number][] = [];
  for (let i = random.below(6); i > 0; i--) edits.push(randomEdit({ text, languageId: language }, random));
  return {
    language,
    text,
    context: mutatedContext(from.context, random),
    edits,
    places: Array.from({ length: 3 }, () => random.below(10_001) / 10_000),
    format: {
      ...defaultFormatOptions,
      ...(random.chance(0.3) && {
        indentSize: random.of([1, 2, 8]),
        insertSpaces: random.chance(0.5),
        instructionCase: random.of(['upper', 'lower', 'keep'] as const),
        maxBlankLines: random.below(3),
        trimTrailingWhitespace: random.chance(0.5),
        finalNewline: random.chance(0.5),
      }),
    },
    newName: random.of(['zz_fresh', 'zz-fresh', 'a', 'PATH', '', '1', 'a b', '$A', 'x'.repeat(300), 'é']),
    withCommandLine: random.chance(0.05),
  };
}

/** The context of the seed, or another one; in half of them, the text of a file is mutated too, or there is a random ignore file. */
function mutatedContext(own: External<ContextSnapshot>, random: Random): External<ContextSnapshot> {
  const context = own.state === 'known' || random.chance(0.7) ? own : random.of(contexts);
  if (context.state !== 'known') return random.chance(0.1) ? { state: 'pending' } : context;
  const { value } = context;
  if (random.chance(0.5)) return context;
  const texts = new Map(value.texts);
  if (random.chance(0.3)) texts.set('.dockerignore', randomIgnoreFile(random));
  const names = [...texts.keys()];
  const name = random.of(names);
  if (name !== undefined) texts.set(name, mutated(texts.get(name) ?? '', random, texts.get(random.of(names)) ?? ''));
  const ignore = texts.get('.dockerignore');
  return {
    state: 'known',
    value: {
      ...value,
      texts,
      truncated: random.chance(0.05),
      ignore: ignore === undefined ? undefined : { path: '.dockerignore', text: ignore },
    },
  };
}
