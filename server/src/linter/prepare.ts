import type { Work } from '../base/work.ts';
import type { BuildContext } from '../context/build-context.ts';
import { prepareCommands } from '../facts/commands/command.ts';
import type { Facts } from '../facts/facts.ts';
import { prepareImageStates } from '../facts/image/images.ts';
import type { Stage } from '../model/model.ts';
import { problemsInSteps } from '../syntax/parse.ts';
import type { Instruction } from '../syntax/tree.ts';

/** In a context of this size, the files of each COPY are found before the rules run, in small steps. */
const manyFiles = 5000;

export function hasManyFiles({ snapshot }: BuildContext): boolean {
  return snapshot.state === 'known' && snapshot.value.entries.length > manyFiles;
}

/** Computes what the rules ask for about a long instruction. An error is reported when a rule asks. */
export function* prepareLong(instruction: Instruction, facts: Facts): Work<void> {
  try {
    yield* instruction.preparePairs();
    yield* prepareCommands(facts.model, instruction);
  } catch {
    // Reported where it is thrown again.
  }
}

/** Computes what most rules ask for. An error is reported when a rule asks. */
export function* prepareFacts(facts: Facts): Work<void> {
  const { tree } = facts.model;
  yield* problemsInSteps(tree);
  for (const instruction of tree.instructions) {
    try {
      // The pairs are parsed on first access; the scope of a stage reads all of them at once.
      yield* instruction.preparePairs();
      facts.filesOf(instruction);
      facts.model.usesIn(instruction);
    } catch {
      // Reported where it is thrown again.
    }
    yield;
  }
  for (const stage of facts.model.stages) yield* prepareStage(stage, facts);
}

/** Computes the states of the image in a stage. An error is reported when a rule asks. */
export function* prepareStage(stage: Stage, facts: Facts): Work<void> {
  try {
    yield* prepareImageStates(facts, stage);
  } catch {
    // Reported where it is thrown again.
  }
}
