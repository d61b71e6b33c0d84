import { fixAll, safeFixOf } from '../../server/src/linter/fix-all.ts';
import type { Finding, Fix } from '../../server/src/linter/rule.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';
import { applyEdits, areDisjoint } from '../../server/src/base/edit.ts';
import { english } from '../../server/src/base/message.ts';
import { commentsOf, heredocsOf, meaningOf, surplus } from '../support/meaning.ts';
import type { Meaning } from '../../server/src/linter/may-change.ts';
import { check, everyRule, ruleOf } from '../support/rules.ts';
import type { CheckedDockerfile } from '../support/rules.ts';
import { mayChangeOf } from '../support/may-change.ts';
import type { Source } from './sources.ts';

/** A fix with its text, and the findings there before it. */
export interface Offer {
  readonly source: Source;
  readonly before: CheckedDockerfile;
  readonly finding: Finding;
  readonly fix: Fix;
}

/** All fixes that the rules offer for a Dockerfile. */
export function offersIn(source: Source): readonly Offer[] {
  const before = check(source.text, { context: source.context, settings: everyRule });
  return before.findings.flatMap((finding) => finding.fixes.map((fix) => ({ source, before, finding, fix })));
}

/** Problems of a fix of any level: a higher level than its rule declares, edits that overlap or change nothing, more parse errors. */
export function fixProblems(offer: Offer): readonly string[] {
  const { source, before, finding, fix } = offer;
  const declared = ruleOf(finding.rule).fix;
  if (declared !== 'safe' && declared !== fix.level) return [describeOffer(offer, `the rule declares ${declared}`)];
  if (!areDisjoint(fix.edits)) return [describeOffer(offer, 'edits overlap')];
  const text = applyEdits(source.text, fix.edits);
  if (text === source.text) return [describeOffer(offer, 'changes nothing')];
  return surplus(problemsOf(before.tree), problemsOf(parse(text, before.tree))).map((problem) =>
    describeOffer(offer, `new problem: ${problem}`),
  );
}

/**
 * The violated requirements for a safe fix (invariant 5 of ARCHITECTURE.md): the file parses, the finding is gone, there is no new
 * finding, all comments and heredocs are intact, and no value changed that the rule does not name.
 */
export function safeFixProblems(offer: Offer): readonly string[] {
  const { source, before, finding, fix } = offer;
  const text = applyEdits(source.text, fix.edits);
  const after = check(text, { context: source.context, previous: before.tree, settings: everyRule });
  const gone = surplus(after.findings.map(nameOf), before.findings.map(nameOf)).includes(nameOf(finding));
  return [
    ...(gone ? [] : ['the finding is still there']),
    ...(mayChangeOf(finding.rule).reveals ? [] : newFindings(before.findings, after.findings)),
    ...losses(before.tree, after.tree, [finding]),
    ...changedMeaning(source.text, text, finding),
  ].map((problem) => describeOffer(offer, problem));
}

/** Problems after fix-all: something is left to fix or comes back, something is lost or new. */
export function fixAllProblems({ name, text, context }: Source): readonly string[] {
  let previous: DockerfileTree | undefined;
  const run = (current: string): CheckedDockerfile => {
    const checked = check(current, { context, previous, settings: everyRule });
    previous = checked.tree;
    return checked;
  };
  const before = run(text);
  const { text: fixed, unfinished, applied } = fixAll(text, run);
  const reveals = applied.some((finding) => mayChangeOf(finding.rule).reveals);
  const after = run(fixed);
  const left = after.findings.filter((finding) => safeFixOf(finding)).map((finding) => `left: ${nameOf(finding)}`);
  const twice = fixAll(fixed, run);
  const again = [
    ...twice.applied.map((finding) => `applied again: ${nameOf(finding)}`),
    ...(twice.text === fixed ? [] : ['changes the text when repeated']),
    ...unfinished.map((rule) => `does not finish: ${rule}`),
  ];
  const wrong = [
    ...left,
    ...again,
    ...losses(before.tree, after.tree, applied),
    ...(reveals ? [] : newFindings(before.findings, after.findings)),
  ];
  return wrong.map((each) => `${name}: ${each}`);
}

function changedMeaning(before: string, after: string, finding: Finding): readonly string[] {
  const { mayChange: what = 'nothing' } = ruleOf(finding.rule);
  const { normalize = unchanged, words } = mayChangeOf(finding.rule);
  const cut = words ? [{ ...words(finding), newText: '' }] : [];
  const [was, is] = [applyEdits(before, cut), after].map((text) => normalize(meaningOf(text)).map((each) => JSON.stringify(each)));
  const changed = [...surplus(was!, is!).map((each) => `+ ${each}`), ...surplus(is!, was!).map((each) => `- ${each}`)];
  const moved = changed.length === 0 && was!.join('\n') !== is!.join('\n') ? ['instructions have changed places'] : [];
  return [...changed, ...moved].map((change) => `changes more than "${what}": ${change}`);
}

function unchanged(meaning: Meaning): Meaning {
  return meaning;
}

function losses(before: DockerfileTree, after: DockerfileTree, fixed: readonly Finding[]): readonly string[] {
  const kept = [...new Set(fixed.map(({ rule }) => rule))].flatMap((rule) => mayChangeOf(rule).heredocs ?? []);
  const [were, are] = [before, after].map((tree) => heredocsOf(tree).map((body) => kept.reduce((text, keep) => keep(text), body)));
  return [
    ...surplus(commentsOf(after), commentsOf(before)).map((comment) => `lost comment: ${comment}`),
    ...surplus(are!, were!).map((body) => `lost heredoc: ${body}`),
    ...surplus(problemsOf(before), problemsOf(after)).map((problem) => `new problem: ${problem}`),
  ];
}

function newFindings(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  // A change of code may need another layout, which rules about style then report.
  const codeOnly = after.filter(({ rule }) => ruleOf(rule).category !== 'style');
  return surplus(before.map(kindOf), codeOnly.map(kindOf)).map((kind) => `new finding: ${kind}`);
}

/**
 * The values in a message may change with the fix: `the layer of ADD` becomes `the layer of COPY`. Package lists that a later RUN uses are
 * lists that their own RUN leaves, once the two are joined; update-without-install stands for both until then. What merging RUN instructions gains depends on what a fix has deleted before.
 */
function kindOf({ rule, message }: Finding): string {
  if (rule === 'package-lists-left' || rule === 'update-without-install') return 'package-lists-left';
  if (rule === 'consecutive-runs') return rule;
  return `${rule}: ${message.text}`;
}

function describeOffer({ source, finding, fix }: Offer, what: string): string {
  return `${source.name}: ${nameOf(finding)} [${fix.level}: ${english(fix.title)}]: ${what}`;
}

function nameOf(finding: Finding): string {
  return `${finding.rule}: ${english(finding.message)}`;
}

function problemsOf(tree: DockerfileTree): readonly string[] {
  return tree.problems.map(({ code, variant, data }) => `${code}: ${variant} ${JSON.stringify(data)}`);
}
