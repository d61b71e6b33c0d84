import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { createModel } from '../../server/src/model/index.ts';
import type { Preset } from '../../server/src/linter/presets.ts';
import { runRules } from '../../server/src/linter/engine.ts';
import type { AnyRule } from '../../server/src/linter/rule.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';
import { noContext } from '../support/rules.ts';
import { assets } from '../support/assets.ts';

/** Edits that are not counted, because the engine still compiles the code. */
const warmUp = 150;
const counted = 150;

/** What edits cost with the rules of one preset, in milliseconds of one edit. */
export interface EditCosts {
  /** CPU time of reading the text, running the rules and applying suppressions. */
  readonly edit: number;
  /** The rules that take longest, by descending time. What several rules read is computed once, and counts for the first of them. */
  readonly rules: readonly { readonly id: string; readonly time: number }[];
}

/**
 * Measures edits of a text in this process, without the protocol: a letter is inserted at an offset and deleted again.
 * @returns the mean CPU time of an edit and the median time of each rule
 */
export function costsOfEdits(text: string, at: number, preset: Preset): EditCosts {
  return { edit: meanCpu(text, at, preset), rules: timesOfRules(text, at, preset) };
}

function meanCpu(text: string, at: number, preset: Preset): number {
  const edit = editor(text, at, allRules, preset);
  for (let i = 0; i < warmUp; i++) edit();
  const before = process.cpuUsage();
  for (let i = 0; i < counted; i++) edit();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / counted;
}

function timesOfRules(text: string, at: number, preset: Preset): EditCosts['rules'] {
  const times = new Map<string, number>();
  const edit = editor(
    text,
    at,
    allRules.map((rule) => timed(rule, times)),
    preset,
  );
  const samples = new Map<string, number[]>(allRules.map(({ id }) => [id, []]));
  for (let i = 0; i < warmUp + counted; i++) {
    times.clear();
    edit();
    if (i >= warmUp) for (const [id, list] of samples) list.push(times.get(id) ?? 0);
  }
  // The median, because other programs interrupt us.
  const medians = [...samples].map(([id, list]) => ({ id, time: list.sort((a, b) => a - b)[counted >> 1]! }));
  return medians.sort((a, b) => b.time - a.time);
}

/** A function that makes the next edit and runs the rules. */
function editor(text: string, at: number, rules: readonly AnyRule[], preset: Preset): () => void {
  const texts = [`${text.slice(0, at)}x${text.slice(at)}`, text];
  const settings = { preset, byRule: {} };
  const build = createBuildContext(noContext);
  let tree: DockerfileTree | undefined;
  let count = 0;
  return () => {
    tree = parse(texts[count++ % 2]!, tree);
    runRules({ model: createModel(tree), build, assets, rules, settings });
  };
}

/** The rule, with visitors that add their milliseconds to `times`. */
function timed(rule: AnyRule, times: Map<string, number>): AnyRule {
  const measure = <T>(call: () => T): T => {
    const begun = performance.now();
    try {
      return call();
    } finally {
      times.set(rule.id, (times.get(rule.id) ?? 0) + performance.now() - begun);
    }
  };
  const inSteps = (work: Iterator<void>): object => {
    const next = (): IteratorResult<void> => measure(() => work.next());
    return { next, [Symbol.iterator]: () => ({ next }) };
  };
  const on = Object.entries(rule.on as Record<string, (...args: unknown[]) => unknown>).map(([event, visitor]) => [
    event,
    (...args: unknown[]) => {
      const result = measure(() => visitor(...args));
      return typeof (result as Iterator<void> | undefined)?.next === 'function' ? inSteps(result as Iterator<void>) : result;
    },
  ]);
  return { ...rule, on: Object.fromEntries(on) };
}
