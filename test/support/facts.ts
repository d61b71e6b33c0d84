import { createBuildContext, unknownContext } from '../../server/src/context/snapshot-context.ts';
import { factsOf } from '../../server/src/facts/facts.ts';
import type { Facts } from '../../server/src/facts/facts.ts';
import type { Instruction } from '../../server/src/syntax/tree.ts';
import { readContextBlock } from './context-block.ts';
import { dedent, modelOf } from './model.ts';

/** The facts of a Dockerfile; `context`: a block for `readContextBlock`; undefined if the context is not known. */
export function factsIn(dockerfile: string, context?: string): Facts {
  const build = context === undefined ? unknownContext : createBuildContext(readContextBlock(dedent(context)));
  return factsOf(modelOf(dedent(dockerfile)), build);
}

/** The last instruction of the file, or the one that it triggers. */
export function lastInstruction({ model }: Facts): Instruction {
  const last = model.tree.instructions.at(-1)!;
  return last.trigger ?? last;
}
