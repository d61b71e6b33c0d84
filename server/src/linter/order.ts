import { sortedInSteps } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import type { Finding } from './rule.ts';

/** Sorts findings by position, then by rule, and removes duplicates. */
export function* inOrder(findings: readonly Finding[]): Work<readonly Finding[]> {
  const sorted = yield* sortedInSteps(findings, byPlace);
  const unique: Finding[] = [];
  /** The texts of the findings of one rule at one place, if there are several. */
  let texts: Set<string> | undefined;
  for (const finding of sorted) {
    yield;
    const last = unique.at(-1);
    if (last && byPlace(last, finding) === 0) {
      const text = JSON.stringify(finding.message);
      texts ??= new Set([JSON.stringify(last.message)]);
      if (texts.has(text)) continue;
      texts.add(text);
    } else texts = undefined;
    unique.push(finding);
  }
  return unique;
}

function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
