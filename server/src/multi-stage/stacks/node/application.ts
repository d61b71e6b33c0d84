import { compilerPackages, withoutPackageManager } from '../../../knowledge/build-packages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { globalBuildTools, packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import { message } from '../../../base/message.ts';
import { isRefusal, needsContext, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import type { Build } from '../../core/effects.ts';
import type { ConversionPlan } from '../../core/plan.ts';
import { buildsIn, containerCommandsOf } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { refuseBrowser } from '../../core/refusals.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import type { RuntimeBase } from '../../core/runtime-base.ts';
import { isFromCorepack } from './corepack.ts';
import { readPackageJson } from './package-json.ts';
import type { PackageJson } from './package-json.ts';
import { resolveAll } from './scripts.ts';
import type { NodeCommand } from './scripts.ts';

/** A Node project's Dockerfile, with what its builds and package.json say: the input of both kinds of plans. */
export interface NodeApplication extends Project {
  readonly base: RuntimeBase;
  readonly builds: readonly Build[];
  readonly installs: readonly Build[];
  /** The folders that the builds work in. */
  readonly folders: readonly string[];
  /** The folder that all of them work in; undefined when there are several or none. */
  readonly folder: string | undefined;
  /** The package.json in that folder; undefined when it is not known. */
  readonly packageJson: PackageJson | undefined;
  /** Whether anything is built besides the installs. */
  readonly compiles: boolean;
  /** The folders that the builds after the install make, absolute; undefined when that is not known of one of them. */
  readonly outputs: readonly string[] | undefined;
  /** What the container starts and its HEALTHCHECK runs, scripts resolved; undefined when a script is not known. */
  readonly started: readonly NodeCommand[] | undefined;
  /** The parts of the plan that do not depend on what kind of application it is. */
  readonly commonPlan: Pick<
    ConversionPlan,
    'base' | 'repeatsBuild' | 'isBuildOnlyPackage' | 'smallerPackages' | 'systemNeeds' | 'providesProgram'
  >;
}

/** Reads a project that is built with Node's tools. Refuses when it uses others too, or when a smaller base could miss something. */
export function readNodeApplication(project: Project): NodeApplication | Refusal {
  const base = interpreterRuntimeBase(project.stage, 'node');
  const builds = buildsIn(project);
  if (builds.some(({ stack }) => stack !== undefined && stack !== 'node')) {
    return refuse(message('The build uses tools other than those of Node.js, and which of their output the container needs is unknown.'), [
      message('Use a separate stage for them.'),
    ]);
  }
  const folders = [...new Set(builds.flatMap(({ folder }) => folder ?? []))];
  const folder = folders.length === 1 ? folders[0] : undefined;
  const packageJson = folder === undefined ? undefined : readPackageJson(project, folder);
  const refusal = checkPackageJson(project, base, packageJson, folders);
  if (isRefusal(refusal)) return refusal;
  const outputBuilds = builds.filter(({ role }) => role === 'compile' || role === 'other');
  const artifacts = outputBuilds.map((build) => build.artifacts);
  return {
    ...project,
    base,
    builds,
    installs: builds.filter(({ role }) => role === 'dependencies'),
    folders,
    folder,
    packageJson,
    compiles: outputBuilds.length > 0,
    outputs: artifacts.every((list) => list !== undefined) ? [...new Set(artifacts.flat().map(({ source }) => source))] : undefined,
    started: packageJson && project.container.unread.length === 0 ? resolveAll(packageJson, containerCommandsOf(project)) : undefined,
    commonPlan: {
      base,
      repeatsBuild: (build) => globalPackages(build).some((name) => isNeededGlobally(project, name)),
      isBuildOnlyPackage: buildOnlyPackages((packageJson?.facts.usesGit ?? false) || builds.some(({ program }) => program === 'git')),
      smallerPackages: (name) =>
        name === 'npm' && base.manager === 'apt' && !startsManager(project) ? withoutPackageManager(name) : undefined,
      systemNeeds: packageJson?.needs ?? [],
      providesProgram: programsOf(project, builds, packageJson),
    },
  };
}

/** A smaller base may lack what a dependency loads; only package.json shows that. */
function checkPackageJson(
  { stage, files }: Project,
  base: RuntimeBase,
  packageJson: PackageJson | undefined,
  folders: readonly string[],
): Refusal | undefined {
  const browser = refuseBrowser(packageJson?.needs);
  if (browser) return browser;
  if (packageJson?.facts.plugAndPlay) {
    return refuse(message("Yarn stores packages outside of the application's folder (Plug'n'Play)."), [
      message('Set nodeLinker: node-modules in .yarnrc.yml.'),
    ]);
  }
  if (packageJson || !base.changed) return undefined;
  if (folders.length > 1) {
    return refuse(
      message('The build works in several folders ({folders}), and what the container needs from each is unknown.', {
        folders: folders.join(', '),
      }),
      [message('Use a separate stage for each.')],
    );
  }
  const reason = files
    ? message("The application's package.json is not among the copied files.")
    : message('Without package.json, how the application is built and what it needs from {image} at run time is unknown.', {
        image: stage.image!.raw,
      });
  return refuse(reason, [files ? message('Copy package.json before the install.') : needsContext]);
}

/** The packages that a build installs globally. */
function globalPackages({ role, packages }: Build): readonly string[] {
  return role === 'global-install' ? (packages?.packages.map(({ name }) => name) ?? []) : [];
}

/** Whether the container may need a package that is installed globally. */
function isNeededGlobally(project: Project, name: string): boolean {
  return (
    !globalBuildTools.has(name) || containerCommandsOf(project).some(([program = '']) => packageOfNodeTool(baseName(program)) === name)
  );
}

/** Whether the container or the application runs npm or another program of the package `npm`. */
function startsManager({ container, calls }: Project): boolean {
  const programs = [...container.start, ...container.health].map(([program = '']) => baseName(program));
  return [...programs, ...calls.calls.map(({ program = '' }) => program)].some((program) =>
    hasRole(program, 'nodeManager', 'packageRunner'),
  );
}

/** node-gyp, which runs Python and a compiler, and git where packages come from repositories. */
function buildOnlyPackages(usesGit: boolean): ConversionPlan['isBuildOnlyPackage'] {
  return (name, installed) => {
    if (name === 'node-gyp' || (usesGit && name === 'git')) return true;
    const hasCompiler = installed.some((other) => compilerPackages.has(other));
    return hasCompiler && /^python[23]?(?:-minimal)?$/.test(name);
  };
}

function programsOf(project: Project, builds: readonly Build[], packageJson: PackageJson | undefined): ConversionPlan['providesProgram'] {
  const globals = new Set(builds.flatMap(globalPackages));
  return (program) =>
    hasRole(program, 'nodeImage') ||
    isFromCorepack(project, program) ||
    globals.has(packageOfNodeTool(program)) ||
    isInNodeModules(project, packageJson, program);
}

/** Whether a dependency brings a program and PATH includes node_modules/.bin. */
function isInNodeModules({ model, stage }: Project, packageJson: PackageJson | undefined, program: string): boolean {
  const path = model.configOf(stage).env.get('PATH');
  const source = typeof path?.from === 'object' ? path.from.bodyText : '';
  return source.includes('node_modules/.bin') && (packageJson?.dependencies.has(packageOfNodeTool(program)) ?? true);
}
