import { describe, expect, it } from 'vitest';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { runRules } from '../../server/src/linter/engine.ts';
import type { Finding } from '../../server/src/linter/rule.ts';
import { createModel } from '../../server/src/model/index.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';
import { assets } from '../support/assets.ts';
import { everyRule } from '../support/rules.ts';
import { ownSources, realSources } from './sources.ts';
import type { Source } from './sources.ts';

// Rules with `withinStage` are not called again for a stage when another one changes: their findings must be the same nevertheless.

const rules = allRules.filter(({ withinStage }) => withinStage);

/** The lists by which the engine keeps visits belong to the rules: a copy of them starts anew. */
const anew = (): typeof rules => [...rules];

/** How many instructions of each file are taken out, spread over it. */
const edits = 2;

/** Takes single instructions out of a file and puts them back, and returns the findings that were kept or lost wrongly. */
function wrongAfterEdits({ name, text, context }: Source): readonly string[] {
  const build = createBuildContext(context);
  const kept = anew();
  let tree: DockerfileTree | undefined;
  const findings = (of: string, used: typeof rules, previous?: DockerfileTree): readonly string[] => {
    tree = parse(of, previous);
    return runRules({ model: createModel(tree), build, assets, rules: used, settings: everyRule }).map(inShort);
  };
  const whole = findings(text, kept);
  const { instructions } = tree!;
  const step = Math.max(1, Math.ceil(instructions.length / edits));
  return instructions
    .filter((_, i) => i % step === 0)
    .flatMap(({ start, end, source }) => {
      const edited = text.slice(0, start) + text.slice(end);
      const without = differences(findings(edited, kept, tree), findings(edited, anew()));
      const restored = differences(findings(text, kept, tree), whole);
      return [...without, ...restored].map((finding) => `${name}: ${finding} (${source})`);
    });
}

function inShort({ rule, span, severity, message }: Finding): string {
  return `${rule} ${span.start} ${severity} ${message.text}`;
}

function differences(after: readonly string[], fresh: readonly string[]): readonly string[] {
  return [...after.filter((one) => !fresh.includes(one)), ...fresh.filter((one) => !after.includes(one))];
}

/** A file with several stages. */
const hasStages = ({ text }: Source): boolean => (text.match(/^\s*FROM\s/gim)?.length ?? 0) > 1;

describe('when an instruction of another stage is edited, the findings are those of a file that is read anew', () => {
  it.each([
    ['cases and pages of the rules', ownSources()],
    ['real Dockerfiles', realSources()],
  ])(
    '%s',
    (_, sources) => {
      const files = sources.filter(hasStages);
      expect(files.flatMap(wrongAfterEdits)).toEqual([]);
    },
    300_000,
  );
});
