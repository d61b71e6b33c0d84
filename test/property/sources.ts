import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContextSnapshot, External } from '../../server/src/context/context.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { readContextBlock } from '../support/context-block.ts';
import { corpus } from '../support/corpus.ts';
import { readFixture } from '../support/fixture.ts';
import { readRulePage } from '../support/rule-page.ts';
import { isAboutIgnoreFiles, noContext } from '../support/rules.ts';

/** A Dockerfile to try the rules on. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly context: External<ContextSnapshot>;
}

const rulesFolder = join(import.meta.dirname, '../../server/src/rules');
const fixturesFolder = join(import.meta.dirname, '../rules');

const dockerfileRules = allRules.filter((rule) => !isAboutIgnoreFiles(rule));

/** Every case of every fixture, and every example of every rule's page. */
export function ownSources(): readonly Source[] {
  return [...fixtureSources(), ...pageSources()];
}

/** The real Dockerfiles. */
export function realSources(): readonly Source[] {
  return corpus.map((file) => ({ ...file, context: noContext }));
}

function fixtureSources(): readonly Source[] {
  const files = dockerfileRules.map(({ id }) => `${id}.txt`);
  return files.flatMap((name) =>
    readFixture(readFileSync(join(fixturesFolder, name), 'utf8')).map(({ title, text, context }) => ({
      name: `${name}: ${title}`,
      text,
      context: contextOf(context),
    })),
  );
}

function pageSources(): readonly Source[] {
  return dockerfileRules.flatMap(({ id }) => {
    const { bad, fixed, good } = readRulePage(readFileSync(join(rulesFolder, id, 'rule.md'), 'utf8'));
    return [...bad, ...fixed, ...good].map(({ text, context }, i) => ({
      name: `${id}/rule.md, example ${i + 1}`,
      text,
      context: contextOf(context),
    }));
  });
}

function contextOf(block: string | undefined): External<ContextSnapshot> {
  return block === undefined ? noContext : readContextBlock(block);
}
