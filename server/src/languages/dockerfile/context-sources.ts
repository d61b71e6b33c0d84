import { isPlain } from '../../model/expand.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';

/** The source words that say which files of a build context must be looked into. */
export interface ContextSources {
  /** Those of COPY and ADD, variables replaced. */
  readonly copySources: readonly string[];
  /** Those of ADD alone. */
  readonly addSources: readonly string[];
}

/** What COPY and ADD take from the build context, variables replaced; what cannot be resolved, or comes from a stage, is left out. */
export function contextSources(model: DockerfileModel): ContextSources {
  const sourcesOf = (instruction: Instruction): readonly string[] => {
    if (instruction.flags.some((flag) => flag.name === 'from')) return [];
    const words = instruction.json?.items.map((item) => item.value) ?? instruction.words.map((word) => word.text);
    return words.slice(0, -1).flatMap((word) => (isPlain(word) ? word : (model.scopeAt(instruction).expand(word) ?? [])));
  };
  const all = (keyword: string): string[] => model.tree.instructions.filter((it) => it.keyword === keyword).flatMap(sourcesOf);
  const addSources = all('ADD');
  return { copySources: [...all('COPY'), ...addSources], addSources };
}
