import type { DockerfileTree } from '../syntax/tree.ts';
import type { ContextSources } from './contexts.ts';

/** What COPY and ADD take from the build context, as written. */
export function contextSources(tree: DockerfileTree): ContextSources {
  const sourcesOf = (keyword: string): string[] =>
    tree.instructions.filter((it) => it.keyword === keyword).flatMap((it) => it.words.slice(0, -1).map((word) => word.text));
  const addSources = sourcesOf('ADD');
  return { copySources: [...sourcesOf('COPY'), ...addSources], addSources };
}
