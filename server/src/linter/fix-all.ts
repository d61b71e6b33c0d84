import { applyEdits, areDisjoint } from '../base/edit.ts';
import type { TextEdit } from '../base/edit.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { indexOfLastBefore } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { Finding, Fix } from './rule.ts';

/** What the rules found in a text. */
export interface Checked {
  /** The parts of the text that a fix depends on as a whole unless its rule says less: instructions of a Dockerfile, lines of a .dockerignore. */
  readonly units: readonly Span[];
  readonly findings: readonly Finding[];
}

export interface FixAllResult {
  readonly text: string;
  /** The findings whose safe fix was applied, in order; the span of a later one counts in the text that the earlier ones left. */
  readonly applied: readonly Finding[];
  /** Ids of rules whose fixes undo each other or never come to an end, so that some of them were not applied. Empty otherwise. */
  readonly unfinished: readonly string[];
}

/**
 * Applies all safe fixes, checks again, and repeats until nothing is left to fix.
 *
 * Each fix is proven against the text that its rule saw, so fixes of different rules share a round only where none changes or borders on
 * what another depends on. Fixes of one rule share a round where their edits are disjoint: the rule saw all of them.
 *
 * It ends whatever the rules are: when a text comes back, the rounds since then are dropped; and a rule that fixes in more rounds than
 * the file has instructions and findings is stopped. The rules of such rounds are left out from then on.
 */
export function fixAll(text: string, check: (text: string) => Checked): FixAllResult {
  const rounds: Round[] = [];
  const limits = new Limits();
  let current = text;
  let checked = check(text);
  for (;;) {
    const round = nextRound(current, limits.without(checked), check);
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

/** What to tell of a result whose rules did not come to an end; undefined where all of them did. */
export function unfinishedMessage({ unfinished }: FixAllResult): Message | undefined {
  if (unfinished.length === 0) return undefined;
  return message('The fixes of {rules} undo each other, so not all of them were applied. This is a bug of Layerwise: please report it.', {
    rules: unfinished.join(', '),
  });
}

/** The fix that fix-all takes: the first safe one. */
export function safeFixOf(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.level === 'safe' && fix.edits.length > 0);
}

interface Choice {
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
  /** What must stay as it is for the fix to be right: its edits, all between them, and what the fix depends on. */
  readonly footprint: Span;
}

/** Fixes that are applied together, and what comes of it. */
interface Round {
  readonly choices: readonly Choice[];
  readonly text: string;
  readonly checked: Checked;
}

/** How many rounds each rule has fixed in, and which rules have reached their limit. */
class Limits {
  /** Rules that are left out from now on. */
  readonly exceeded: string[] = [];
  private readonly left = new Map<string, number>();

  /** A rule gets as many rounds as it needs that fixes one finding a round and uncovers another one in each unit, and some more. */
  count(round: Round, { units, findings }: Checked): void {
    for (const rule of rulesIn(round)) {
      const left = this.left.get(rule) ?? 10 + units.length + findings.filter((finding) => finding.rule === rule).length;
      this.left.set(rule, left - 1);
      if (left <= 1) this.exceeded.push(rule);
    }
  }

  without(checked: Checked): Checked {
    if (this.exceeded.length === 0) return checked;
    return { ...checked, findings: checked.findings.filter(({ rule }) => !this.exceeded.includes(rule)) };
  }
}

function nextRound(text: string, checked: Checked, check: (text: string) => Checked): Round | undefined {
  const choices = choose(checked);
  if (choices.length === 0) return undefined;
  const edits = choices.flatMap((choice) => choice.edits);
  const fixed = applyEdits(text, edits);
  return { choices, text: fixed, checked: check(fixed) };
}

function resultOf(text: string, rounds: readonly Round[], unfinished: readonly string[]): FixAllResult {
  const applied = rounds.flatMap(({ choices }) => choices.map(({ finding }) => finding));
  return { text, applied, unfinished: [...new Set(unfinished)].sort() };
}

function rulesIn({ choices }: Round): readonly string[] {
  return [...new Set(choices.map(({ finding }) => finding.rule))];
}

/** The fixes for one round: each that goes with all that were chosen before it. */
function choose({ units, findings }: Checked): readonly Choice[] {
  const choices: Choice[] = [];
  const byUnit = new Map<number, Choice[]>();
  for (const finding of findings) {
    const fix = safeFixOf(finding);
    if (!fix) continue;
    const choice = { finding, edits: fix.edits, footprint: footprintOf(fix, units) };
    const touched = indicesOf(units, choice.footprint);
    const neighbours = new Set(touched.flatMap((index) => byUnit.get(index) ?? []));
    if (![...neighbours].every((other) => goTogether(choice, other))) continue;
    for (const index of touched) byUnit.set(index, [...(byUnit.get(index) ?? []), choice]);
    choices.push(choice);
  }
  return choices;
}

function goTogether(one: Choice, other: Choice): boolean {
  if (one.finding.rule === other.finding.rule) return areDisjoint([...one.edits, ...other.edits]);
  return one.footprint.end < other.footprint.start || other.footprint.end < one.footprint.start;
}

function footprintOf({ edits, dependsOn }: Fix, units: readonly Span[]): Span {
  const edited = hullOf(edits);
  if (dependsOn) return hullOf([edited, dependsOn]);
  const indices = indicesOf(units, edited);
  return hullOf([edited, ...indices.map((index) => units[index] ?? { start: 0, end: 0 })]);
}

function hullOf(spans: readonly Span[]): Span {
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** Indices of the units from the first that the span touches to the last; -1 stands for what is before the first one. */
function indicesOf(units: readonly Span[], { start, end }: Span): readonly number[] {
  const first = indexOfLastBefore(units, start);
  return Array.from({ length: indexOfLastBefore(units, end) - first + 1 }, (_, i) => first + i);
}
