import { startsWithErrexit } from '../../../model/dialect.ts';
import type { Stage } from '../../../model/model.ts';
import { effectsOf, isForShellAlone } from '../../../shell/effects.ts';
import { joinForms } from '../../../shell/join.ts';
import type { Join } from '../../../shell/join.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { cacheApart, cacheClass } from './caching.ts';
import type { CacheClass } from './caching.ts';
import { joinEdits } from './join-edits.ts';

type Messages = 'separate' | 'join' | 'first';

/** A RUN in shell form that may stand beside another in one layer. */
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
  mayChange: 'consecutive RUN instructions become one, joined by &&, some in braces',
  since: '0.1.0',
  aliases: ['DL3059'],
  summary: 'Consecutive RUN instructions create separate layers, which keep what a later one deletes.',
  messages: {
    separate: 'Consecutive RUN instructions create separate layers; files that a later one deletes still take up space. Merge them.',
    join: 'Merge {count} RUN instructions',
    first: 'RUN instruction to merge with',
  },
  on: {
    stage(stage, context) {
      // Where a stage only builds, layers cost nothing, and separate ones are what caches.
      if (!stage.isInFinalImage || stage.os !== 'linux') return;
      for (const group of groups(stage, context)) report(group, context);
    },
  },
});

/** Runs of neighbours that would be better off in one layer, two or more each. */
function groups(stage: Stage, context: RuleContext<Messages>): Candidate[][] {
  const all: Candidate[][] = [];
  let group: Candidate[] = [];
  for (const instruction of stage.instructions) {
    const candidate = candidateOf(instruction, context);
    const last = group.at(-1);
    if (candidate && last && belongTogether(last, candidate, context) && !group.some(({ cache }) => cacheApart(cache, candidate.cache))) {
      group.push(candidate);
    } else {
      all.push(group);
      group = candidate ? [candidate] : [];
    }
  }
  return [...all, group].filter(({ length }) => length > 1);
}

/** Shell form without heredocs or mounts: what a mount brings is gone after its RUN, and a cache mount makes the RUN cheap to repeat. */
function candidateOf(instruction: Instruction, context: RuleContext<Messages>): Candidate | undefined {
  const { keyword, json, heredocs } = instruction;
  if (keyword !== 'RUN' || json || heredocs.length > 0 || context.facts.mountsOf(instruction).length > 0) return undefined;
  const script = context.scriptOf(instruction);
  if (!script || script.opaque || script.pieces.length === 0 || instruction.bodyText === '') return undefined;
  // `RUN cd /app` leaves nothing to its neighbours, whether it is joined or not: the author meant something else.
  return isForShellAlone(script) ? undefined : { run: instruction, script, cache: cacheClass(context.facts.commandsOf(instruction)) };
}

function belongTogether(first: Candidate, second: Candidate, { model, text, facts }: RuleContext<Messages>): boolean {
  const flags = ({ run }: Candidate): string => run.flags.map((flag) => `${flag.name}=${flag.value ?? ''}`).join(' ');
  if (flags(first) !== flags(second) || model.dialectAt(first.run) !== model.dialectAt(second.run)) return false;
  if (isPragma(text.slice(first.run.end, second.run.start))) return false;
  // A RUN of its own is how the next one comes to run in the new shell.
  if (effectsOf(first.script).some(({ kind }) => kind === 'shell')) return false;
  // An author who moves the ARG down to the RUN that names it keeps the other one cached.
  const named = ({ run }: Candidate): string => facts.cacheOf(run).namedArgs.toSorted().join(' ');
  return named(first) === named(second);
}

/** A comment that is meant for the RUN behind it alone. */
function isPragma(gap: string): boolean {
  return /^[ \t]*#.*\b(?:ignore|skip|disable|shell)\s*=/m.test(gap);
}

/** Reports one group, cut where two neighbours cannot be joined: of those there is nothing to say that the author could act on. */
function report(group: readonly Candidate[], context: RuleContext<Messages>): void {
  let rest = group;
  while (rest.length > 1) {
    const [length, joins] = longestJoin(rest, context);
    const part = rest.slice(0, length);
    if (length > 1) {
      const edits = joinEdits(context.model.tree, part.map((each, i) => ({ ...each, join: joins[i]! }))); // prettier-ignore
      context.report({
        at: part[1]!.run.keywordSpan,
        message: 'separate',
        related: [{ at: part[0]!.run.keywordSpan, message: 'first' }],
        fixes: [{ title: 'join', data: { count: length }, level: 'safe', edits }],
      });
    }
    rest = rest.slice(length);
  }
}

/** How many scripts from the first on can be joined, and in which forms. */
function longestJoin(group: readonly Candidate[], { model }: RuleContext<Messages>): readonly [number, readonly Join[]] {
  const { run } = group[0]!;
  const scope = model.scopeAt(run);
  const surroundings = {
    errexit: startsWithErrexit(model.configBefore(run).shell.value),
    isEnvironment: (name: string) => !scope.closed || scope.lookup(name) !== undefined,
  };
  let length = group.length;
  while (length > 1) {
    const scripts = group.slice(0, length).map(({ script }) => script);
    const joins = joinForms(scripts, surroundings);
    const obstacle = joins.findIndex(({ form }) => form === 'impossible');
    if (obstacle < 0) return [length, joins];
    // What cannot have others behind it cannot have fewer either: at best it is the last one.
    length = Math.min(length - 1, obstacle + 1);
  }
  return [1, []];
}
