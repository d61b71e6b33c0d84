import type { External } from '../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../server/src/context/context.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { readContextBlock } from '../support/context-block.ts';
import { corpus } from '../support/corpus.ts';
import { readFixture } from '../support/fixture.ts';
import { readRuleFile } from '../support/rule-files.ts';
import { readRulePage } from '../support/rule-page.ts';
import { isAboutIgnoreFiles, noContext } from '../support/rules.ts';

/** A Dockerfile to run the rules on. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly context: External<ContextSnapshot>;
}

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
  return dockerfileRules.flatMap((rule) =>
    readFixture(readRuleFile(rule, 'cases.txt')).map(({ title, text, context }) => ({
      name: `${rule.id}/cases.txt: ${title}`,
      text,
      context: contextOf(context),
    })),
  );
}

function pageSources(): readonly Source[] {
  return dockerfileRules.flatMap((rule) => {
    const { bad, fixed, good } = readRulePage(readRuleFile(rule, 'rule.md'));
    return [...bad, ...fixed, ...good].map(({ text, context }, i) => ({
      name: `${rule.id}/rule.md, example ${i + 1}`,
      text,
      context: contextOf(context),
    }));
  });
}

function contextOf(block: string | undefined): External<ContextSnapshot> {
  return block === undefined ? noContext : readContextBlock(block);
}
