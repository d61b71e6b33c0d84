import { contextPath, isWithin } from '../base/paths.ts';
import { covers } from '../base/span.ts';
import type { DockerfileModel, SourceReference, Variable } from '../model/model.ts';
import { executionOrder } from '../model/positions.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { CopyFact, CopySource } from './copy.ts';
import type { MountFact } from './mounts.ts';

/**
 * What determines whether BuildKit uses the cached result of an instruction. Measured with BuildKit of Docker 28.5 (108 changes of
 * Dockerfiles, files and arguments) and checked in its sources (solver/llbsolver/ops, cache/contenthash) in August 2026.
 */
export interface CacheFact {
  /** Whether it is a build step: RUN, COPY, ADD or WORKDIR. Other instructions only write configuration, and invalidate nothing. */
  readonly isStep: boolean;
  /** The step whose rebuild invalidates this one: the previous one in the stage, or the last one of the parent stage. */
  readonly after: Instruction | undefined;
  /** The build arguments that the step depends on, by name, in the order of their declaration, without duplicates. */
  readonly args: readonly string[];
  /** Those of `args` that the instruction itself uses. */
  readonly namedArgs: readonly string[];
  /** The stages and images that it copies from or mounts. Their content matters, not whether they were rebuilt. */
  readonly from: readonly SourceReference[];
  /** Whether it has a download or a Git repository, which the builder checks in every build. */
  readonly isRemote: boolean;
  /** Whether it uses files of the build context. */
  readonly usesContext: boolean;
  /**
   * Whether the step depends on the content or the mode of a file of the build context (a context path); it never depends on its
   * modification time or owner. Returns undefined if unknown: the context is unknown, or the value of a word is unknown before the build.
   */
  dependsOnFile(path: string): boolean | undefined;
}

/** The facts that the cache facts are computed from. */
export interface CacheInput {
  readonly model: DockerfileModel;
  copyOf(instruction: Instruction): CopyFact | undefined;
  mountsOf(instruction: Instruction): readonly MountFact[];
}

const steps: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

export function readCache(input: CacheInput, instruction: Instruction): CacheFact {
  return new Cache(input, instruction);
}

/** The members that take longer are computed on first use. A class for performance: see `Model` in model/index.ts. */
class Cache implements CacheFact {
  readonly isStep: boolean;
  readonly from: readonly SourceReference[];
  readonly isRemote: boolean;
  readonly usesContext: boolean;
  private readonly model: DockerfileModel;
  private readonly instruction: Instruction;
  private readonly fromContext: readonly CopySource[];
  private readonly bound: readonly MountFact[];
  private knownArgs: readonly string[] | undefined = undefined;
  private knownNamedArgs: readonly string[] | undefined = undefined;

  constructor({ model, copyOf, mountsOf }: CacheInput, instruction: Instruction) {
    const copy = copyOf(instruction);
    const mounts = mountsOf(instruction);
    this.model = model;
    this.instruction = instruction;
    this.isStep = steps.has(instruction.keyword);
    this.fromContext = copy?.sources.filter(({ kind }) => kind === 'path' || kind === 'glob') ?? [];
    this.bound = mounts.filter((mount) => mount.fromContext);
    this.from = [...(copy?.from ? [copy.from] : []), ...mounts.flatMap(({ from }) => from ?? [])];
    this.isRemote = copy?.sources.some(({ kind }) => kind === 'http' || kind === 'git') ?? false;
    this.usesContext = this.fromContext.length > 0 || this.bound.length > 0;
  }

  get after(): Instruction | undefined {
    return this.isStep ? stepBefore(this.model, this.instruction) : undefined;
  }

  get args(): readonly string[] {
    return (this.knownArgs ??= this.isStep ? argsOf(this.model, this.instruction) : []);
  }

  get namedArgs(): readonly string[] {
    return (this.knownNamedArgs ??= this.isStep ? namesOf(this.model, usedIn(this.model, this.instruction)) : []);
  }

  dependsOnFile(path: string): boolean | undefined {
    const answers = new Set([
      ...this.fromContext.map(({ files }) => files?.some(({ entry }) => entry.path === path)),
      ...this.bound.map(({ source = '' }) => isWithin(contextPath(source), path)),
    ]);
    return answers.has(true) ? true : answers.has(undefined) ? undefined : false;
  }
}

function stepBefore(model: DockerfileModel, instruction: Instruction): Instruction | undefined {
  let stage = model.stageOf(instruction);
  let before = stage ? executionOrder(stage) : [];
  before = before.slice(0, before.indexOf(instruction));
  for (;;) {
    const step = before.findLast(({ keyword }) => steps.has(keyword));
    stage = stage?.parent;
    if (step || !stage) return step;
    before = executionOrder(stage);
  }
}

/**
 * A RUN depends on every ARG declared before it, used or not, unless an ENV with the same name overrides it. Other steps only depend on the
 * variables in their words.
 */
function argsOf(model: DockerfileModel, instruction: Instruction): readonly string[] {
  return namesOf(model, instruction.keyword === 'RUN' ? model.scopeAt(instruction).all() : usedIn(model, instruction));
}

function usedIn(model: DockerfileModel, instruction: Instruction): readonly Variable[] {
  return model.usesIn(instruction).flatMap((use) => model.resolve(instruction, use) ?? []);
}

/** The names of the ARGs that the values of some variables come from. */
function namesOf(model: DockerfileModel, variables: readonly Variable[]): readonly string[] {
  const args = variables.flatMap((variable) => sourceArgs(model, variable, new Set()));
  return [...new Set(args.toSorted((a, b) => startOf(a) - startOf(b)).map(({ name }) => name))];
}

/** The ARGs that the value of a variable comes from: itself, or those in the value of its ENV. */
function sourceArgs(model: DockerfileModel, variable: Variable, seen: Set<Variable>): readonly Variable[] {
  const { instruction, pair } = variable;
  if (!instruction || !pair || seen.has(variable)) return [];
  if (instruction.keyword === 'ARG') return [variable];
  seen.add(variable);
  return model
    .usesIn(instruction)
    .filter((use) => covers(pair, use))
    .flatMap((use) => model.resolve(instruction, use) ?? [])
    .flatMap((behind) => sourceArgs(model, behind, seen));
}

function startOf({ pair }: Variable): number {
  return pair?.start ?? 0;
}
