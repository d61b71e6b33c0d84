import { minimalEdit } from '../base/edit.ts';
import { finish } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Facts } from '../facts/facts.ts';
import { phpServerVariants } from '../knowledge/php.ts';
import { createModel } from '../model/index.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import { parse } from '../syntax/parse.ts';
import { chooseStack, nothingIsBuilt } from './core/choose-stack.ts';
import type { ChosenStack } from './core/choose-stack.ts';
import { isRefusal, needsContext, nothingIsSaved, refuse } from './core/conversion.ts';
import type { Conversion, Refusal } from './core/conversion.ts';
import type { ConversionPlan } from './core/plan.ts';
import type { ContainerCommands, Project, ProjectSources } from './core/project.ts';
import { readSteps } from './core/read-steps.ts';
import { runtimeStage } from './core/runtime-stage.ts';
import { changedConfiguration } from './core/same-configuration.ts';
import type { Stack } from './core/stack.ts';
import { buildsOf } from './core/step.ts';
import { writeDockerfile } from './core/write-dockerfile.ts';
import { calledPrograms } from './evidence/called-programs.ts';
import { containerCommands, shellAlone, supervisorIn } from './evidence/container-commands.ts';
import { copiedFiles } from './evidence/copied-files.ts';
import { prepareCopiedManifests } from './evidence/copied-manifests.ts';
import { sourcesToRead } from './evidence/sources.ts';
import { allStacks } from './stacks/index.ts';

/**
 * Rewrites a file with one stage as one stage that builds and one that runs. The configuration of the container (ENV, USER, CMD and so on)
 * stays as the author wrote it, and what the container needs is copied; when that cannot be known, the answer is a refusal.
 * Deterministic: the same file and context give the same result. `stacks`: the languages that it knows.
 */
export function convertToMultiStage(facts: Facts, stacks: readonly Stack[] = allStacks): Conversion {
  return finish(convertInSteps(facts, stacks));
}

/** As `convertToMultiStage`, in steps. */
export function* convertInSteps(facts: Facts, stacks: readonly Stack[] = allStacks): Work<Conversion> {
  const stage = onlyStage(facts.model);
  if (isRefusal(stage)) return stage;
  const whole = yield* readProject(facts, stage, stacks);
  if (isRefusal(whole)) return whole;
  yield;
  const chosen = chooseStack(whole, stacks);
  if (isRefusal(chosen)) return chosen;
  const { project } = chosen;
  const plan = yield* planOf(chosen);
  if (isRefusal(plan)) return plan;
  if (!chosen.builds) return nothingIsBuilt(project);
  const [unread] = project.container.unread;
  if (plan.base.changed && unread !== undefined) {
    return refuse(message('The container runs {script}, whose content is unknown.', { script: unread }), [needsContext]);
  }
  yield;
  const runtime = runtimeStage(project, plan);
  if (isRefusal(runtime)) return runtime;
  if (!plan.base.changed && !plan.savesSize && !runtime.savesSize) {
    return refuse(nothingIsSaved);
  }
  const decisions = [...plan.decisions, ...runtime.decisions, ...missingPrograms(project, plan)];
  return verified(facts.model, writeDockerfile(project, plan, runtime.lines), decisions);
}

/**
 * The files of the context whose texts the conversion reads in addition to the project files: sources and scripts that the image gets. Without
 * them it keeps more than the program may need. In steps, because a context may have very many files.
 */
export function* conversionSources(facts: Facts): Work<readonly string[]> {
  const stage = onlyStage(facts.model);
  const files = isRefusal(stage) ? undefined : yield* copiedFiles(facts, stage);
  return files ? yield* sourcesToRead(files, facts.build) : [];
}

/** The plan of the stack, which also leaves out what only the builds of other stacks need. */
function* planOf({ stack, project, parts }: ChosenStack): Work<ConversionPlan | Refusal> {
  const plan = yield* stack.plan(project);
  if (isRefusal(plan) || parts.length === 0) return plan;
  return {
    ...plan,
    isBuildOnlyPackage: (name, installed) =>
      plan.isBuildOnlyPackage(name, installed) || parts.some((part) => part.isBuildOnlyPackage(name)),
    decisions: [...plan.decisions, ...parts.flatMap(({ decisions }) => decisions)],
  };
}

/** Reads what the stage builds, what it copies, and what its container runs. */
function* readProject(facts: Facts, stage: Stage, stacks: readonly Stack[]): Work<Project | Refusal> {
  const { model, build: context } = facts;
  const files = yield* copiedFiles(facts, stage);
  if (files) yield* prepareCopiedManifests(files, context);
  const container = containerCommands(facts, stage, files);
  const calls = yield* calledPrograms(files, context);
  const sources: ProjectSources = { facts, model, stage, context, files, container, calls };
  const steps = yield* readSteps(sources, stacks);
  if (isRefusal(steps)) return steps;
  const lastBuild = steps.findLastIndex((step) => buildsOf(step).some(({ role }) => role !== 'global-install'));
  if (lastBuild < 0) return refuse(message('Nothing is built here, so there is nothing to leave in a build stage.'));
  if (container.start.length === 0 && !servesByDefault(stage)) {
    return refuse(message('The Dockerfile does not define what the container runs.'), [message('Add a CMD or ENTRYPOINT instruction.')]);
  }
  return startsUnknownPrograms(container) ?? { ...sources, steps, lastBuild };
}

/** Whether the base image itself starts the server that runs the application, so that the file needs no CMD. */
function servesByDefault({ image }: Stage): boolean {
  const words = image?.tag?.split('-') ?? [];
  return image?.registry === 'docker.io' && image.repository === 'php' && words.some((word) => phpServerVariants.has(word));
}

/** Refuses when the container starts programs that the file does not name. */
function startsUnknownPrograms(container: ContainerCommands): Refusal | undefined {
  const supervisor = supervisorIn(container);
  if (supervisor !== undefined) {
    return refuse(
      message('The container runs {program}, which starts other programs, and what they need is unknown.', { program: supervisor }),
      [message('Use a separate image for each program.')],
    );
  }
  const shell = shellAlone(container);
  return shell === undefined
    ? undefined
    : refuse(message('The container runs {program} for interactive use, and which tools are needed is unknown.', { program: shell }));
}

/** The stage of a file with one stage. Refuses files with errors, several stages, or Windows images. */
function onlyStage(model: DockerfileModel): Stage | Refusal {
  const { tree, stages } = model;
  const unknown = tree.instructions.find(({ known }) => !known);
  if (unknown) return refuse(message('Unknown instruction "{instruction}".', { instruction: unknown.keyword }), [], unknown);
  const [problem] = tree.problems;
  if (problem)
    return refuse(message('The file has a syntax error ({rule}).', { rule: problem.code }), [message('Fix this error first.')], problem);
  const [stage, second] = stages;
  if (!stage) return refuse(message('The Dockerfile has no FROM instruction.'));
  if (second) return refuse(message('The Dockerfile already has several stages.'), [], second.from);
  if (!stage.image) return refuse(message('The image that the Dockerfile is based on is unknown.'), [], stage.from);
  if (stage.os === 'windows') return refuse(message('Windows images cannot be converted.'), [], stage.from);
  return stage;
}

/** What the Dockerfile does not show about a smaller base. */
function missingPrograms({ calls }: Project, { base }: ConversionPlan): readonly Message[] {
  if (!base.changed || calls.isComplete) return [];
  return [
    message('{image} contains fewer programs: install those that the application itself calls, such as git or curl, in its stage.', {
      image: base.image,
    }),
  ];
}

/** Checks that the new file is valid and that its container has the same configuration. */
function verified(before: DockerfileModel, text: string, decisions: readonly Message[]): Conversion {
  const after = createModel(parse(text, undefined));
  const changed = after.tree.problems.length > 0 ? 'syntax' : after.stages.length < 2 ? 'FROM' : changedConfiguration(before, after);
  if (changed) {
    return refuse(message('The container would not have the same {what}.', { what: changed }), [message('Set it in the Dockerfile.')]);
  }
  const edit = minimalEdit(before.tree.text, text);
  return { kind: 'converted', text, edits: edit ? [edit] : [], decisions };
}
