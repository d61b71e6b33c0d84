import { scriptOf } from '../shell/parse.ts';
import type { Dialect, ShellScript } from '../shell/script.ts';
import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import { configOfBase } from './base-image.ts';
import { dialectOfShell, readShellPragmas } from './dialect.ts';
import { lazy, perStage, remembered } from './lazy.ts';
import { StageLists } from './listed-settings.ts';
import type { DockerfileModel, RuntimeConfig, Scope, Variable, VariableUse } from './model.ts';
import { placeInstructions, preamble } from './places.ts';
import { defaultShell, noConfig, StageRuntime } from './runtime.ts';
import { GlobalScope, momentOfPair, StageScope } from './scopes.ts';
import { linkSources } from './sources.ts';
import { readStages } from './stages.ts';
import { theEnd } from './timeline.ts';
import { execOf, innermost, isShellUse, runsInContainer, usesIn } from './uses.ts';

export type * from './model.ts';

/** The meaning of a Dockerfile. Nothing is computed before it is asked for, nothing twice; no tree, however broken, makes it fail. */
export function createModel(tree: DockerfileTree): DockerfileModel {
  const globals = lazy(() => new GlobalScope(preamble(tree), tree.escape));
  const graph = lazy(() => {
    const stages = readStages(tree, (text) => globals().scopeAt(theEnd, true).expand(text));
    return { stages, sources: linkSources(tree, stages), places: placeInstructions(tree, stages) };
  });
  const names = lazy(() => new Map(graph().stages.map((stage) => [stage.name, stage])));
  const pragmas = lazy(() => readShellPragmas(tree));
  const stageScope = perStage<StageScope>((stage, parent) => new StageScope(stage, parent, globals(), tree.escape));
  const stageLists = perStage<StageLists>((stage, parent) => new StageLists(stage, parent, stageScope(stage), configOfBase(stage)));
  const stageRuntime = perStage<StageRuntime>((stage, parent) => new StageRuntime(stage, parent, () => stageScope(stage), stageLists));
  const placeOf = (instruction: Instruction) => graph().places.get(instruction);

  const configBefore = remembered((instruction: Instruction): RuntimeConfig => {
    const place = placeOf(instruction);
    return place?.stage ? stageRuntime(place.stage).configAt(place.moment) : noConfig;
  });

  // Most files have no SHELL: then the whole run-time configuration need not be known to read a script.
  const changesShell = lazy(() => tree.instructions.some((instruction) => innermost(instruction).keyword === 'SHELL'));
  const shellBefore = (instruction: Instruction): RuntimeConfig['shell'] =>
    changesShell() ? configBefore(instruction).shell : defaultShell[placeOf(instruction)?.stage?.os ?? 'linux'];

  const dialectAt = remembered((instruction: Instruction): Dialect => {
    const inner = innermost(instruction);
    if (takesShell.has(inner.keyword) && inner.json) return 'none';
    const place = placeOf(instruction);
    const { value, from } = shellBefore(instruction);
    const since = Math.max(place?.stage?.start ?? 0, typeof from === 'string' ? 0 : from.end);
    const chosen = pragmas().of(inner) ?? (place && pragmas().of(place.whole)) ?? pragmas().between(since, instruction.start);
    return chosen ?? dialectOfShell(value);
  });

  const script = (instruction: Instruction): ShellScript | undefined => scriptOf(innermost(instruction), dialectAt(instruction));

  /** `reader`: who reads the variables. The shell of a RUN sees more than BuildKit does. */
  function scopeFor(instruction: Instruction, reader: 'shell' | 'buildkit', moment = placeOf(instruction)?.moment ?? theEnd): Scope {
    const stage = placeOf(instruction)?.stage;
    if (!stage) return globals().scopeAt(moment, instruction.keyword === 'ARG');
    if (instruction.keyword === 'FROM') return globals().scopeAt(theEnd, true);
    return stageScope(stage).scopeAt(moment, reader);
  }

  function resolve(instruction: Instruction, use: VariableUse): Variable | undefined {
    const inner = innermost(instruction);
    if (!isShellUse(use)) {
      const i = inner.keyword === 'ARG' ? inner.pairs.findIndex((pair) => pair.start <= use.start && use.end <= pair.end) : -1;
      const moment = i < 0 ? undefined : momentOfPair(placeOf(instruction)?.moment ?? 0, i, inner.pairs);
      return scopeFor(instruction, 'buildkit', moment).lookup(use.name);
    }
    const stage = placeOf(instruction)?.stage;
    if (stage && runsInContainer.has(inner.keyword)) return stageScope(stage).lookupInContainer(use.name);
    return scopeFor(instruction, 'shell').lookup(use.name);
  }

  return {
    tree,
    get stages() {
      return graph().stages;
    },
    get final() {
      return graph().stages.at(-1);
    },
    get globalArgs() {
      return globals().args;
    },
    stageOf: (instruction) => placeOf(instruction)?.stage,
    stageNamed: (name) => names().get(name.toLowerCase()),
    sourcesOf: (instruction) => graph().sources.get(innermost(instruction)) ?? [],
    scopeAt: (instruction) => scopeFor(instruction, innermost(instruction).keyword === 'RUN' ? 'shell' : 'buildkit'),
    configBefore,
    configOf: remembered((stage) => stageRuntime(stage).configAt(theEnd)),
    dialectAt,
    scriptOf: script,
    execOf,
    usesIn: remembered((instruction) => usesIn(instruction, script(instruction))),
    resolve,
  };
}

/** Instructions that the stage's shell reads, unless they are in exec form. */
const takesShell: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT']);
