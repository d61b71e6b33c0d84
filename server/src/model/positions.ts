import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import type { Work } from '../base/work.ts';
import type { Stage } from './model.ts';

/** The position of an instruction: its stage, and the moment in the stage at which it reads variables (see `Timeline`). */
export interface InstructionPosition {
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
  readonly moment: number;
  /** The top-level instruction: itself or, for the inner instruction of an ONBUILD or HEALTHCHECK, the outer one. */
  readonly topLevel: Instruction;
}

/** A stage's instructions in execution order: its FROM, inherited ONBUILD instructions, the others. */
export function executionOrder(stage: Stage): readonly Instruction[] {
  const { inherited, instructions } = stage;
  return inherited.length === 0 ? instructions : [...instructions.slice(0, 1), ...inherited, ...instructions.slice(1)];
}

/** How many instructions are looked at in one step. */
const perStep = 1000;

/** The position of each instruction. The inner instructions of ONBUILD and HEALTHCHECK have the position of the outer one. */
export function* instructionPositions(tree: DockerfileTree, stages: readonly Stage[]): Work<ReadonlyMap<Instruction, InstructionPosition>> {
  const positions = new Map<Instruction, InstructionPosition>();
  const addPosition = (topLevel: Instruction, stage: Stage | undefined, moment: number): void => {
    const position = { stage, moment, topLevel };
    for (let part: Instruction | undefined = topLevel; part; part = part.trigger) positions.set(part, position);
  };
  preamble(tree).forEach((instruction, moment) => addPosition(instruction, undefined, moment));
  for (const stage of stages) {
    for (const [i, instruction] of stage.instructions.entries()) {
      addPosition(instruction, stage, i === 0 ? 0 : i + stage.inherited.length);
      if (i % perStep === perStep - 1) yield;
    }
    yield;
  }
  return positions;
}

/** The instructions before the first FROM; all instructions in a file without FROM. */
export function preamble(tree: DockerfileTree): readonly Instruction[] {
  const first = tree.instructions.findIndex(({ keyword }) => keyword === 'FROM');
  return first < 0 ? tree.instructions : tree.instructions.slice(0, first);
}
