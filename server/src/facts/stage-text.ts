import { isDevelopmentName } from '../knowledge/stage-names.ts';
import type { Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';

/**
 * Whether an instruction of a stage, or of one that it builds on, contains a text: for settings that can be made in many ways, so that a rule
 * stays quiet when anything hints at them.
 *
 * @param until Only instructions up to the end of this one.
 */
export function mentions(stage: Stage, pattern: RegExp, until?: Instruction): boolean {
  const isInStage = stage.instructions.some(({ source, start }) => (until === undefined || start <= until.start) && pattern.test(source));
  return isInStage || (stage.parent !== undefined && mentions(stage.parent, pattern, until));
}

/** Whether the files of a stage are in the final image: it is a part of it, or a stage of it copies from there. */
export function reachesFinalImage({ isInFinalImage, usedBy }: Stage, stageOf: (instruction: Instruction) => Stage | undefined): boolean {
  return isInFinalImage || usedBy.some(({ kind, instruction }) => kind === 'copy' && stageOf(instruction)?.isInFinalImage === true);
}

/** Whether the name of a stage says that it is for developers or tests. */
export function isForDevelopment({ name }: Stage): boolean {
  return name !== undefined && isDevelopmentName(name);
}
