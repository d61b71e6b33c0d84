import type { Work } from '../../base/work.ts';
import type { CopyFact } from '../../facts/copy.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { message } from '../../base/message.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import type { ProjectSources } from './project.ts';
import { readRun } from './read-run.ts';
import type { Stack } from './stack.ts';
import { effectsOf } from './step.ts';
import type { CopyStep, Step } from './step.ts';

/** Reads the instructions after FROM, in steps. Refuses at the first one that cannot be understood. */
export function* readSteps(sources: ProjectSources, stacks: readonly Stack[]): Work<readonly Step[] | Refusal> {
  const steps: Step[] = [];
  let previous = sources.stage.from;
  for (const instruction of sources.stage.instructions.slice(1)) {
    const step = yield* readStep(sources, stacks, instruction, previous);
    if ('kind' in step) return step;
    steps.push(step);
    previous = instruction;
  }
  return steps;
}

function* readStep(
  sources: ProjectSources,
  stacks: readonly Stack[],
  instruction: Instruction,
  previous: Instruction,
): Work<Step | Refusal> {
  const { model, facts } = sources;
  const leadingText = model.tree.text.slice(previous.end, instruction.start).replace(/^[^\S\n]*\r?\n/, '');
  const workdir = model.configBefore(instruction).workdir?.value;
  const step: Step = { instruction, leadingText, workdir, copy: undefined, run: undefined };
  switch (instruction.keyword) {
    case 'RUN': {
      const run = yield* readRun(sources, stacks, instruction);
      return run ? withKnownEffects({ ...step, run }) : cannotRead(instruction);
    }
    case 'COPY':
    case 'ADD': {
      const copy = knownCopy(facts.copyOf(instruction));
      return copy ? { ...step, copy } : cannotRead(instruction);
    }
    case 'ONBUILD':
      return refuse(message('ONBUILD is for images that other images use, and what they need from the build is unknown.'), [], instruction);
    default:
      return step;
  }
}

/** Undefined when a word is not known before the build, or there is no destination. */
function knownCopy(fact: CopyFact | undefined): CopyStep | undefined {
  const destination = fact?.destination?.path;
  if (!fact || destination === undefined || fact.sources.length === 0) return undefined;
  const sources = fact.sources.map(({ value, text, heredoc }) => (heredoc ? text : value));
  return sources.every((source) => source !== undefined) ? { fact, fromContext: fact.fromContext, sources, destination } : undefined;
}

function cannotRead(instruction: Instruction): Refusal {
  const reason = message('Cannot determine what this {keyword} does.', { keyword: instruction.keyword });
  return refuse(reason, [message('Use shell form, with values that are known before the build.')], instruction);
}

function withKnownEffects(step: Step): Step | Refusal {
  const unknown = effectsOf(step).find((effect) => effect.kind === 'unknown');
  if (!unknown) return step;
  const reason = message('What {command} creates, and whether the container needs it, is unknown.', {
    command: unknown.command,
  });
  return refuse(reason, [message('Move it to a separate stage, and copy its output with COPY --from.')], step.instruction);
}
