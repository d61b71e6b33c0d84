import { covers } from '../base/span.ts';
import { scriptOf } from '../shell/parse.ts';
import type { Dialect, ShellScript } from '../shell/script.ts';
import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import { configOfBase } from './base-image.ts';
import { dialectOfShell, readShellDirectives } from './dialect.ts';
import { LazyWork } from '../base/lazy-work.ts';
import { lazy, memoize } from '../base/memoize.ts';
import type { Work } from '../base/work.ts';
import { StageLists } from './listed-settings.ts';
import type { DockerfileModel, RuntimeConfig, Scope, SourceReference, Stage, Variable, VariableUse } from './model.ts';
import { perStage, PerStage } from './per-stage.ts';
import { instructionPositions, preamble } from './positions.ts';
import type { InstructionPosition } from './positions.ts';
import { defaultShell, noConfig, StageRuntime } from './runtime.ts';
import { GlobalScope, momentOfPair, StageScope } from './scopes.ts';
import { linkSources } from './sources.ts';
import { readStages } from './stages.ts';
import { endOfStage } from './timeline.ts';
import { execOf, innermost, isShellUse, runsInContainer, usesIn } from './uses.ts';

export type * from './model.ts';

/** Creates the model of a Dockerfile. Everything is computed lazily and once. It never fails, even for an invalid tree. */
export function createModel(tree: DockerfileTree): DockerfileModel {
  return new Model(tree);
}

/**
 * This is a class because V8 creates a separate hidden class for each object literal with getters, which keeps whole models alive until the
 * next major garbage collection.
 */
class Model implements DockerfileModel {
  readonly tree: DockerfileTree;

  constructor(tree: DockerfileTree) {
    this.tree = tree;
  }

  get stages(): readonly Stage[] {
    return this.graph.now().stages;
  }
  get final(): Stage | undefined {
    return this.stages.at(-1);
  }
  get globalArgs(): DockerfileModel['globalArgs'] {
    return this.globals().args;
  }

  *prepare(): Work<void> {
    yield* this.graph.inSteps();
    if (this.tree.text.length < longFile) return;
    for (const stage of this.stages) yield* this.stageScopes.inSteps(stage);
  }

  stageOf(instruction: Instruction): Stage | undefined {
    return this.positionOf(instruction)?.stage;
  }

  stageNamed(name: string): Stage | undefined {
    return this.names().get(name.toLowerCase());
  }

  sourcesOf(instruction: Instruction): readonly SourceReference[] {
    return this.graph.now().sources.get(innermost(instruction)) ?? [];
  }

  scopeAt(instruction: Instruction): Scope {
    return this.scopeFor(instruction, innermost(instruction).keyword === 'RUN' ? 'shell' : 'buildkit');
  }

  execOf(instruction: Instruction): ReturnType<DockerfileModel['execOf']> {
    return execOf(instruction);
  }

  readonly configBefore = memoize((instruction: Instruction): RuntimeConfig => {
    const position = this.positionOf(instruction);
    return position?.stage ? this.stageRuntime(position.stage).configAt(position.moment) : noConfig;
  });

  readonly configOf = memoize((stage: Stage): RuntimeConfig => this.stageRuntime(stage).configAt(endOfStage));

  readonly dialectAt = memoize((instruction: Instruction): Dialect => {
    const inner = innermost(instruction);
    if (takesShell.has(inner.keyword) && inner.json) return 'none';
    const position = this.positionOf(instruction);
    const { value, from } = this.shellBefore(instruction);
    const since = Math.max(position?.stage?.start ?? 0, typeof from === 'string' ? 0 : from.end);
    const shellDirectives = this.shellDirectives();
    const chosen =
      shellDirectives.of(inner) ?? (position && shellDirectives.of(position.topLevel)) ?? shellDirectives.between(since, instruction.start);
    return chosen ?? this.dialectOf(value);
  });

  readonly scriptOf = memoize((instruction: Instruction): ShellScript | undefined =>
    scriptOf(innermost(instruction), this.dialectAt(instruction)),
  );

  readonly usesIn = memoize((instruction: Instruction): readonly VariableUse[] => usesIn(instruction, this.scriptOf(instruction)));

  resolve(instruction: Instruction, use: VariableUse): Variable | undefined {
    const inner = innermost(instruction);
    if (!isShellUse(use)) {
      const i = inner.keyword === 'ARG' ? inner.pairs.findIndex((pair) => covers(pair, use)) : -1;
      const moment = i < 0 ? undefined : momentOfPair(this.positionOf(instruction)?.moment ?? 0, i, inner.pairs);
      return this.scopeFor(instruction, 'buildkit', moment).lookup(use.name);
    }
    const stage = this.stageOf(instruction);
    if (stage && runsInContainer.has(inner.keyword)) return this.stageScope(stage).lookupInContainer(use.name);
    return this.scopeFor(instruction, 'shell').lookup(use.name);
  }

  private readonly globals = lazy(() => new GlobalScope(preamble(this.tree), this.tree.escape));
  private readonly graph = new LazyWork(() => this.readGraph());
  private readonly names = lazy(() => new Map(this.stages.map((stage) => [stage.name, stage])));
  private readonly dialectOf = memoize(dialectOfShell);
  private readonly shellDirectives = lazy(() => readShellDirectives(this.tree));
  private readonly stageScopes = new PerStage<StageScope>((stage, parent) =>
    StageScope.inSteps(stage, parent, this.globals(), this.tree.escape),
  );
  private readonly stageScope = (stage: Stage): StageScope => this.stageScopes.now(stage);
  private readonly stageLists = perStage<StageLists>(
    (stage, parent) => new StageLists(stage, parent, this.stageScope(stage), configOfBase(stage)),
  );
  private readonly stageRuntime = perStage<StageRuntime>(
    (stage, parent) => new StageRuntime(stage, parent, () => this.stageScope(stage), this.stageLists),
  );
  // Most files have no SHELL. Scripts can then be parsed without computing the whole run-time configuration.
  private readonly changesShell = lazy(() => this.tree.instructions.some((instruction) => innermost(instruction).keyword === 'SHELL'));

  private *readGraph(): Work<Graph> {
    const { tree } = this;
    const stages = yield* readStages(tree, (text) => this.globals().scopeAt(endOfStage, true).expand(text));
    return { stages, sources: yield* linkSources(tree, stages), positions: yield* instructionPositions(tree, stages) };
  }

  private positionOf(instruction: Instruction): InstructionPosition | undefined {
    return this.graph.now().positions.get(instruction);
  }

  private shellBefore(instruction: Instruction): RuntimeConfig['shell'] {
    return this.changesShell() ? this.configBefore(instruction).shell : defaultShell[this.stageOf(instruction)?.os ?? 'linux'];
  }

  /** `reader`: whether the shell of a RUN or BuildKit expands the variables. The shell has more variables. */
  private scopeFor(
    instruction: Instruction,
    reader: 'shell' | 'buildkit',
    moment = this.positionOf(instruction)?.moment ?? endOfStage,
  ): Scope {
    const stage = this.stageOf(instruction);
    if (!stage) return this.globals().scopeAt(moment, instruction.keyword === 'ARG');
    if (instruction.keyword === 'FROM') return this.globals().scopeAt(endOfStage, true);
    return this.stageScope(stage).scopeAt(moment, reader);
  }
}

/** In a file of this length, reading the variables may take long. In a shorter one, they are read when they are needed. */
const longFile = 20_000;

/** The stages of a file, and what refers to them. */
interface Graph {
  readonly stages: readonly Stage[];
  readonly sources: ReadonlyMap<Instruction, readonly SourceReference[]>;
  readonly positions: ReadonlyMap<Instruction, InstructionPosition>;
}

/** Instructions that the stage's shell runs, unless they are in exec form. */
const takesShell: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT']);
