import { factsOf } from '../facts/facts.ts';
import type { Stage } from '../model/model.ts';
import { createModel } from '../model/index.ts';
import type { DockerfileModel } from '../model/index.ts';
import { parse } from '../syntax/parse.ts';
import type { TextEdit } from '../base/edit.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Build } from './core/actions.ts';
import { copiedFiles } from './evidence/context-files.ts';
import { isRefusal, needsContext, refuse } from './core/conversion.ts';
import type { Conversion, ConversionInput, Refusal } from './core/conversion.ts';
import { writeFile } from './core/frame.ts';
import { goRecipe } from './stacks/go/go.ts';
import { nodeRecipe } from './stacks/node/node.ts';
import { pythonRecipe } from './stacks/python/python.ts';
import type { Project, Recipe } from './core/recipe.ts';
import { runtimeStage } from './core/runtime-stage.ts';
import { changedConfiguration } from './core/same-configuration.ts';
import { bareShell, containerCommands, supervisorIn } from './evidence/start-command.ts';
import type { ContainerCommands } from './evidence/start-command.ts';
import { buildsOf, readSteps } from './core/steps.ts';

/** Which images hold which kind of project. */
const kinds: Readonly<Record<string, Kind>> = {
  golang: { recipe: goRecipe, builds: new Set(['go', 'tool']) },
  node: { recipe: nodeRecipe, builds: new Set(['node-install', 'node-script', 'node-tool']) },
  python: { recipe: pythonRecipe, builds: new Set(['pip', 'python-manager', 'tool', 'venv']) },
};

interface Kind {
  readonly recipe: (project: Project) => Recipe | Refusal;
  /** What is built with the tools of its images: without any of it they would be there for something else. */
  readonly builds: ReadonlySet<Build['what']>;
}

/**
 * Splits a file of one stage into a stage that builds and one that runs. What the container runs with (ENV, USER, CMD and the like)
 * stays as it is, letter by letter, and what the container needs is copied; where that cannot be known, the answer is a refusal.
 * Deterministic; the same file and context give the same answer.
 */
export function convertToMultiStage({ model, build }: ConversionInput): Conversion {
  const stage = onlyStage(model);
  if (isRefusal(stage)) return stage;
  const kind = kindOf(stage);
  if (isRefusal(kind)) return kind;
  const steps = readSteps(factsOf(model, build), stage);
  if (isRefusal(steps)) return steps;
  const boundary = steps.findLastIndex((step) => buildsOf(step).some(({ what }) => what !== 'node-global'));
  if (boundary < 0) return refuse(message('Nothing is built here, so that there is nothing to leave behind.'));
  const files = copiedFiles(steps, build);
  const commands = containerCommands(model, stage, files, build);
  if (commands.start.length === 0) {
    return refuse(message('The file does not say what the container runs.'), [message('Add a CMD or an ENTRYPOINT.')]);
  }
  const open = openEnded(commands);
  if (open) return open;
  const project: Project = { model, stage, steps, build, files, commands, boundary };
  const recipe = kind.recipe(project);
  if (isRefusal(recipe)) return recipe;
  if (!steps.some((step) => buildsOf(step).some((one) => isBuiltBy(kind, one)))) {
    return refuse(message('Nothing is built here with what {image} is for.', { image: stage.image!.raw }), [], stage.image);
  }
  if (recipe.base.changed && commands.unread.length > 0) {
    const reason = message('The text of {script}, which the container starts, is not known.', { script: commands.unread[0]! });
    return refuse(reason, [needsContext]);
  }
  const runtime = runtimeStage(project, recipe);
  if (isRefusal(runtime)) return runtime;
  if (!recipe.base.changed && !recipe.gains && !runtime.gains) {
    return refuse(message('A second stage would save nothing: all that the image holds is needed when it runs.'));
  }
  return checked(model, writeFile(project, recipe, runtime.lines), [...recipe.decisions, ...runtime.decisions, ...missingTools(recipe)]);
}

/** Refuses where it is not said what runs in the container. */
function openEnded(commands: ContainerCommands): Refusal | undefined {
  const supervisor = supervisorIn(commands);
  if (supervisor !== undefined) {
    return refuse(
      message('The container starts {program}, which starts other programs: what those need is not known.', { program: supervisor }),
      [message('Give each program an image of its own.')],
    );
  }
  const shell = bareShell(commands);
  return shell === undefined
    ? undefined
    : refuse(message('The container starts {program}, to work in it: what for, and with which tools, is not known.', { program: shell }));
}

/** The stage of a file that has one, and that can be understood. */
function onlyStage(model: DockerfileModel): Stage | Refusal {
  const { tree, stages } = model;
  const [problem] = tree.problems;
  if (problem) return refuse(problem.message, [message('Correct it first.')], problem);
  const unknown = tree.instructions.find(({ known }) => !known);
  if (unknown) return refuse(message('{instruction} is no instruction of a Dockerfile.', { instruction: unknown.keyword }), [], unknown);
  const [stage, second] = stages;
  if (!stage) return refuse(message('The file has no FROM.'));
  if (second) return refuse(message('The file has several stages already.'), [], second.from);
  if (stage.os === 'windows') return refuse(message('Images of Windows are not converted.'), [], stage.from);
  return stage;
}

/** Archives and repositories are fetched in any image. */
function isBuiltBy({ builds }: Kind, build: Build): boolean {
  return builds.has(build.what) && !(build.what === 'tool' && /^(?:git|tar|unzip)$/.test(build.program));
}

function kindOf({ image, from }: Stage): Kind | Refusal {
  const name = image?.repository.replace(/^(?:.*\/)?/, '') ?? '';
  if (image && Object.hasOwn(kinds, name)) return kinds[name]!;
  if (!image) return refuse(message('Only files made on golang, node or python can be converted.'), [], from);
  const reason = message('Only files made on golang, node or python can be converted; this one is made on {image}.', { image: image.raw });
  return refuse(reason, [], image);
}

/** What cannot be told by the Dockerfile, said where it matters. */
function missingTools({ base }: Recipe): readonly Message[] {
  if (!base.changed) return [];
  return [
    message('{image} has fewer programs: what the application’s own code calls, such as git or curl, has to be installed in its stage.', {
      image: base.image,
    }),
  ];
}

/** Holds the new file to its promise before anyone sees it. */
function checked(before: DockerfileModel, text: string, decisions: Extract<Conversion, { kind: 'converted' }>['decisions']): Conversion {
  const after = createModel(parse(text, undefined));
  const changed = after.tree.problems.length > 0 ? 'syntax' : after.stages.length < 2 ? 'FROM' : changedConfiguration(before, after);
  if (changed)
    return refuse(message('The running container would not get the same {what}.', { what: changed }), [
      message('Set it in the Dockerfile itself.'),
    ]);
  return { kind: 'converted', text, edits: [smallestEdit(before.tree.text, text)], decisions };
}

/** One edit that leaves what both texts begin and end with. */
function smallestEdit(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end: before.length - end, newText: after.slice(start, after.length - end) };
}
