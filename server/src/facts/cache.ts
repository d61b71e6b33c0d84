import { contextPath, isWithin } from '../base/paths.ts';
import type { DockerfileModel, SourceReference, Variable } from '../model/model.ts';
import { executionOrder } from '../model/positions.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { CopyFact } from './copy.ts';
import type { MountFact } from './mounts.ts';

/**
 * What decides whether BuildKit takes the result of an instruction from its cache. Measured with BuildKit of Docker 28.5 (108 changes of
 * Dockerfiles, files and arguments) and read in its sources (solver/llbsolver/ops, cache/contenthash) in August 2026.
 */
export interface CacheFact {
  /** RUN, COPY, ADD and WORKDIR are steps of the build. Every other instruction only writes configuration, and rebuilds nothing. */
  readonly isStep: boolean;
  /** The step whose rebuild rebuilds this one: the one before it in the stage, or the last one of the stage that it builds on. */
  readonly after: Instruction | undefined;
  /** The build arguments whose value counts, by name; each once, in the order of their declaration. */
  readonly args: readonly string[];
  /** Those of them that the instruction itself names. */
  readonly namedArgs: readonly string[];
  /** What is copied or mounted from stages and images. Its content counts, not whether it was built anew. */
  readonly from: readonly SourceReference[];
  /** A download or a repository, which the builder looks at in every build. */
  readonly isRemote: boolean;
  /** It takes files of the build context. */
  readonly usesContext: boolean;
  /**
   * Whether the content or the mode of a file of the build context counts (a context path); a change of its modification time or its owner
   * never does. Undefined where that is not known: the context is not, or a word has a value that is not known before the build.
   */
  dependsOnFile(path: string): boolean | undefined;
}

/** What the facts about the cache are made of. */
export interface CacheInput {
  readonly model: DockerfileModel;
  copyOf(instruction: Instruction): CopyFact | undefined;
  mountsOf(instruction: Instruction): readonly MountFact[];
}

const steps: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

export function readCache(input: CacheInput, instruction: Instruction): CacheFact {
  const { model, copyOf, mountsOf } = input;
  const isStep = steps.has(instruction.keyword);
  const copy = copyOf(instruction);
  const mounts = mountsOf(instruction);
  const fromContext = copy?.sources.filter(({ kind }) => kind === 'path' || kind === 'glob') ?? [];
  const bound = mounts.filter((mount) => mount.fromContext);
  return {
    isStep,
    after: isStep ? stepBefore(model, instruction) : undefined,
    args: isStep ? argsOf(model, instruction) : [],
    namedArgs: isStep ? namesOf(model, usedIn(model, instruction)) : [],
    from: [...(copy?.from ? [copy.from] : []), ...mounts.flatMap(({ from }) => from ?? [])],
    isRemote: copy?.sources.some(({ kind }) => kind === 'http' || kind === 'git') ?? false,
    usesContext: fromContext.length > 0 || bound.length > 0,
    dependsOnFile: (path) => {
      const answers = new Set([
        ...fromContext.map(({ files }) => files?.some(({ entry }) => entry.path === path)),
        ...bound.map(({ source = '' }) => isWithin(contextPath(source), path)),
      ]);
      return answers.has(true) ? true : answers.has(undefined) ? undefined : false;
    },
  };
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
 * A RUN sees every ARG that is declared before it, used or not, unless an ENV of the same name hides it. The other steps depend on those
 * alone that their words are expanded with.
 */
function argsOf(model: DockerfileModel, instruction: Instruction): readonly string[] {
  return namesOf(model, instruction.keyword === 'RUN' ? model.scopeAt(instruction).all() : usedIn(model, instruction));
}

function usedIn(model: DockerfileModel, instruction: Instruction): readonly Variable[] {
  return model.usesIn(instruction).flatMap((use) => model.resolve(instruction, use) ?? []);
}

/** The ARGs that the values of some variables come from. */
function namesOf(model: DockerfileModel, variables: readonly Variable[]): readonly string[] {
  const args = variables.flatMap((variable) => argsBehind(model, variable, new Set()));
  return [...new Set(args.toSorted((a, b) => startOf(a) - startOf(b)).map(({ name }) => name))];
}

/** The ARGs that the value of a variable comes from: itself, or those that its ENV is written with. */
function argsBehind(model: DockerfileModel, variable: Variable, seen: Set<Variable>): readonly Variable[] {
  const { instruction, pair } = variable;
  if (!instruction || !pair || seen.has(variable)) return [];
  if (instruction.keyword === 'ARG') return [variable];
  seen.add(variable);
  return model
    .usesIn(instruction)
    .filter(({ start, end }) => pair.start <= start && end <= pair.end)
    .flatMap((use) => model.resolve(instruction, use) ?? [])
    .flatMap((behind) => argsBehind(model, behind, seen));
}

function startOf({ pair }: Variable): number {
  return pair?.start ?? 0;
}
