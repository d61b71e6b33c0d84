import { targetOf } from '../../facts/copy.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Stage } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { CopiedFile } from '../core/project.ts';

/** The files that a stage copies from the context, the later ones last; undefined when the context is not known. */
export function copiedFiles(facts: Facts, stage: Stage): readonly CopiedFile[] | undefined {
  const { snapshot } = facts.build;
  if (snapshot.state !== 'known' || snapshot.value.truncated) return undefined;
  return stage.instructions.flatMap((instruction) => filesOf(facts, instruction));
}

function filesOf(facts: Facts, instruction: Instruction): readonly CopiedFile[] {
  const copy = facts.copyOf(instruction);
  if (!copy?.fromContext) return [];
  return copy.sources.flatMap(({ files = [] }) =>
    files.flatMap((file) => {
      // A glob that takes several files needs a folder.
      const target = targetOf(copy.destination, files.length > 1 ? { ...file, named: false } : file);
      return target === undefined ? [] : [{ path: file.entry.path, target, instruction }];
    }),
  );
}
