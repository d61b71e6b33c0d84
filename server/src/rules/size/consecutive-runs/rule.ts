import { startsWithErrexit } from '../../../model/dialect.ts';
import type { Stage } from '../../../model/model.ts';
import { effectsOf, onlyChangesShellState } from '../../../shell/effects.ts';
import { joinForms } from '../../../shell/join.ts';
import type { Join } from '../../../shell/join.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { shouldStaySeparate, cacheClass } from './caching.ts';
import type { CacheClass } from './caching.ts';
import { gainOf } from './gain.ts';
import type { Gain } from './gain.ts';
import { joinEdits } from './join-edits.ts';
import { repeatedCleanUps } from './repeated-clean-ups.ts';
import { updatesInPlace } from '../../../facts/image/updates-in-place.ts';
import type { Work } from '../../../base/work.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages = Gain['message'] | 'separate' | 'join' | 'first';

/** A RUN in shell form that may be merged with another one. */
interface Candidate {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly cache: CacheClass;
}

export const rule = defineRule<Messages>({
  id: 'consecutive-runs',
  category: 'size',
  severity: 'info',
  fix: 'safe',
  mayChange: 'consecutive RUN instructions are merged into one with &&, which deletes package lists and caches only once',
  since: '0.1.0',
  aliases: ['DL3059'],
  checks: [179],
  summary: 'Consecutive RUN instructions create separate layers, which keep what a later one deletes.',
  messages: {
    stale: 'The layer of "{update}" stays in the build cache: a later "{install}" then uses old package lists. Merge the RUN instructions.',
    lists:
      'The package lists (about 20 MB on Debian) stay in the layer of a RUN, although a later RUN deletes them. Merge the RUN instructions.',
    deleted: '"{name}" stays in the layer of the RUN that adds it, although a later RUN deletes it. Merge the RUN instructions.',
    caches: 'What "{name}" leaves in its cache stays in the layer, although a later RUN deletes it. Merge the RUN instructions.',
    changed: '"{program}" in a later RUN stores "{name}" a second time. Merge the RUN instructions.',
    separate: 'These RUN instructions create a layer each. They can be merged, but that is not known to make the image smaller.',
    join: 'Merge {count} RUN instructions',
    first: 'RUN instruction to merge with',
  },
  on: {
    *stage(stage, context) {
      // In a build stage, layers do not add to the image size, and separate layers improve caching.
      if (!stage.isInFinalImage || !isForLinux(stage)) return;
      for (const group of yield* groups(stage, context)) {
        yield* report(group, stage, context);
      }
    },
  },
});

/** Groups of two or more consecutive RUN instructions that should be merged. */
function* groups(stage: Stage, context: RuleContext<Messages>): Work<Candidate[][]> {
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
function candidateOf(instruction: Instruction, context: RuleContext<Messages>): Candidate | undefined {
  const { keyword, json, heredocs } = instruction;
  if (keyword !== 'RUN' || json || heredocs.length > 0 || context.facts.mountsOf(instruction).length > 0) return undefined;
  const script = context.scriptOf(instruction);
  if (!script || script.opaque || script.pieces.length === 0 || instruction.bodyText === '') return undefined;
  // `RUN cd /app` has no effect on other instructions, merged or not. Another rule reports it.
  return onlyChangesShellState(script) ? undefined : { run: instruction, script, cache: cacheClass(context.facts.commandsOf(instruction)) };
}

function canMerge(first: Candidate, second: Candidate, { model, text, facts }: RuleContext<Messages>): boolean {
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

/** Reports a group. It is split where two instructions cannot be merged, because the author could not act on such a finding. */
function* report(group: readonly Candidate[], stage: Stage, context: RuleContext<Messages>): Work<void> {
  let rest = group;
  while (rest.length > 1) {
    const [length, joins] = longestJoin(rest.slice(0, mostRuns), stage, context);
    const part = rest.slice(0, length);
    if (length > 1) {
      const kept = repeatedCleanUps(part, stage, context);
      const edits = joinEdits(context.model.tree, part.map((each, i) => ({ ...each, join: joins[i]!, end: kept[i] }))); // prettier-ignore
      const gain = gainOf(part.map(({ run }) => run), stage, context); // prettier-ignore
      context.report({
        at: part[1]!.run.keywordSpan,
        message: gain?.message ?? 'separate',
        severity: gain ? undefined : 'hint',
        data: gain?.data ?? {},
        related: [{ at: part[0]!.run.keywordSpan, message: 'first' }],
        fixes: [{ title: 'join', data: { count: length }, level: 'safe', edits }],
      });
    }
    rest = rest.slice(length);
    yield;
  }
}

/** How many RUN instructions become one at a time: nobody reads a longer one, and the work for one finding stays short. */
const mostRuns = 200;

/** The number of scripts from the first one that can be merged, and their forms. */
function longestJoin(
  group: readonly Candidate[],
  stage: Stage,
  { model, facts }: RuleContext<Messages>,
): readonly [number, readonly Join[]] {
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
