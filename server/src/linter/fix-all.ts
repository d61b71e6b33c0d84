import { addToList } from '../base/lists.ts';
import { applyEdits, areDisjoint } from '../base/edit.ts';
import type { TextEdit } from '../base/edit.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { indexOfLastBefore } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { finish } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import type { Finding, Fix } from './rule.ts';

/** The result of checking a text. */
export interface Checked {
  /** The parts of the text that a fix depends on by default: instructions of a Dockerfile, lines of a .dockerignore. */
  readonly units: readonly Span[];
  readonly findings: readonly Finding[];
}

export interface FixAllResult {
  readonly text: string;
  /** The findings whose safe fix was applied, in order. Each span refers to the text after the earlier fixes. */
  readonly applied: readonly Finding[];
  /** Ids of rules whose fixes undo each other or never end, so that some of them were not applied. Usually empty. */
  readonly unfinished: readonly string[];
}

/**
 * Applies all safe fixes, checks the result again, and repeats until nothing is left to fix.
 *
 * A fix is valid for the text that its rule saw. Fixes of different rules are therefore applied in the same round only if neither changes
 * or touches what the other depends on. Fixes of one rule are applied in the same round if their edits do not overlap, because the rule saw
 * all of them.
 *
 * It always ends. If a text occurs again, the rounds since its first occurrence are dropped. A rule that needs more rounds than the file
 * has instructions and findings is stopped. The rules of these rounds are ignored from then on.
 */
export function* fixAllInSteps(text: string, check: (text: string) => Work<Checked>): Work<FixAllResult> {
  const rounds: Round[] = [];
  const limits = new Limits();
  let current = text;
  let checked = yield* check(text);
  for (;;) {
    const round = yield* nextRound(current, limits.withoutExceeded(checked), check);
    if (!round) return resultOf(current, rounds, limits.exceeded);
    const known = [text, ...rounds.map((earlier) => earlier.text)].indexOf(round.text);
    if (known >= 0) {
      limits.exceeded.push(...[...rounds.slice(known), round].flatMap(rulesIn));
      rounds.length = known;
      ({ text: current, checked } = round);
      continue;
    }
    rounds.push(round);
    limits.count(round, checked);
    ({ text: current, checked } = round);
  }
}

/** As `fixAllInSteps`, all at once. */
export function fixAll(text: string, check: (text: string) => Checked): FixAllResult {
  // oxlint-disable-next-line require-yield -- one step
  return finish(fixAllInSteps(text, function* (current): Work<Checked> { return check(current); })); // prettier-ignore
}

/** The message for a result with rules that did not finish. Undefined if all rules finished. */
export function unfinishedMessage({ unfinished }: FixAllResult): Message | undefined {
  if (unfinished.length === 0) return undefined;
  return message('The fixes of {rules} undo each other, so not all of them were applied. This is a bug of Layerwise: please report it.', {
    rules: unfinished.join(', '),
  });
}

/** The fix that fix-all applies: the first safe one. */
export function safeFixOf(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.level === 'safe' && fix.edits.length > 0);
}

interface Choice {
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
  /** The part of the text that must not change for the fix to be valid: its edits, the text between them, and what the fix depends on. */
  readonly footprint: Span;
}

/** Fixes that are applied together, and the resulting text. */
interface Round {
  readonly choices: readonly Choice[];
  readonly text: string;
  readonly checked: Checked;
}

/** Counts the rounds of each rule, and stops rules that exceed their limit. */
class Limits {
  /** Rules that are ignored from now on. */
  readonly exceeded: string[] = [];
  private readonly left = new Map<string, number>();

  /** The limit allows a rule that fixes one finding per round and causes one new finding in each unit, plus a margin. */
  count(round: Round, { units, findings }: Checked): void {
    for (const rule of rulesIn(round)) {
      const left = this.left.get(rule) ?? 10 + units.length + findings.filter((finding) => finding.rule === rule).length;
      this.left.set(rule, left - 1);
      if (left <= 1) this.exceeded.push(rule);
    }
  }

  withoutExceeded(checked: Checked): Checked {
    if (this.exceeded.length === 0) return checked;
    return { ...checked, findings: checked.findings.filter(({ rule }) => !this.exceeded.includes(rule)) };
  }
}

function* nextRound(text: string, checked: Checked, check: (text: string) => Work<Checked>): Work<Round | undefined> {
  const choices = yield* chooseFixes(checked);
  if (choices.length === 0) return undefined;
  const edits = choices.flatMap((choice) => choice.edits);
  const fixed = applyEdits(text, edits);
  return { choices, text: fixed, checked: yield* check(fixed) };
}

function resultOf(text: string, rounds: readonly Round[], unfinished: readonly string[]): FixAllResult {
  const applied = rounds.flatMap(({ choices }) => choices.map(({ finding }) => finding));
  return { text, applied, unfinished: [...new Set(unfinished)].sort() };
}

function rulesIn({ choices }: Round): readonly string[] {
  return [...new Set(choices.map(({ finding }) => finding.rule))];
}

/** The fixes for one round: each fix that is compatible with the fixes chosen before it. */
function* chooseFixes({ units, findings }: Checked): Work<readonly Choice[]> {
  const choices: Choice[] = [];
  const byUnit = new Map<number, Choice[]>();
  for (const finding of findings) {
    const fix = safeFixOf(finding);
    if (!fix) continue;
    yield;
    const choice = { finding, edits: fix.edits, footprint: footprintOf(fix, units) };
    const touched = indicesOf(units, choice.footprint);
    const neighbors = new Set(touched.flatMap((index) => byUnit.get(index) ?? []));
    if (![...neighbors].every((other) => areCompatible(choice, other))) continue;
    for (const index of touched) addToList(byUnit, index, choice);
    choices.push(choice);
  }
  return choices;
}

function areCompatible(one: Choice, other: Choice): boolean {
  if (one.finding.rule === other.finding.rule) return areDisjoint([...one.edits, ...other.edits]);
  return one.footprint.end < other.footprint.start || other.footprint.end < one.footprint.start;
}

/** The part of the text that must not change for a fix to be valid: its edits, the text between them, and what it depends on. */
export function footprintOf({ edits, dependsOn }: Pick<Fix, 'edits' | 'dependsOn'>, units: readonly Span[]): Span {
  const edited = enclosingSpan(edits);
  if (dependsOn) return enclosingSpan([edited, dependsOn]);
  const indices = indicesOf(units, edited);
  return enclosingSpan([edited, ...indices.map((index) => units[index] ?? { start: 0, end: 0 })]);
}

function enclosingSpan(spans: readonly Span[]): Span {
  return spans.reduce((around, { start, end }) => ({ start: Math.min(around.start, start), end: Math.max(around.end, end) }), {
    start: Infinity,
    end: -Infinity,
  });
}

/** Indices of the units that the span touches. -1 is the text before the first unit. */
function indicesOf(units: readonly Span[], { start, end }: Span): readonly number[] {
  const first = indexOfLastBefore(units, start);
  return Array.from({ length: indexOfLastBefore(units, end) - first + 1 }, (_, i) => first + i);
}
