import { memoizeWeak } from '../../base/memoize.ts';
import type { TextEdit } from '../../base/edit.ts';
import type { Work } from '../../base/work.ts';
import type { Facts } from '../../facts/facts.ts';
import { updatesInPlace } from '../../facts/image/updates-in-place.ts';
import { startsWithErrexit } from '../../model/dialect.ts';
import type { Stage } from '../../model/model.ts';
import { effectsOf, onlyChangesShellState } from '../../shell/effects.ts';
import { joinForms } from '../../shell/join.ts';
import type { Join } from '../../shell/join.ts';
import type { ShellScript } from '../../shell/script.ts';
import { isMeantAsArray } from '../../syntax/json-like-array.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { RuleContext } from '../rule.ts';
import { cacheClass, shouldStaySeparate } from './caching.ts';
import type { CacheClass } from './caching.ts';
import { gainOf } from './gain.ts';
import type { Gain } from './gain.ts';
import { joinEdits } from './join-edits.ts';
import { repeatedCleanUps } from './repeated-clean-ups.ts';

/** A RUN in shell form that may be merged with another one. */
interface Candidate {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly cache: CacheClass;
}

/** Two or more consecutive RUN instructions that can become one. */
export interface JoinableRuns {
  readonly runs: readonly Instruction[];
  readonly edits: readonly TextEdit[];
  /** What is gained for certain; undefined if nothing is known. */
  readonly gain: Gain | undefined;
}

type Context = Pick<RuleContext<string>, 'model' | 'facts' | 'text' | 'scriptOf'>;

const known = memoizeWeak((_facts: Facts) => new Map<Stage, readonly JoinableRuns[]>());

/** The consecutive RUN instructions of a stage that can be merged, in order, computed in steps and once for each version of the file. */
export function* joinableRunsOf(stage: Stage, context: Context): Work<readonly JoinableRuns[]> {
  const before = known(context.facts).get(stage);
  if (before) return before;
  const all: JoinableRuns[] = [];
  for (const group of yield* groups(stage, context)) {
    for (const joinable of yield* split(group, stage, context)) all.push(joinable);
  }
  known(context.facts).set(stage, all);
  return all;
}

/**
 * The edits that merge the given consecutive RUN instructions of a stage, whether that is useful or not; undefined if they cannot be merged
 * without changing what they do.
 */
export function joinableRuns(runs: readonly Instruction[], stage: Stage, context: Context): readonly TextEdit[] | undefined {
  const group = runs.flatMap((run) => candidateOf(run, context) ?? []);
  if (group.length !== runs.length || !group.every((each, i) => i === 0 || canMerge(group[i - 1]!, each, context))) return undefined;
  const [length, joins] = longestJoin(group, stage, context);
  return length === group.length ? joinEdits(context.model.tree, group.map((each, i) => ({ ...each, join: joins[i]! }))) : undefined; // prettier-ignore
}

/** Groups of two or more consecutive RUN instructions that should be merged. */
function* groups(stage: Stage, context: Context): Work<Candidate[][]> {
  const all: Candidate[][] = [];
  let group: Candidate[] = [];
  const classes = new Set<CacheClass>();
  for (const instruction of stage.instructions) {
    const candidate = candidateOf(instruction, context);
    const last = group.at(-1);
    if (
      candidate &&
      last &&
      canMerge(last, candidate, context) &&
      ![...classes].some((cache) => shouldStaySeparate(cache, candidate.cache))
    ) {
      group.push(candidate);
    } else {
      all.push(group);
      group = candidate ? [candidate] : [];
      classes.clear();
    }
    if (candidate) classes.add(candidate.cache);
    yield;
  }
  return [...all, group].filter(({ length }) => length > 1);
}

/** Shell form without heredocs or mounts: mounted files are gone after the RUN, and a cache mount makes the RUN fast to repeat. */
function candidateOf(instruction: Instruction, context: Context): Candidate | undefined {
  const { keyword, json, heredocs } = instruction;
  if (keyword !== 'RUN' || json || heredocs.length > 0 || context.facts.mountsOf(instruction).length > 0) return undefined;
  const script = context.scriptOf(instruction);
  if (!script || script.opaque || script.pieces.length === 0 || instruction.bodyText === '') return undefined;
  // A broken array is no script, and after && nobody could see that.
  if (isMeantAsArray(instruction.bodyText)) return undefined;
  // `RUN cd /app` has no effect on other instructions, merged or not. Another rule reports it.
  return onlyChangesShellState(script) ? undefined : { run: instruction, script, cache: cacheClass(context.facts.commandsOf(instruction)) };
}

function canMerge(first: Candidate, second: Candidate, { model, text, facts }: Context): boolean {
  const flags = ({ run }: Candidate): string => run.flags.map((flag) => `${flag.name}=${flag.value ?? ''}`).join(' ');
  if (flags(first) !== flags(second) || model.dialectAt(first.run) !== model.dialectAt(second.run)) return false;
  if (hasSuppression(text.slice(first.run.end, second.run.start))) return false;
  // The next RUN must stay separate to run in the new shell.
  if (effectsOf(first.script).some(({ kind }) => kind === 'shell')) return false;
  // If only one RUN uses a build argument, the other one stays cached when the argument changes.
  const namedArgsOf = ({ run }: Candidate): string => facts.cacheOf(run).namedArgs.toSorted().join(' ');
  return namedArgsOf(first) === namedArgsOf(second);
}

/** Whether there is a comment that applies only to the next RUN. */
function hasSuppression(gap: string): boolean {
  return /^[ \t]*#.*\b(?:ignore|skip|disable|shell)\s*=/m.test(gap);
}

/** A group is split where two instructions cannot be merged, because the author could not act on such a finding. */
function* split(group: readonly Candidate[], stage: Stage, context: Context): Work<readonly JoinableRuns[]> {
  const found: JoinableRuns[] = [];
  let rest = group;
  while (rest.length > 1) {
    const [length, joins] = longestJoin(rest.slice(0, mostRuns), stage, context);
    yield;
    const part = rest.slice(0, length);
    if (length > 1) {
      const kept = yield* repeatedCleanUps(part, stage, context);
      const edits = joinEdits(context.model.tree, part.map((each, i) => ({ ...each, join: joins[i]!, end: kept[i] }))); // prettier-ignore
      const runs = part.map(({ run }) => run);
      yield;
      found.push({ runs, edits, gain: yield* gainOf(runs, stage, context) });
    }
    rest = rest.slice(length);
    yield;
  }
  return found;
}

/** How many RUN instructions become one at a time: nobody reads a longer one, and the work for one finding stays short. */
const mostRuns = 200;

/** The number of scripts from the first one that can be merged, and their forms. */
function longestJoin(group: readonly Candidate[], stage: Stage, { model, facts }: Context): readonly [number, readonly Join[]] {
  const { run } = group[0]!;
  const scope = model.scopeAt(run);
  const surroundings = {
    errexit: startsWithErrexit(model.configBefore(run).shell.value),
    isEnvironment: (name: string) => !scope.closed || scope.lookup(name) !== undefined,
    staysInPlace: (program: string, script: ShellScript) => {
      const candidate = group.find((each) => each.script === script);
      return candidate !== undefined && updatesInPlace(program, candidate.run, stage, model, facts);
    },
  };
  let length = group.length;
  while (length > 1) {
    const scripts = group.slice(0, length).map(({ script }) => script);
    const joins = joinForms(scripts, surroundings);
    const obstacle = joins.findIndex(({ form }) => form === 'impossible');
    if (obstacle < 0) return [length, joins];
    // A script that cannot be followed by others must be the last one.
    length = Math.min(length - 1, obstacle + 1);
  }
  return [1, []];
}
