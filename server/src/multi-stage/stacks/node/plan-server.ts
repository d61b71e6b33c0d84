import type { Work } from '../../../base/work.ts';
import { baseName, isWithin, joinPath } from '../../../base/paths.ts';
import { configuredBuildTools, sourceLoaders } from '../../../knowledge/node-tools.ts';
import { changesProject } from '../../../facts/install-inputs/install-inputs.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom, fetchedArtifacts, withoutRedundant } from '../../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../../core/copied-artifacts.ts';
import { authorsBuildStage } from '../../core/plan.ts';
import type { ConversionPlan } from '../../core/plan.ts';
import { filesOfBuild } from '../../core/project.ts';
import { refuseSystemFolder } from '../../core/refusals.ts';
import { allowsPartialCopy } from '../../core/setups.ts';
import { runtimeFiles } from '../../evidence/runtime-files.ts';
import { corepackArtifacts } from './corepack.ts';
import type { NodeApplication } from './application.ts';
import { withoutDevelopmentDependencies } from './production-install.ts';
import type { ProductionInstall } from './production-install.ts';
import type { NodeCommand } from './scripts.ts';
import { entriesOf, includesModule, isDevelopmentServer, readsSources, runsBuiltFiles, startsFromTypeScript } from './started-commands.ts';

/** The plan for a server: its dependencies, the results of its build, and the files that it may read. */
export function* planServer(project: NodeApplication): Work<ConversionPlan | Refusal> {
  const parts = yield* partsOf(project);
  if (!parts) return planWholeFolders(project);
  const install = withoutDevelopmentDependencies(project, parts);
  const modules =
    install?.modules === 'none' || hasNoModules(project)
      ? []
      : [copiedFrom(joinPath(project.folder!, 'node_modules'), true, install?.stage ?? 'build')];
  const artifacts = withoutRedundant([...modules, ...parts.artifacts, ...corepackArtifacts(project)]);
  if (artifacts.length === 0) return refuse(message('Nothing is built here, so there is nothing to leave in a build stage.'));
  return {
    ...project.commonPlan,
    buildStages: install?.buildStages ?? [authorsBuildStage(project)],
    artifacts,
    foldersFromBuild: parts.fromBuild ? [project.folder!] : [],
    firstLines: [],
    environmentSetup: [],
    repeatsCopy: ({ copy }) => !parts.fromBuild || !isWithin(project.folder!, copy!.destination),
    addsSize: false,
    savesSize: parts.fromBuild || install !== undefined,
    decisions: [project.base.decision, ...decisionsFor(project, parts, install)],
  };
}

/** Whether the install creates no node_modules, because there are no dependencies. */
function hasNoModules({ packageJson, installs }: NodeApplication): boolean {
  const isProduction = installs.some(
    ({ packages }) => packages && optionOf(packages.args, '--production', '--prod', '--omit', '--only') !== undefined,
  );
  return packageJson!.dependencies.size === 0 && (isProduction || packageJson!.devDependencies.size === 0);
}

/** What is copied of the project's folder besides node_modules. */
export interface ServerParts {
  readonly artifacts: readonly CopiedArtifact[];
  /** The folders that the builds make; empty when the file only installs dependencies. */
  readonly outputs: readonly string[];
  /** The files of the folder come from the build stage, not from the context. */
  readonly fromBuild: boolean;
}

/** Undefined when the folder has to be copied whole. */
function* partsOf(project: NodeApplication): Work<ServerParts | undefined> {
  const { folder, packageJson, installs, started, outputs } = project;
  if (
    folder === undefined ||
    !packageJson ||
    installs.length !== 1 ||
    installs.some(({ packages }) => packages && changesProject(packages, packageJson.facts)) ||
    packageJson.facts.isMonorepo
  )
    return undefined;
  if (project.builds.some(({ role }) => role === 'fetch')) return undefined;
  if (!project.compiles) {
    // Files that the context has in node_modules would be mixed with the installed ones.
    const isMixed = filesOfBuild(project).some(({ target }) => isWithin(joinPath(folder, 'node_modules'), target));
    return isMixed ? undefined : { artifacts: [], outputs: [], fromBuild: false };
  }
  if (!outputs || !started || started.some((command) => isDevelopmentServer(command) || readsSources(command))) return undefined;
  if (startsFromTypeScript(packageJson, started)) return undefined;
  const built = outputs.map((path) => copiedFrom(path, true));
  const isCompiled = started.every((command) => runsBuiltFiles(project, packageJson, command, built));
  if (!isCompiled && sourceLoaders.some(packageJson.has)) return undefined;
  const files = yield* runtimeFiles(project, folder, (path) => isBuildInput(path, started, isCompiled));
  if (!files) return undefined;
  const artifacts = [...built, ...files];
  const entries = started.flatMap((command) => entriesOf(project, packageJson, command));
  const isComplete = allowsPartialCopy(project, folder, artifacts) && entries.every((path) => includesModule(artifacts, path));
  return isComplete ? { artifacts, outputs, fromBuild: true } : undefined;
}

/**
 * Whether a file is read by builds and not by servers: sources that are compiled, configuration of tools, lock files. `isCompiled`: the
 * container starts results of the build, so that JavaScript among the sources is compiled too.
 */
function isBuildInput(path: string, started: readonly NodeCommand[], isCompiled: boolean): boolean {
  const name = baseName(path);
  const config = /^([\w-]+)\.config\.[cm]?[jt]s$/.exec(name)?.[1];
  if (config !== undefined) return configuredBuildTools.has(config) && !started.some((command) => command.package === config);
  if (/^(?:knexfile|ormconfig|data-source)\./.test(name)) return false;
  return (
    /\.(?:[cm]?tsx?|jsx|vue|svelte|scss|sass|less|styl|tsbuildinfo)$/.test(name) ||
    /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|\.npmrc|\.yarnrc(?:\.yml)?|\.nvmrc|\.node-version|tsconfig[\w.-]*\.json|jsconfig\.json|angular\.json|nest-cli\.json|components\.json|\.swcrc|\.babelrc(?:\.js|\.json)?|\.browserslistrc|\.eslint\w*(?:\.\w+)?|\.prettier\w*(?:\.\w+)?|\.stylelintrc(?:\.\w+)?|nodemon\.json|turbo\.json|nx\.json|lerna\.json|biome\.json|\.lintstagedrc(?:\.\w+)?|\.commitlintrc(?:\.\w+)?)$/.test(
      name,
    ) ||
    path.startsWith('node_modules/') ||
    (isCompiled && path.startsWith('src/') && /\.(?:[cm]?js|css)$/.test(name))
  );
}

/** The plan that copies the folders of the application whole. */
function planWholeFolders(project: NodeApplication): ConversionPlan | Refusal {
  const fetched = project.builds.flatMap(({ role, artifacts }) => (role === 'fetch' ? (artifacts ?? []) : []));
  const folders = project.folders.length > 0 ? project.folders : fetched.map(({ source }) => source);
  const systemFolder = refuseSystemFolder(folders);
  if (systemFolder) return systemFolder;
  const wholeFolders = withoutRedundant([...folders.map((folder) => copiedFrom(folder, true)), ...fetchedArtifacts(project)]);
  return {
    ...project.commonPlan,
    buildStages: [authorsBuildStage(project)],
    artifacts: [...wholeFolders, ...corepackArtifacts(project)],
    foldersFromBuild: folders,
    firstLines: [],
    environmentSetup: [],
    repeatsCopy: ({ copy }) => !folders.some((folder) => isWithin(folder, copy!.destination)),
    addsSize: false,
    savesSize: false,
    decisions: [
      project.base.decision,
      ...wholeFolders.map(({ source: folder }) =>
        message('{folder} is copied completely, because the files that the container needs are unknown.', { folder }),
      ),
      ...(project.started?.some(isDevelopmentServer)
        ? [
            message(
              'The container runs a development server, which needs the sources and all build tools. Serve the output of a build instead.',
            ),
          ]
        : []),
    ],
  };
}

function decisionsFor(
  project: NodeApplication,
  { artifacts, outputs }: ServerParts,
  install: ProductionInstall | undefined,
): readonly Message[] {
  const files = artifacts.map(({ source }) => source).filter((path) => !outputs.includes(path));
  return [
    ...(install ? [install.decision] : project.packageJson!.dependencies.size === 0 ? [] : [modulesDecision(project)]),
    ...(outputs.length ? [message('Copied from the build stage: {paths}.', { paths: outputs.join(', ') })] : []),
    ...(files.length ? [message('Also copied, because the program may read it at run time: {paths}.', { paths: files.join(', ') })] : []),
  ];
}

/** Why node_modules is copied as the build has it. */
function modulesDecision({ folder, packageJson, installs }: NodeApplication): Message {
  const path = joinPath(folder!, 'node_modules');
  const args = installs[0]!.packages!.args;
  return packageJson!.devDependencies.size === 0 || optionOf(args, '--production', '--prod', '--omit', '--only')
    ? message('{path} is copied from the build stage: it only contains what runs.', { path })
    : message('{path} is copied from the build stage as it is, including development dependencies.', { path });
}
