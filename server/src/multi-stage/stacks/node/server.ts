import { baseName, isWithin, joinPath } from '../../../base/paths.ts';
import { configuredBuildTools, sourceLoaders } from '../../../knowledge/node-tools.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import type { BuildOf } from '../../core/actions.ts';
import { corepackCopies } from './corepack.ts';
import { isRefusal, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { dataCopies, onlyPlainCopies } from '../../evidence/data-files.ts';
import { fetchedCopies, inPlace, withoutCovered } from '../../core/delivery.ts';
import type { StageCopy } from '../../core/delivery.ts';
import { cannotCopy, copiedWhole } from './node.ts';
import type { NodeFacts } from './node.ts';
import { outputsOf } from './outputs.ts';
import type { NodeCommand, NodeProject } from './project.ts';
import { prunedInstall } from './prune.ts';
import type { Pruning } from './prune.ts';
import { entryOf, isDevelopmentServer, readsSources, runsWhatIsMade, startsFromTypeScript, startsIn } from './started.ts';
import { authorsBuild } from '../../core/recipe.ts';
import type { BuildStage, Project, Recipe } from '../../core/recipe.ts';
import { isRuntimeOnly } from '../../core/runtime-stage.ts';
import { setupsAllow } from '../../core/setups.ts';

/** A server: its dependencies, what its build makes, and the files beside them. */
export function serverRecipe(project: Project, facts: NodeFacts): Recipe | Refusal {
  const folders = facts.folders.length > 0 ? facts.folders : facts.builds.flatMap((build) => (build.what === 'fetch' ? [build.path] : []));
  const parts = partsOf(project, facts);
  if (!parts) {
    const refusal = folders.map(cannotCopy).find(isRefusal);
    return refusal ?? wholeRecipe(project, facts, folders);
  }
  const pruning = parts.outputs === undefined ? undefined : prunedInstall(project, facts, parts.outputs.length === 0);
  const modules =
    pruning?.modules === 'none' || hasNoModules(facts)
      ? []
      : [inPlace(joinPath(facts.folder!, 'node_modules'), true, pruning?.stage ?? 'build')];
  const copies = withoutCovered([...modules, ...parts.copies, ...corepackCopies(project)]);
  if (copies.length === 0) return refuse(message('Nothing is built here, so that there is nothing to leave behind.'));
  return {
    ...facts.common,
    stages: pruning?.stages ?? [authorsStage(project)],
    copies,
    folders: parts.fromBuild ? [facts.folder!] : [],
    head: [],
    preparations: [],
    repeatsCopy: ({ copy }) => !parts.fromBuild || !isWithin(facts.folder!, copy!.destination),
    costs: false,
    gains: parts.fromBuild || pruning !== undefined,
    decisions: [facts.base.decision, ...decisionsFor(facts, parts, pruning)],
  };
}

/** Without dependencies an install makes no node_modules. */
function hasNoModules({ manifest, installs }: NodeFacts): boolean {
  const production = installs.some(({ command }) => optionOf(command.args, '--production', '--prod', '--omit', '--only') !== undefined);
  return manifest!.dependencies.size === 0 && (production || manifest!.devDependencies.size === 0);
}

/** What of the folder is copied beside node_modules. */
interface Parts {
  readonly copies: readonly StageCopy[];
  /** What the builds make; empty when nothing but an install is done. */
  readonly outputs: readonly string[];
  /** The folder's files come from the build stage, not from the context. */
  readonly fromBuild: boolean;
}

/** Undefined when the folder must be copied whole. */
function partsOf(project: Project, facts: NodeFacts): Parts | undefined {
  const { folder, manifest, commands, installs, started } = facts;
  if (folder === undefined || !manifest || !commands || installs.length !== 1 || manifest.hasInstallScripts || manifest.isMonorepo)
    return undefined;
  if (facts.builds.some(({ what }) => what === 'fetch')) return undefined;
  const files = project.files!.filter(({ step }) => project.steps.indexOf(step) <= project.boundary);
  if (commands.length === 0) {
    // What the context has of node_modules would be mixed with what is installed.
    const mixed = files.some(({ target }) => isWithin(joinPath(folder, 'node_modules'), target));
    return mixed ? undefined : { copies: [], outputs: [], fromBuild: false };
  }
  const outputs = outputsOf(manifest, commands);
  if (!outputs || !started || started.some((command) => isDevelopmentServer(command) || readsSources(command))) return undefined;
  const made = outputs.map((path) => inPlace(path, true));
  if (startsFromTypeScript(manifest, started)) return undefined;
  const entries = started.flatMap((command) => entryOf(project, manifest, command));
  const compiled = started.every((command) => runsWhatIsMade(project, manifest, command, made));
  if (!compiled && sourceLoaders.some(manifest.has)) return undefined;
  const data = onlyPlainCopies(project, folder) && dataCopies(files, folder, (path) => isBuildInput(path, started, compiled));
  if (!data || !setupsAllow(project, folder, [...made, ...data])) return undefined;
  const copies = [...made, ...data];
  return entries.every((path) => startsIn(copies, path)) ? { copies, outputs, fromBuild: true } : undefined;
}

/**
 * What builds read and servers do not: sources that are compiled, configuration of tools, lock files. `compiled`: the container starts
 * what the build makes, so that JavaScript among the sources is compiled too.
 */
function isBuildInput(path: string, started: readonly NodeCommand[], compiled: boolean): boolean {
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
    (compiled && path.startsWith('src/') && /\.(?:[cm]?js|css)$/.test(name))
  );
}

function authorsStage(project: Project): BuildStage {
  return { name: 'build', from: undefined, lines: authorsBuild(project, isRuntimeOnly) };
}

function wholeRecipe(project: Project, facts: NodeFacts, folders: readonly string[]): Recipe {
  const folderCopies = withoutCovered([...folders.map((folder) => inPlace(folder, true)), ...fetchedCopies(project.steps)]);
  const copies = [...folderCopies, ...corepackCopies(project)];
  const serves = facts.started?.some(isDevelopmentServer) ?? false;
  return {
    ...facts.common,
    stages: [authorsStage(project)],
    copies,
    folders,
    head: [],
    preparations: [],
    repeatsCopy: ({ copy }) => !folders.some((folder) => isWithin(folder, copy!.destination)),
    costs: false,
    gains: false,
    decisions: [
      facts.base.decision,
      ...folderCopies.map(({ source }) => copiedWhole(source)),
      ...(serves
        ? [
            message(
              'The container starts a development server, which needs the sources and all that builds them. Serving what a build makes would need far less.',
            ),
          ]
        : []),
    ],
  };
}

function decisionsFor(
  { folder, installs, manifest }: NodeFacts,
  { copies, outputs }: Parts,
  pruning: Pruning | undefined,
): readonly Message[] {
  const data = copies.filter(({ source }) => !outputs.includes(source));
  const paths = (list: readonly { readonly source: string }[] | readonly string[]): string =>
    list.map((item) => (typeof item === 'string' ? item : item.source)).join(', ');
  return [
    ...(pruning ? [pruning.decision] : manifest!.dependencies.size === 0 ? [] : [keptDependencies(folder!, installs[0]!, manifest!)]),
    ...(outputs.length ? [message('From the build: {paths}.', { paths: paths(outputs) })] : []),
    ...(data.length ? [message('Copied too, as the program may read it when it runs: {paths}.', { paths: paths(data) })] : []),
  ];
}

function keptDependencies(folder: string, install: BuildOf<'node-install'>, { devDependencies }: NodeProject): Message {
  const path = joinPath(folder, 'node_modules');
  return devDependencies.size === 0 || optionOf(install.command.args, '--production', '--prod', '--omit', '--only')
    ? message('{path} comes from the build: it holds nothing but what runs.', { path })
    : message('{path} comes from the build as it is, development dependencies included.', { path });
}
