import { baseName } from '../../../base/paths.ts';
import type { NativeNeeds } from '../../../knowledge/native-dependencies.ts';
import { globalBuildTools, packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import type { Build, BuildOf } from '../../core/actions.ts';
import { isByCorepack } from './corepack.ts';
import { isRefusal, needsContext, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { readNodeProject, resolveScripts } from './project.ts';
import type { NodeCommand, NodeProject } from './project.ts';
import { serverRecipe } from './server.ts';
import { staticRecipe } from './static.ts';
import { isApplicationFolder } from '../../core/system-folders.ts';
import type { Project, Recipe } from '../../core/recipe.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import type { RuntimeBase } from '../../core/runtime-base.ts';
import type { CommandWords } from '../../evidence/start-command.ts';
import { actionsOf, buildsOf } from '../../core/steps.ts';

/** What is known of a Node project's Dockerfile, for the kinds of recipes. */
export interface NodeFacts {
  readonly base: RuntimeBase;
  readonly builds: readonly Build[];
  readonly installs: readonly BuildOf<'node-install'>[];
  /** The folder that all of them work in; undefined where they work in several. */
  readonly folder: string | undefined;
  readonly folders: readonly string[];
  /** Undefined when package.json is not known. */
  readonly manifest: NodeProject | undefined;
  /** What the builds behind the install run; undefined when it is not known of one. */
  readonly commands: readonly NodeCommand[] | undefined;
  /** What the container starts and its HEALTHCHECK runs, scripts resolved; undefined when a script is missing. */
  readonly started: readonly NodeCommand[] | undefined;
  /** What all kinds have in common. */
  readonly common: Pick<Recipe, 'base' | 'repeatsGlobal' | 'buildTools' | 'needs' | 'provides'>;
}

/** Node: a server with its dependencies, or the static files that a build makes and another program serves. */
export function nodeRecipe(project: Project): Recipe | Refusal {
  const facts = readFacts(project);
  if (isRefusal(facts)) return facts;
  return staticRecipe(project, facts) ?? serverRecipe(project, facts);
}

function readFacts(project: Project): NodeFacts | Refusal {
  const base = interpreterRuntimeBase(project.stage);
  if (isRefusal(base)) return base;
  const builds = project.steps.flatMap(buildsOf);
  const foreign = builds.find(({ what }) => !nodeBuilds.has(what));
  if (foreign) {
    return refuse(message('The build uses other tools than those of Node, and what of theirs the container needs is not known.'), [
      message('Give them a stage of their own.'),
    ]);
  }
  const folders = [...new Set(builds.flatMap((build) => ('folder' in build ? [build.folder] : [])))];
  const folder = folders.length === 1 ? folders[0] : undefined;
  const manifest = folder === undefined ? undefined : readNodeProject(project.files, project.build, folder);
  const unsafe = checkManifest(project, base, manifest, folders);
  if (unsafe) return unsafe;
  const resolve = (list: readonly CommandWords[]): readonly NodeCommand[] | undefined =>
    allOf(list.map((words) => manifest && resolveScripts(manifest, words)));
  const globals = new Set(builds.flatMap((build) => (build.what === 'node-global' ? build.packages.map(({ name }) => name) : [])));
  const started = project.commands.unread.length > 0 ? undefined : resolve([...project.commands.start, ...project.commands.health]);
  const keptGlobal = (name: string): boolean =>
    !globalBuildTools.has(name) ||
    [...project.commands.start, ...project.commands.health].some(([program = '']) => packageOfNodeTool(baseName(program)) === name);
  return {
    base,
    builds,
    installs: builds.filter((build) => build.what === 'node-install'),
    folder,
    folders,
    manifest,
    commands: resolve(builds.flatMap(wordsOfBuild)),
    started,
    common: {
      base,
      repeatsGlobal: (names) => names.some(keptGlobal),
      buildTools: ['node-gyp', ...(manifest?.usesGit || runsGit(project) ? ['git'] : [])],
      needs: manifest?.needs ?? [],
      provides: (program) =>
        nodePrograms.has(program) ||
        isByCorepack(project, program) ||
        globals.has(packageOfNodeTool(program)) ||
        bins(project, manifest, program),
    },
  };
}

const nodeBuilds: ReadonlySet<Build['what']> = new Set([
  'node-install',
  'node-global',
  'node-script',
  'node-tool',
  'cache',
  'tool',
  'fetch',
]);
/** What node images bring. https://github.com/nodejs/docker-node */
const nodePrograms: ReadonlySet<string> = new Set(['node', 'nodejs', 'npm', 'npx', 'corepack', 'yarn', 'yarnpkg', 'docker-entrypoint.sh']);

/** Refuses where a dependency brings a browser. */
export function keepsBrowser(needs: readonly NativeNeeds[] | undefined): Refusal | undefined {
  if (!needs?.some(({ browser }) => browser)) return undefined;
  return refuse(message('A dependency keeps a browser outside of the application’s folder, and loads libraries that are not known.'), [
    message('Build the run-time stage on an image that is made for it.'),
  ]);
}

/** A smaller base may lack what a dependency loads: that can be told by package.json alone. */
function checkManifest(
  { stage, files }: Project,
  base: RuntimeBase,
  manifest: NodeProject | undefined,
  folders: readonly string[],
): Refusal | undefined {
  const browser = keepsBrowser(manifest?.needs);
  if (browser) return browser;
  if (manifest?.plugAndPlay) {
    return refuse(message('Yarn keeps the packages outside of the application’s folder (Plug’n’Play).'), [
      message('Set nodeLinker: node-modules in .yarnrc.yml.'),
    ]);
  }
  if (manifest || !base.changed) return undefined;
  if (folders.length > 1) {
    return refuse(
      message('The build works in several folders ({folders}): what the container needs of each is not known.', {
        folders: folders.join(', '),
      }),
      [message('Give each a stage of its own.')],
    );
  }
  const reason = files
    ? message('The package.json of the application is not among the files that are copied.')
    : message('Without package.json it is not known what the application is built with and what it needs of {image} when it runs.', {
        image: stage.image!.raw,
      });
  return refuse(reason, [files ? message('Copy package.json before the install.') : needsContext]);
}

/** The commands that a build comes to; none for an install. */
function wordsOfBuild(build: Build): readonly CommandWords[] {
  if (build.what === 'node-script') return [['npm', 'run', build.script, '--', ...build.more]];
  if (build.what === 'tool') return [[build.program]];
  if (build.what !== 'node-tool') return [];
  const { command } = build;
  return [[command.name ?? '', ...command.args.map(({ value }) => value)]];
}

/** A program of a dependency, where PATH leads to node_modules/.bin. */
function bins({ model, stage }: Project, manifest: NodeProject | undefined, program: string): boolean {
  const path = model.configOf(stage).env.get('PATH');
  const source = typeof path?.from === 'object' ? path.from.bodyText : '';
  return source.includes('node_modules/.bin') && (manifest?.dependencies.has(packageOfNodeTool(program)) ?? true);
}

/** Whether the build itself calls git. */
export function runsGit({ steps }: Project): boolean {
  return steps.flatMap(actionsOf).some((action) => action.kind === 'build' && 'program' in action.build && action.build.program === 'git');
}

function allOf(lists: readonly (readonly NodeCommand[] | undefined)[]): readonly NodeCommand[] | undefined {
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

/** A folder of the system cannot be copied whole. */
export function cannotCopy(folder: string): Refusal | undefined {
  if (isApplicationFolder(folder)) return undefined;
  return refuse(message('The build works in {folder}, a folder of the system: what of it the container needs is not known.', { folder }), [
    message('Set a WORKDIR for the application, and build there.'),
  ]);
}

/** The decision to copy a folder whole. */
export function copiedWhole(folder: string): Message {
  return message('{folder} is copied whole: which of its files the container needs cannot be told.', { folder });
}
