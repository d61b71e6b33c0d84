import { isObject, listIn, objectIn, readJson, textIn } from '../manifests/formats/json.ts';
import type { Finding } from './rule.ts';

/** The name of the file that records the findings which a project had when it began to use Layerwise. */
export const baselineName = '.layerwise-baseline.json';

/** Maximum size of a baseline in bytes. */
export const maxBaselineBytes = 20_000_000;

/** Findings of one rule on lines with the same text. A line number would be wrong after the next edit above it. */
export interface BaselineEntry {
  readonly rule: string;
  /** The line in which the findings begin, without white space around it. */
  readonly line: string;
  readonly count: number;
}

/** The recorded findings of each file, by its path relative to the folder of the baseline. */
export type Baseline = ReadonlyMap<string, readonly BaselineEntry[]>;

/** The entries for the findings of a file, in the order of its text. */
export function baselineEntries(text: string, findings: readonly Finding[]): readonly BaselineEntry[] {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = keyOf(text, finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => {
    const at = key.indexOf('\n');
    return { rule: key.slice(0, at), line: key.slice(at + 1), count };
  });
}

/** Divides the findings of a file into those that are recorded, and new ones. Both keep their order. */
export function splitByBaseline(
  text: string,
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
): { readonly recorded: readonly Finding[]; readonly fresh: readonly Finding[] } {
  if (entries.length === 0) return { recorded: [], fresh: findings };
  const left = new Map(entries.map(({ rule, line, count }) => [`${rule}\n${line}`, count]));
  const recorded = new Set<Finding>();
  for (const finding of findings) {
    const key = keyOf(text, finding);
    const count = left.get(key) ?? 0;
    if (count === 0) continue;
    left.set(key, count - 1);
    recorded.add(finding);
  }
  return { recorded: [...recorded], fresh: findings.filter((finding) => !recorded.has(finding)) };
}

function keyOf(text: string, { rule, span }: Finding): string {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const end = text.indexOf('\n', span.start);
  return `${rule}\n${text.slice(start, end < 0 ? text.length : end).trim()}`;
}

/** The content of a baseline file; undefined if it is not one. */
export function readBaseline(text: string): Baseline | undefined {
  const { value, complete } = readJson(text);
  if (!complete || !isObject(value?.files)) return undefined;
  const files = Object.keys(objectIn(value, 'files')).map((path) => [path, listIn(value, 'files', path).flatMap(entryOf)] as const);
  return new Map(files);
}

function entryOf(value: Parameters<typeof textIn>[0]): readonly BaselineEntry[] {
  const [rule, line, count] = [textIn(value, 'rule'), textIn(value, 'line'), isObject(value) ? Number(value.count) : NaN];
  return rule !== undefined && line !== undefined && count > 0 ? [{ rule, line, count }] : [];
}

/** The text of a baseline file, sorted by path, so that it changes as little as possible. */
export function baselineText(baseline: Baseline): string {
  const files = [...baseline].filter(([, entries]) => entries.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ version: 1, files: Object.fromEntries(files) }, null, 2)}\n`;
}
