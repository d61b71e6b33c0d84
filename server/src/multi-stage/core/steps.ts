import type { Facts } from '../../facts/facts.ts';
import type { MountFact } from '../../facts/mounts.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { message } from '../../base/message.ts';
import type { Action } from './actions.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import { readCopy } from './read-copy.ts';
import type { CopyStep } from './read-copy.ts';
import { readRun } from './read-run.ts';
import type { RunPiece } from './read-run.ts';

/** One instruction of the stage that is to be split, read for what it does. */
export interface Step {
  readonly instruction: Instruction;
  /** The blank lines and comments in front of it. */
  readonly lead: string;
  /** The working directory before it takes effect, absolute; undefined when it is not known. */
  readonly workdir: string | undefined;
  readonly copy: CopyStep | undefined;
  /** The mounts of a RUN. */
  readonly mounts: readonly MountFact[];
  /** The pieces of a RUN; undefined for other instructions. */
  readonly run: readonly RunPiece[] | undefined;
}

/** Instructions that tell the container how to run and that no build looks at. */
export const runtimeOnly: ReadonlySet<string> = new Set([
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'STOPSIGNAL',
  'VOLUME',
]);

/** Reads the stage, FROM left out. Refuses at the first instruction that cannot be understood. */
export function readSteps(facts: Facts, stage: Stage): readonly Step[] | Refusal {
  const steps: Step[] = [];
  let before = stage.from;
  for (const instruction of stage.instructions.slice(1)) {
    const step = readStep(facts, instruction, before);
    if ('kind' in step) return step;
    steps.push(step);
    before = instruction;
  }
  return steps;
}

function readStep({ model, copyOf, mountsOf }: Facts, instruction: Instruction, before: Instruction): Step | Refusal {
  const { text } = model.tree;
  const lead = text.slice(before.end, instruction.start).replace(/^[^\S\n]*\r?\n/, '');
  const workdir = workdirBefore(model, instruction);
  const step: Step = { instruction, lead, workdir, copy: undefined, mounts: mountsOf(instruction), run: undefined };
  switch (instruction.keyword) {
    case 'RUN': {
      const run = readRun(model, instruction);
      if (!run) return cannotRead(instruction);
      const unknown = unknownIn(run);
      return unknown === undefined ? { ...step, run } : doesNotKnow(instruction, unknown);
    }
    case 'COPY':
    case 'ADD': {
      const copy = readCopy(copyOf(instruction));
      return copy ? { ...step, copy } : cannotRead(instruction);
    }
    case 'ONBUILD':
      return refuse(message('ONBUILD is for images that others build on: what they need of the build cannot be known.'), [], instruction);
    default:
      return step;
  }
}

/** Docker's own default where neither the file nor the base sets one. */
function workdirBefore(model: DockerfileModel, instruction: Instruction): string | undefined {
  return model.configBefore(instruction).workdir?.value;
}

/** Everything that a RUN does, in order. */
export function actionsOf(step: Step): readonly Action[] {
  return step.run?.flatMap(({ actions }) => actions) ?? [];
}

/** The builds of a RUN. */
export function buildsOf(step: Step): readonly Extract<Action, { kind: 'build' }>['build'][] {
  return actionsOf(step).flatMap((action) => (action.kind === 'build' ? [action.build] : []));
}

function unknownIn(run: readonly RunPiece[]): string | undefined {
  for (const { actions } of run) for (const action of actions) if (action.kind === 'unknown') return action.what;
  return undefined;
}

function cannotRead(instruction: Instruction): Refusal {
  const reason = message('What this {keyword} does cannot be read.', { keyword: instruction.keyword });
  return refuse(reason, [message('Write it in shell form, with values that are known before the build.')], instruction);
}

function doesNotKnow(instruction: Instruction, what: string): Refusal {
  const reason = message('It is not known what {command} leaves behind, and whether the running container needs it.', { command: what });
  return refuse(reason, [message('Move it into a stage of its own, and copy what it makes from there with COPY --from.')], instruction);
}
