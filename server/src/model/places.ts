import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import type { Stage } from './model.ts';

/** Where an instruction stands: its stage, and the moment in it at which the instruction reads (see `Timeline`). */
export interface Place {
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
  readonly moment: number;
  /** The instruction of the file that it is or, for what an ONBUILD or HEALTHCHECK holds, that it stands in. */
  readonly whole: Instruction;
}

/** A stage's instructions in the order in which the build runs them: its FROM, what it inherits, the rest. */
export function runOrder(stage: Stage): readonly Instruction[] {
  const { inherited, instructions } = stage;
  return inherited.length === 0 ? instructions : [...instructions.slice(0, 1), ...inherited, ...instructions.slice(1)];
}

/** The place of each instruction. What an ONBUILD triggers and the CMD of a HEALTHCHECK stand where the whole stands. */
export function placeInstructions(tree: DockerfileTree, stages: readonly Stage[]): ReadonlyMap<Instruction, Place> {
  const places = new Map<Instruction, Place>();
  const enter = (whole: Instruction, stage: Stage | undefined, moment: number): void => {
    const place = { stage, moment, whole };
    for (let part: Instruction | undefined = whole; part; part = part.trigger) places.set(part, place);
  };
  preamble(tree).forEach((instruction, moment) => enter(instruction, undefined, moment));
  for (const stage of stages) {
    stage.instructions.forEach((instruction, i) => enter(instruction, stage, i === 0 ? 0 : i + stage.inherited.length));
  }
  return places;
}

/** What stands before the first FROM; everything in a file that has none. */
export function preamble(tree: DockerfileTree): readonly Instruction[] {
  const first = tree.instructions.findIndex(({ keyword }) => keyword === 'FROM');
  return first < 0 ? tree.instructions : tree.instructions.slice(0, first);
}
