import { message } from '../../base/message.ts';
import { languageOfImage } from '../../knowledge/image-languages.ts';
import { isRefusal, refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import { isProjectTool } from './effects.ts';
import type { Build } from './effects.ts';
import { buildsIn, containerCommandsOf } from './project.ts';
import type { Project } from './project.ts';
import type { ProjectPart, Stack } from './stack.ts';
import type { Step } from './step.ts';

/** The stack that plans the conversion, and the project as that stack sees it. */
export interface ChosenStack {
  readonly stack: Stack;
  /** The builds of other stacks are replaced by what they are for this one. */
  readonly project: Project;
  readonly parts: readonly ProjectPart[];
  /** Whether one of the builds may be the stack's own. If not, the plan can only say better why nothing is converted. */
  readonly builds: boolean;
}

/**
 * Chooses the stack by what is built: its own commands; else, for `make` and similar tools, the manifests in the folder that they work in,
 * and last the language of the image. When several stacks build, the one that the container runs plans, and the others must be able to say
 * what they build for it.
 */
export function chooseStack(project: Project, stacks: readonly Stack[]): ChosenStack | Refusal {
  const builds = buildsIn(project);
  const own = stacks.filter(({ isOwnBuild }) => builds.some(isOwnBuild));
  const tools = builds.filter(isProjectTool);
  const [only, second] = own.length > 0 ? own : stacksOfTools(project, tools, stacks);
  if (only && !second) return { stack: only, project, parts: [], builds: own.length + tools.length > 0 };
  if (!only) return nothingIsBuilt(project);
  const started = own.filter(({ runs }) => containerCommandsOf(project).some((words) => runs(words, project)));
  const candidates = started.length > 0 ? started : own.filter(({ asPart }) => asPart === undefined);
  const [main, another] = candidates;
  return main && !another ? withParts(project, builds, main, own) : severalStacks(own.length > 0 ? own : [only, second!]);
}

/** The stacks that `make` and other tools of the project build with. */
function stacksOfTools(project: Project, tools: readonly Build[], stacks: readonly Stack[]): readonly Stack[] {
  const owners = stacks.filter(({ ownsFolder }) => tools.some(({ folder }) => folder !== undefined && ownsFolder(project, folder)));
  const language = languageOfImage(project.stage.image?.repository ?? '');
  const ofImage = stacks.filter(({ id }) => id === language);
  return owners.length === 1 || ofImage.length === 0 ? owners : ofImage;
}

function withParts(project: Project, builds: readonly Build[], main: Stack, own: readonly Stack[]): ChosenStack | Refusal {
  const parts: ProjectPart[] = [];
  const others = own.filter((stack) => stack !== main);
  for (const { asPart, id } of others) {
    const part = asPart?.(
      project,
      builds.filter(({ stack }) => stack === id),
    );
    if (!part) return severalStacks(own);
    if (isRefusal(part)) return part;
    parts.push(part);
  }
  const replacement = (build: Build): Build => parts.map((part) => part.builds.get(build)).find((one) => one !== undefined) ?? build;
  return {
    stack: main,
    project: { ...project, steps: project.steps.map((step) => withReplacedBuilds(step, replacement)) },
    parts,
    builds: true,
  };
}

function withReplacedBuilds(step: Step, replacement: (build: Build) => Build): Step {
  if (!step.run) return step;
  const run = step.run.map(({ piece, effects }) => ({
    piece,
    effects: effects.map((effect) => (effect.kind === 'build' ? replacement(effect) : effect)),
  }));
  return { ...step, run };
}

function severalStacks(stacks: readonly Stack[]): Refusal {
  const names = stacks.map(({ id }) => id).join(', ');
  return refuse(
    message('The file builds with several languages ({names}), and which of their output the container needs is unknown.', { names }),
    [message('Use a separate stage for each.')],
  );
}

/** The file has builds, but none of a stack. */
export function nothingIsBuilt({ stage }: Project): Refusal {
  return refuse(message('Nothing is built here with tools whose output is known.'), [], stage.image);
}
