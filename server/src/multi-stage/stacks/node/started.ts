import { absolutePath, baseName } from '../../../base/paths.ts';
import { developmentServers, frameworkServers, sourceLoaders } from '../../../knowledge/node-tools.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { delivers } from '../../core/delivery.ts';
import type { StageCopy } from '../../core/delivery.ts';
import type { NodeCommand, NodeProject } from './project.ts';
import { servedBy } from './static.ts';
import type { Project } from '../../core/recipe.ts';

/** Loads TypeScript, or maps paths by tsconfig.json, when it starts. */
export function readsSources({ words, package: name }: NodeCommand): boolean {
  return words.some((word) => /\.[cm]?tsx?$/.test(word)) || sourceLoaders.includes(name ?? '');
}

/** Next.js compiles its configuration when it starts, with the compiler and by tsconfig.json. */
export function startsFromTypeScript({ hasFile }: NodeProject, started: readonly NodeCommand[]): boolean {
  return hasFile('next.config.ts') && started.some((command) => command.package === 'next');
}

/** Whether a command of the container needs no more of the folder than what the build has made: not so where that is not known. */
export function runsWhatIsMade(project: Project, manifest: NodeProject, command: NodeCommand, made: readonly StageCopy[]): boolean {
  const name = command.package ?? '';
  if (frameworkServers.has(name) || hasRole(name, 'builtin') || packageOfProgram(name, 'apt') !== undefined) return true;
  const entries = entryOf(project, manifest, command);
  return entries.length > 0 && entries.every((path) => startsIn(made, path));
}

/** A server of a tool that builds: it compiles while it serves. */
export function isDevelopmentServer({ words, package: name }: NodeCommand): boolean {
  const [program = '', verb = ''] = words;
  const tool = baseName(program);
  const verbs = developmentServers[Object.hasOwn(developmentServers, tool) ? tool : (name ?? '')];
  return verbs !== undefined && (verbs.length === 0 || verbs.includes(verb.startsWith('-') ? '' : verb));
}

/** The file that `node FILE` starts or the folder that a server of static files serves, absolute; none for other programs. */
export function entryOf({ model, stage }: Project, { folder }: NodeProject, { words, package: name }: NodeCommand): readonly string[] {
  const workdir = model.configOf(stage).workdir?.value ?? folder;
  const served = servedBy(words);
  if (served) return [absolutePath(workdir, served.folder) ?? folder];
  if (name !== 'node') return [];
  const valued = /^(?:-r|--require|--import|--loader|--experimental-loader|--env-file|-C|--conditions)$/;
  const file = words.find((word, i) => i > 0 && !word.startsWith('-') && !valued.test(words[i - 1]!));
  const path =
    file === undefined || words.some((word) => /^(?:-e|--eval|-p|--print)$/.test(word)) ? undefined : absolutePath(workdir, file);
  return path === undefined ? [] : [path];
}

/** Whether the copies bring the module that Node loads for a path. https://nodejs.org/api/modules.html#all-together */
export function startsIn(copies: readonly StageCopy[], path: string): boolean {
  return ['', '.js', '.mjs', '.cjs', '/index.js', '/index.mjs'].some((ending) => delivers(copies, path + ending));
}
