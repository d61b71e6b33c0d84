import type { ContextSources } from '../context/needs.ts';
import { unknownContext } from '../context/snapshot-context.ts';
import type { DockerfileModel } from '../model/model.ts';
import { factsOf } from './facts.ts';

/** What COPY and ADD take from the build context; sources that are not known before the build are left out. Needs no context. */
export function contextSources(model: DockerfileModel): ContextSources {
  const { copyOf } = factsOf(model, unknownContext);
  const sourcesOf = (keyword: string): string[] =>
    model.tree.instructions
      .filter((instruction) => instruction.keyword === keyword)
      .flatMap((instruction) => copyOf(instruction)?.sources ?? [])
      .flatMap(({ kind, value }) => (value !== undefined && (kind === 'path' || kind === 'glob') ? [value] : []));
  const addSources = sourcesOf('ADD');
  return { copySources: [...sourcesOf('COPY'), ...addSources], addSources };
}
