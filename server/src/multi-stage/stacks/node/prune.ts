import { readTag } from '../../../knowledge/image-tags.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import type { Action, BuildOf } from '../../core/actions.ts';
import type { StageCopy } from '../../core/delivery.ts';
import type { NodeFacts } from './node.ts';
import type { NodeCommand } from './project.ts';
import { isDevelopmentServer, readsSources } from './started.ts';
import { authorsBuild } from '../../core/recipe.ts';
import type { BuildStage, Project } from '../../core/recipe.ts';
import { isRuntimeOnly } from '../../core/runtime-stage.ts';
import { buildsOf } from '../../core/steps.ts';
import type { Step } from '../../core/steps.ts';

/** An install that leaves the development dependencies out. */
export interface Pruning {
  /** The stage whose node_modules is the pruned one. */
  readonly stage: StageCopy['stage'];
  /** `none`: nothing is left of it, so that there is no such folder. */
  readonly modules: 'some' | 'none';
  readonly stages: readonly BuildStage[];
  readonly decision: Message;
}

/**
 * Stages in which the dependencies of production are installed without the others; undefined where that is not needed or not safe.
 * `alone`: nothing but the install is done, so that one install is enough.
 */
export function prunedInstall(project: Project, facts: NodeFacts, alone: boolean): Pruning | undefined {
  const { installs, manifest, started } = facts;
  const [install] = installs;
  if (!install || !manifest || !started || manifest.devDependencies.size === 0 || isProduction(project, install)) return undefined;
  if (started.some((command) => isDevelopment(facts, command.package) || compiles(command)) || generatesModules(facts)) return undefined;
  const step = project.steps.find((one) => buildsOf(one).includes(install));
  const option = productionOption(project, facts, install);
  if (!step || option === undefined || !isInstallAlone(step)) return undefined;
  const at = (install.command.verbWord ?? install.command.toolWord).end - step.instruction.start;
  const text = step.instruction.source.slice(0, at) + option + step.instruction.source.slice(at);
  const lines = authorsBuild(project, isRuntimeOnly);
  const decision = message('{command} leaves the development dependencies out: the container starts nothing of them.', {
    command: commandText(install, option),
  });
  const modules = manifest.dependencies.size === 0 ? 'none' : 'some';
  if (!alone && modules === 'none') {
    const none = message(
      'package.json names development dependencies alone, and the container starts nothing of them: node_modules is not copied.',
    );
    return { stage: 'build', modules, stages: [{ name: 'build', from: undefined, lines }], decision: none };
  }
  if (alone) {
    return {
      stage: 'build',
      modules,
      stages: [{ name: 'build', from: undefined, lines: lines.map((line) => (line === step ? { text, step } : line)) }],
      decision,
    };
  }
  const before = lines.slice(0, lines.indexOf(step));
  // Sources in front of the install would have it done again with every change; a second install may differ without a lock file.
  if (!manifest.locked || before.some(({ copy }) => copy?.fromContext && copy.sources.some((source) => /^\.?\/?$/.test(source))))
    return undefined;
  return {
    stage: 'deps',
    modules,
    stages: [
      { name: 'base', from: undefined, lines: before },
      { name: 'deps', from: 'base', lines: [{ text, step: { ...step, lead: '' } }] },
      { name: 'build', from: 'base', lines: lines.slice(before.length) },
    ],
    decision,
  };
}

function isDevelopment({ manifest }: NodeFacts, name: string | undefined): boolean {
  return name !== undefined && manifest!.devDependencies.has(name) && !manifest!.dependencies.has(name);
}

/** It needs what compiles: types, styles, plug-ins, whoever brings them. */
function compiles(command: NodeCommand): boolean {
  return isDevelopmentServer(command) || readsSources(command);
}

/** Prisma's generator writes into node_modules. */
function generatesModules({ manifest }: NodeFacts): boolean {
  return ['prisma', '@prisma/client', 'patch-package'].some(manifest!.has);
}

function isProduction({ model, steps }: Project, install: BuildOf<'node-install'>): boolean {
  const { args } = install.command;
  if (optionOf(args, '--production', '--prod', '-P', '--omit', '--only', '--include', '--dev')) return true;
  const step = steps.find((one) => buildsOf(one).includes(install));
  return step !== undefined && model.scopeAt(step.instruction).lookup('NODE_ENV') !== undefined;
}

const harmless: ReadonlySet<Action['kind']> = new Set(['build', 'nothing', 'option', 'state', 'clean']);

/** Nothing else is made in the same RUN. */
function isInstallAlone({ run }: Step): boolean {
  const actions = run?.flatMap((piece) => piece.actions) ?? [];
  return actions.filter(({ kind }) => kind === 'build').length === 1 && actions.every(({ kind }) => harmless.has(kind));
}

/** npm 7 came with Node 15. https://docs.npmjs.com/cli/commands/npm-ci, https://classic.yarnpkg.com/lang/en/docs/cli/install, https://pnpm.io/cli/install */
function productionOption({ stage }: Project, { manifest }: NodeFacts, { command }: BuildOf<'node-install'>): string | undefined {
  switch (command.tool) {
    case 'npm': {
      const [major] = readTag('node', stage.image?.tag ?? 'latest').version;
      return major !== undefined && major < 15 ? ' --production' : ' --omit=dev';
    }
    case 'yarn':
      // Yarn 2 and later install what .yarnrc.yml says, and know no such option.
      return manifest!.textOf('.yarnrc.yml') === undefined ? ' --production' : undefined;
    case 'pnpm':
      return ' --prod';
    case 'bun':
      return ' --production';
    default:
      return undefined;
  }
}

function commandText({ command }: BuildOf<'node-install'>, option: string): string {
  return [command.toolWord.value, command.verbText].filter(Boolean).join(' ') + option;
}
