import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContextSnapshot, External } from '../../server/src/context/context.ts';
import { type Checked, fixAll, safeFixOf } from '../../server/src/rules/fix-all.ts';
import type { Finding, Fix } from '../../server/src/rules/rule.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';
import { applyEdits, areDisjoint } from '../../server/src/text/edit.ts';
import { english } from '../../server/src/text/message.ts';
import { readContextBlock } from '../support/context-block.ts';
import { corpus } from '../support/corpus.ts';
import { readFixture } from '../support/fixture.ts';
import { commentsOf, heredocsOf, meaningOf, surplus } from '../support/meaning.ts';
import { readRulePage } from '../support/rule-page.ts';
import { check, noContext } from '../support/rules.ts';
import { mayChange } from './may-change.ts';

/**
 * What a fix promises (ARCHITECTURE.md): after a safe fix the file parses, the finding is gone, no other finding has come, every
 * comment and heredoc is still there, and no value has changed that the rule did not name. Here for every rule, over every fixture,
 * every example of every rule's page, and a folder of real Dockerfiles.
 */
interface Source {
  readonly name: string;
  readonly text: string;
  readonly context: External<ContextSnapshot>;
}

const rulesFolder = join(import.meta.dirname, '../../server/src/rules');
const fixturesFolder = join(import.meta.dirname, '../rules');
const sources: readonly Source[] = [...fixtureSources(), ...pageSources(), ...corpus.map((file) => ({ ...file, context: noContext }))];
const safeRules = allRules.filter((rule) => rule.fix === 'safe');

it.skipIf(corpus.length > 0)('the real Dockerfiles are not here: set LAYERWISE_CORPUS to a folder of them', () => {});

it('every rule with a safe fix says what it may change, and no other does', () => {
  expect(Object.keys(mayChange).sort()).toEqual(safeRules.map((rule) => rule.id));
});

/** A fix, where it is offered, and what was found there before it. */
interface Offer {
  readonly source: Source;
  readonly before: Checked;
  readonly finding: Finding;
  readonly fix: Fix;
}

describe('a fix', () => {
  let offers: readonly Offer[] = [];

  beforeAll(() => {
    offers = sources.flatMap((source) => {
      const before = check(source.text, source);
      return before.findings.flatMap((finding) => finding.fixes.map((fix) => ({ source, before, finding, fix })));
    });
  });

  it('is offered by rules that say so, at their level or below, with disjoint edits that change something', () => {
    const broken = offers.filter(({ source, finding, fix }) => {
      const declared = allRules.find((rule) => rule.id === finding.rule)!.fix;
      const allowed = declared === 'safe' || declared === fix.level;
      return !allowed || !areDisjoint(fix.edits) || applyEdits(source.text, fix.edits) === source.text;
    });
    expect(broken.map(titleOf)).toEqual([]);
  });

  it('leaves a file that parses as well as before', () => {
    const broken = offers.flatMap((offer) => {
      const after = parse(applyEdits(offer.source.text, offer.fix.edits), offer.before.tree);
      return surplus(problemsOf(offer.before.tree), problemsOf(after)).map((problem) => `${titleOf(offer)}: ${problem}`);
    });
    expect(broken).toEqual([]);
  });

  it.each(safeRules)('$id keeps what a safe fix promises', (rule) => {
    const safe = offers.filter(({ finding, fix }) => finding.rule === rule.id && fix === safeFixOf(finding));
    expect(safe).not.toHaveLength(0);
    const broken = safe.flatMap((offer) => brokenPromises(offer).map((promise) => `${titleOf(offer)}: ${promise}`));
    expect(broken.slice(0, 5)).toEqual([]);
  });
});

describe('fix-all', () => {
  it('comes to an end, after which nothing is left to fix and nothing has been lost', () => {
    const broken = sources.flatMap(({ name, text, context }) => {
      let previous: DockerfileTree | undefined;
      const run = (current: string): Checked => {
        const checked = check(current, { context, previous });
        previous = checked.tree;
        return checked;
      };
      const before = run(text);
      const fixed = fixAll(text, run).text;
      const after = run(fixed);
      const left = after.findings.filter((finding) => safeFixOf(finding)).map((finding) => `left: ${nameOf(finding)}`);
      const again = fixAll(fixed, run).applied.map((finding) => `applied again: ${nameOf(finding)}`);
      const wrong = [...left, ...again, ...losses(before.tree, after.tree), ...newFindings(before.findings, after.findings)];
      return wrong.map((each) => `${name}: ${each}`);
    });
    expect(broken.slice(0, 5)).toEqual([]);
  });
});

function brokenPromises({ source, before, finding, fix }: Offer): readonly string[] {
  const text = applyEdits(source.text, fix.edits);
  const after = check(text, { context: source.context, previous: before.tree });
  const gone = surplus(after.findings.map(nameOf), before.findings.map(nameOf)).includes(nameOf(finding));
  return [
    ...(gone ? [] : ['the finding is still there']),
    ...newFindings(before.findings, after.findings),
    ...losses(before.tree, after.tree),
    ...changedMeaning(source.text, text, finding),
  ];
}

function changedMeaning(before: string, after: string, finding: Finding): readonly string[] {
  const { what, leavingOut = (meaning) => meaning, words } = mayChange[finding.rule]!;
  const cut = words ? [{ ...words(finding), newText: '' }] : [];
  const [was, is] = [applyEdits(before, cut), after].map((text) => leavingOut(meaningOf(text)).map((each) => JSON.stringify(each)));
  const changed = [...surplus(was!, is!).map((each) => `+ ${each}`), ...surplus(is!, was!).map((each) => `- ${each}`)];
  const moved = changed.length === 0 && was!.join('\n') !== is!.join('\n') ? ['instructions have changed places'] : [];
  return [...changed, ...moved].map((change) => `more has changed than "${what}": ${change}`);
}

function losses(before: DockerfileTree, after: DockerfileTree): readonly string[] {
  return [
    ...surplus(commentsOf(after), commentsOf(before)).map((comment) => `lost comment: ${comment}`),
    ...surplus(heredocsOf(after), heredocsOf(before)).map((body) => `lost heredoc: ${body}`),
    ...surplus(problemsOf(before), problemsOf(after)).map((problem) => `new problem: ${problem}`),
  ];
}

function newFindings(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  return surplus(before.map(nameOf), after.map(nameOf)).map((name) => `new finding: ${name}`);
}

function titleOf({ source, finding, fix }: Offer): string {
  return `${source.name}: ${nameOf(finding)} [${fix.level}: ${english(fix.title)}]`;
}

function nameOf(finding: Finding): string {
  return `${finding.rule}: ${english(finding.message)}`;
}

function problemsOf(tree: DockerfileTree): readonly string[] {
  return tree.problems.map(({ code, message }) => `${code}: ${english(message)}`);
}

function fixtureSources(): readonly Source[] {
  return readdirSync(fixturesFolder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) =>
      readFixture(readFileSync(join(fixturesFolder, name), 'utf8')).map((each) => ({
        name: `${name}: ${each.title}`,
        text: each.text,
        context: contextOf(each.context),
      })),
    );
}

function pageSources(): readonly Source[] {
  return allRules.flatMap(({ id }) => {
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
