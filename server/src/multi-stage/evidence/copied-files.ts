import { appendAll } from '../../base/lists.ts';
import type { Work } from '../../base/work.ts';
import { targetOf } from '../../facts/copy.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Stage } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { CopiedFile } from '../core/project.ts';

/** The files that a stage copies from the context, the later ones last; undefined when the context is not known. */
export function* copiedFiles(facts: Facts, stage: Stage): Work<readonly CopiedFile[] | undefined> {
  const { snapshot } = facts.build;
  if (snapshot.state !== 'known' || snapshot.value.truncated) return undefined;
  const copied: CopiedFile[] = [];
  for (const instruction of stage.instructions) appendAll(copied, yield* filesOf(facts, instruction));
  return copied;
}

/** How many files are read in one step. */
const perStep = 1000;

function* filesOf(facts: Facts, instruction: Instruction): Work<readonly CopiedFile[]> {
  const copy = facts.copyOf(instruction);
  if (!copy?.fromContext) return [];
  const copied: CopiedFile[] = [];
  for (const { files = [] } of copy.sources) {
    // A glob that takes several files needs a folder.
    const areSeveral = files.length > 1;
    for (const [i, { entry, inner, named }] of files.entries()) {
      const target = targetOf(copy.destination, { inner, named: named && !areSeveral });
      if (target !== undefined) copied.push({ path: entry.path, target, instruction });
      if (i % perStep === perStep - 1) yield;
    }
  }
  return copied;
}
