import { applyEdits, areDisjoint } from '../base/edit.ts';
import type { TextEdit } from '../base/edit.ts';
import { indexOfLastBefore } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { Finding, Fix } from './rule.ts';

/** What the rules say of a text. */
export interface Checked {
  /** What no two rules may change in one round, in order: the instructions of a Dockerfile, the lines of a .dockerignore. */
  readonly units: readonly Span[];
  readonly findings: readonly Finding[];
}

export interface FixAllResult {
  readonly text: string;
  /** The findings whose safe fix was applied, in order; a later one's span counts in the text that the earlier ones left. */
  readonly applied: readonly Finding[];
}

/** More than any file needs: every round fixes something of every unit that has something to fix. */
const mostRounds = 10;

/**
 * Applies all safe fixes, looks again, and goes on until nothing is left to fix. Within a round, no two rules change the
 * same unit: each fix is proven against the text that its rule saw, not against another rule's new text.
 */
export function fixAll(text: string, check: (text: string) => Checked): FixAllResult {
  const applied: Finding[] = [];
  let current = text;
  for (let round = 0; round < mostRounds; round++) {
    const chosen = fixesForOneRound(check(current));
    if (!chosen.length) break;
    const edits = chosen.flatMap(({ fix }) => fix.edits);
    current = applyEdits(current, edits);
    applied.push(...chosen.map(({ finding }) => finding));
  }
  return { text: current, applied };
}

/** The fix that fix-all takes: the first safe one. */
export function safeFixOf(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.level === 'safe' && fix.edits.length > 0);
}

interface Choice {
  readonly finding: Finding;
  readonly fix: Fix;
}

function fixesForOneRound({ units, findings }: Checked): readonly Choice[] {
  const chosen: Choice[] = [];
  const claims = new Map<number, { readonly rule: string; readonly edits: TextEdit[] }>();
  for (const finding of findings) {
    const fix = safeFixOf(finding);
    if (!fix) continue;
    const touched = unitsTouched(units, fix.edits);
    const earlier = touched.flatMap((index) => claims.get(index) ?? []);
    if (earlier.some(({ rule }) => rule !== finding.rule)) continue;
    const others = new Set(earlier.flatMap(({ edits }) => edits));
    if (!areDisjoint([...others, ...fix.edits])) continue;
    for (const index of touched) claims.set(index, { rule: finding.rule, edits: [...(claims.get(index)?.edits ?? []), ...fix.edits] });
    chosen.push({ finding, fix });
  }
  return chosen;
}

/** Indices of the units from the first that the edits touch to the last; -1 stands for what is before the first one. */
function unitsTouched(units: readonly Span[], edits: readonly TextEdit[]): readonly number[] {
  const first = indexOfLastBefore(units, Math.min(...edits.map((edit) => edit.start)));
  const last = indexOfLastBefore(units, Math.max(...edits.map((edit) => edit.end)));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
