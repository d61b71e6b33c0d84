import { appendAll } from '../base/lists.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { ContextSources } from '../context/needs.ts';
import { unknownContext } from '../context/snapshot-context.ts';
import type { DockerfileModel } from '../model/model.ts';
import { optionsOf } from '../shell/tools/options.ts';
import { finish } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import { innermost } from '../model/uses.ts';
import type { Instruction } from '../syntax/tree.ts';
import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';

/**
 * The sources of COPY and ADD in the build context, and the requirements files in commands. They decide which files of a context are read.
 * Words that are unknown before the build are left out. `build`: the context as far as it is known; other features then use the same facts.
 */
export function contextSources(model: DockerfileModel, build: BuildContext = unknownContext): ContextSources {
  return finish(contextSourcesInSteps(model, build));
}

/** As `contextSources`, in steps. */
export function* contextSourcesInSteps(model: DockerfileModel, build: BuildContext): Work<ContextSources> {
  const facts = factsOf(model, build);
  yield* model.prepare();
  const copied: string[] = [];
  const addSources: string[] = [];
  const otherSources: string[] = [];
  const lists: string[] = [];
  for (const instruction of model.tree.instructions) {
    const { keyword } = instruction;
    if (keyword === 'COPY') appendAll(copied, sourcesOf(facts, instruction));
    else if (keyword === 'ADD') appendAll(addSources, sourcesOf(facts, instruction));
    else if (keyword === 'RUN' && /\bpip|\buv\b/.test(instruction.bodyText)) appendAll(lists, listsIn(facts, instruction));
    appendAll(otherSources, otherSourcesOf(facts, instruction));
    yield;
  }
  return { copySources: [...copied, ...addSources], addSources: addSources, otherSources: otherSources, lists: lists };
}

/** The sources of mounts, and those of a COPY or ADD in ONBUILD. */
function otherSourcesOf(facts: Facts, instruction: Instruction): readonly string[] {
  const inner = innermost(instruction);
  if (inner.keyword !== 'RUN') return inner === instruction ? [] : sourcesOf(facts, inner);
  if (inner.flags.length === 0) return [];
  return facts.mountsOf(inner).flatMap(({ fromContext, source = '' }) => (fromContext ? [source] : []));
}

function sourcesOf({ copyOf }: Facts, instruction: Instruction): readonly string[] {
  const sources = copyOf(instruction)?.sources ?? [];
  return sources.flatMap(({ kind, value }) => (value !== undefined && (kind === 'path' || kind === 'glob') ? [value] : []));
}

/** Whether an instruction, or one in ONBUILD, copies or mounts files of the build context. Without that, the context need not be read. */
export function usesContext(model: DockerfileModel, build: BuildContext = unknownContext): boolean {
  const facts = factsOf(model, build);
  return model.tree.instructions.some((instruction) => mayUseContext(facts, instruction));
}

function mayUseContext({ copyOf, mountsOf }: Facts, instruction: Instruction): boolean {
  const inner = innermost(instruction);
  if (inner.keyword === 'RUN') return inner.flags.length > 0 && mountsOf(inner).some(({ fromContext }) => fromContext);
  if (inner.keyword !== 'COPY' && inner.keyword !== 'ADD') return false;
  return (
    !inner.flags.some(({ name }) => name === 'from') &&
    copyOf(inner)?.sources.every(({ kind }) => kind === 'http' || kind === 'git') !== true
  );
}

/** `pip install -r deps/prod.txt -c pins.txt` */
function listsIn({ model, commandsOf }: Facts, run: Instruction): readonly string[] {
  return commandsOf(run).flatMap(({ packages }) => {
    if (!packages) return [];
    const constraints = optionsOf(packages.args, '-c', '--constraint', '--constraints').flatMap(({ value }) => value ?? []);
    return [...packages.manifests.map(({ value }) => value), ...constraints].flatMap((word) => model.scopeAt(run).expand(word) ?? []);
  });
}
