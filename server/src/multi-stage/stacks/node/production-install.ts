import { productionOption } from '../../../facts/production-option.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import type { BuildStageName } from '../../core/copied-artifacts.ts';
import type { Build, Effect } from '../../core/effects.ts';
import { authorsBuildStage } from '../../core/plan.ts';
import type { BuildStage } from '../../core/plan.ts';
import { stepOfBuild } from '../../core/project.ts';
import { effectsOf } from '../../core/step.ts';
import type { Step } from '../../core/step.ts';
import { literalsOf } from '../../evidence/literals.ts';
import type { NodeApplication } from './application.ts';
import { isDevelopmentServer, readsSources } from './started-commands.ts';

/** An install without the development dependencies. */
export interface ProductionInstall {
  /** The stage with the node_modules that the container needs. */
  readonly stage: BuildStageName;
  /** `none`: without development dependencies there is no node_modules. */
  readonly modules: 'some' | 'none';
  readonly buildStages: readonly BuildStage[];
  readonly decision: Message;
}

/**
 * Installs only the production dependencies: in the build stage when nothing else is built, else in a stage of their own. Undefined when
 * that is not needed or not safe. `outputs`: the folders that builds make; empty when nothing but the install is done.
 */
export function withoutDevelopmentDependencies(
  project: NodeApplication,
  { outputs }: { readonly outputs: readonly string[] },
): ProductionInstall | undefined {
  const { installs, packageJson } = project;
  const [install] = installs;
  if (!install?.packages || !packageJson || packageJson.devDependencies.size === 0 || isProductionInstall(project, install))
    return undefined;
  if (needsDevelopmentDependencies(project)) return undefined;
  const step = stepOfBuild(project, install);
  const option = productionOption(install.program, project.stage, packageJson.facts.usesYarnBerry === true);
  if (option === undefined || !isInstallAlone(step)) return undefined;
  const modules = packageJson.dependencies.size === 0 ? 'none' : 'some';
  const buildStage = authorsBuildStage(project);
  if (outputs.length > 0 && modules === 'none') {
    const decision = message(
      'package.json only has development dependencies, and the container does not use them: node_modules is not copied.',
    );
    return { stage: 'build', modules, buildStages: [buildStage], decision };
  }
  const { optionPlace, toolWord, verbText } = install.packages;
  const at = optionPlace.start - step.instruction.start;
  const text = step.instruction.source.slice(0, at) + ` ${option}` + step.instruction.source.slice(at);
  const command = [toolWord.value, verbText, option].filter(Boolean).join(' ');
  const decision = message('{command} removes the development dependencies: the container does not use them.', { command });
  if (outputs.length === 0) {
    const lines = buildStage.lines.map((line) => (line === step ? { text, step } : line));
    return { stage: 'build', modules, buildStages: [{ ...buildStage, lines }], decision };
  }
  const before = buildStage.lines.slice(0, buildStage.lines.indexOf(step));
  const copiesSources = before.some(({ copy }) => copy?.fromContext && copy.sources.some((source) => /^\.?\/?$/.test(source)));
  // After a copy of the sources every edit would install twice; and without a lock file a second install may differ from the first.
  if (packageJson.facts.locks.length === 0 || copiesSources) return undefined;
  return {
    stage: 'deps',
    modules,
    buildStages: [
      { name: 'base', from: undefined, lines: before },
      { name: 'deps', from: 'base', lines: [{ text, step: { ...step, leadingText: '' } }] },
      { name: 'build', from: 'base', lines: buildStage.lines.slice(before.length) },
    ],
    decision,
  };
}

/** Whether what the container starts needs a development dependency, or an install generates files into node_modules. */
function needsDevelopmentDependencies(project: NodeApplication): boolean {
  const { packageJson, started } = project;
  const { dependencies, devDependencies, has } = packageJson!;
  const isDevelopment = (name: string): boolean => devDependencies.has(name) && !dependencies.has(name);
  return (
    !started ||
    started.some(
      (command) =>
        (command.package !== undefined && isDevelopment(command.package)) || isDevelopmentServer(command) || readsSources(command),
    ) ||
    ['prisma', '@prisma/client', 'patch-package'].some(has) ||
    (loadsModules(project) && mayLoad(project, isDevelopment))
  );
}

/** Whether the container loads modules of node_modules: not if bundlers put all of them into their output. */
function loadsModules({ builds }: NodeApplication): boolean {
  const tools = builds.filter(({ role }) => role === 'compile').map((build) => build.tools);
  return tools.length === 0 || !tools.every((list) => list?.some((tool) => hasRole(tool, 'nodeBundler')));
}

/** Whether a source names one of these packages, or may do so. */
function mayLoad(project: NodeApplication, isDevelopment: (name: string) => boolean): boolean {
  const literals = literalsOf(project, 'node');
  return (
    !literals.isComplete || [...project.packageJson!.devDependencies].some((name) => isDevelopment(name) && literals.namesModule(name))
  );
}

function isProductionInstall(project: NodeApplication, install: Build): boolean {
  if (optionOf(install.packages!.args, '--production', '--prod', '-P', '--omit', '--only', '--include', '--dev')) return true;
  return project.model.scopeAt(stepOfBuild(project, install).instruction).lookup('NODE_ENV') !== undefined;
}

const allowedBesideInstall: ReadonlySet<Effect['kind']> = new Set(['build', 'none', 'shell-option', 'shell-state', 'cache-removal']);

/** Whether a RUN creates nothing else. */
function isInstallAlone(step: Step): boolean {
  const effects = effectsOf(step);
  return effects.filter(({ kind }) => kind === 'build').length === 1 && effects.every(({ kind }) => allowedBesideInstall.has(kind));
}
