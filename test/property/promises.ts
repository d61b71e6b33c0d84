import { fixAll, safeFixOf } from '../../server/src/linter/fix-all.ts';
import type { Finding, Fix } from '../../server/src/linter/rule.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';
import { applyEdits, areDisjoint } from '../../server/src/base/edit.ts';
import { english } from '../../server/src/base/message.ts';
import { commentsOf, heredocsOf, meaningOf, surplus } from '../support/meaning.ts';
import type { Meaning } from '../../server/src/linter/may-change.ts';
import { check, ruleOf } from '../support/rules.ts';
import type { CheckedDockerfile } from '../support/rules.ts';
import { mayChangeOf } from '../support/may-change.ts';
import type { Source } from './sources.ts';

/** A fix, where it is offered, and what was found there before it. */
export interface Offer {
  readonly source: Source;
  readonly before: CheckedDockerfile;
  readonly finding: Finding;
  readonly fix: Fix;
}

/** All fixes that the rules offer for a Dockerfile. */
export function offersIn(source: Source): readonly Offer[] {
  const before = check(source.text, { context: source.context });
  return before.findings.flatMap((finding) => finding.fixes.map((fix) => ({ source, before, finding, fix })));
}

/** What is wrong with a fix of any level: more than its rule declares, edits that overlap or change nothing, a file that parses worse. */
export function brokenFix(offer: Offer): readonly string[] {
  const { source, before, finding, fix } = offer;
  const declared = ruleOf(finding.rule).fix;
  if (declared !== 'safe' && declared !== fix.level) return [said(offer, `the rule declares ${declared}`)];
  if (!areDisjoint(fix.edits)) return [said(offer, 'edits overlap')];
  const text = applyEdits(source.text, fix.edits);
  if (text === source.text) return [said(offer, 'changes nothing')];
  return surplus(problemsOf(before.tree), problemsOf(parse(text, before.tree))).map((problem) => said(offer, `new problem: ${problem}`));
}

/**
 * Which of the promises of a safe fix are broken (sentence 5 of ARCHITECTURE.md): the file parses, the finding is gone, no other has
 * come, every comment and heredoc is still there, and no value has changed that the rule did not name.
 */
export function brokenPromises(offer: Offer): readonly string[] {
  const { source, before, finding, fix } = offer;
  const text = applyEdits(source.text, fix.edits);
  const after = check(text, { context: source.context, previous: before.tree });
  const gone = surplus(after.findings.map(nameOf), before.findings.map(nameOf)).includes(nameOf(finding));
  return [
    ...(gone ? [] : ['the finding is still there']),
    ...newFindings(before.findings, after.findings),
    ...losses(before.tree, after.tree),
    ...changedMeaning(source.text, text, finding),
  ].map((promise) => said(offer, promise));
}

/** What is wrong with fixing all: something is left to fix or comes back, something is lost or new. */
export function brokenFixAll({ name, text, context }: Source): readonly string[] {
  let previous: DockerfileTree | undefined;
  const run = (current: string): CheckedDockerfile => {
    const checked = check(current, { context, previous });
    previous = checked.tree;
    return checked;
  };
  const before = run(text);
  const { text: fixed, unfinished } = fixAll(text, run);
  const after = run(fixed);
  const left = after.findings.filter((finding) => safeFixOf(finding)).map((finding) => `left: ${nameOf(finding)}`);
  const twice = fixAll(fixed, run);
  const again = [
    ...twice.applied.map((finding) => `applied again: ${nameOf(finding)}`),
    ...(twice.text === fixed ? [] : ['a second time changes the text']),
    ...unfinished.map((rule) => `does not come to an end: ${rule}`),
  ];
  const wrong = [...left, ...again, ...losses(before.tree, after.tree), ...newFindings(before.findings, after.findings)];
  return wrong.map((each) => `${name}: ${each}`);
}

function changedMeaning(before: string, after: string, finding: Finding): readonly string[] {
  const { mayChange: what = 'nothing' } = ruleOf(finding.rule);
  const { normalize = asItIs, words } = mayChangeOf(finding.rule);
  const cut = words ? [{ ...words(finding), newText: '' }] : [];
  const [was, is] = [applyEdits(before, cut), after].map((text) => normalize(meaningOf(text)).map((each) => JSON.stringify(each)));
  const changed = [...surplus(was!, is!).map((each) => `+ ${each}`), ...surplus(is!, was!).map((each) => `- ${each}`)];
  const moved = changed.length === 0 && was!.join('\n') !== is!.join('\n') ? ['instructions have changed places'] : [];
  return [...changed, ...moved].map((change) => `more has changed than "${what}": ${change}`);
}

function asItIs(meaning: Meaning): Meaning {
  return meaning;
}

function losses(before: DockerfileTree, after: DockerfileTree): readonly string[] {
  return [
    ...surplus(commentsOf(after), commentsOf(before)).map((comment) => `lost comment: ${comment}`),
    ...surplus(heredocsOf(after), heredocsOf(before)).map((body) => `lost heredoc: ${body}`),
    ...surplus(problemsOf(before), problemsOf(after)).map((problem) => `new problem: ${problem}`),
  ];
}

function newFindings(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  return surplus(before.map(kindOf), after.map(kindOf)).map((kind) => `new finding: ${kind}`);
}

/** The values in a message may change with the fix: `the layer of ADD` becomes `the layer of COPY`. */
function kindOf({ rule, message }: Finding): string {
  return `${rule}: ${message.text}`;
}

function said({ source, finding, fix }: Offer, what: string): string {
  return `${source.name}: ${nameOf(finding)} [${fix.level}: ${english(fix.title)}]: ${what}`;
}

function nameOf(finding: Finding): string {
  return `${finding.rule}: ${english(finding.message)}`;
}

function problemsOf(tree: DockerfileTree): readonly string[] {
  return tree.problems.map(({ code, message }) => `${code}: ${english(message)}`);
}
