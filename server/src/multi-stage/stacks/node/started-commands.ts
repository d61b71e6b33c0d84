import { absolutePath, baseName } from '../../../base/paths.ts';
import { developmentServers, frameworkServers, sourceLoaders } from '../../../knowledge/node-tools.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { includesPath } from '../../core/copied-artifacts.ts';
import type { Artifact } from '../../core/effects.ts';
import { containerFolder } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import type { PackageJson } from './package-json.ts';
import type { NodeCommand } from './scripts.ts';
import { staticServerOf } from './static-servers.ts';

/** Whether a command loads TypeScript, or maps paths by tsconfig.json, when it starts. */
export function readsSources({ words, package: name }: NodeCommand): boolean {
  return words.some((word) => /\.[cm]?tsx?$/.test(word)) || sourceLoaders.includes(name ?? '');
}

/** Next.js compiles its configuration when it starts, with the compiler and by tsconfig.json. */
export function startsFromTypeScript({ hasFile }: PackageJson, started: readonly NodeCommand[]): boolean {
  return hasFile('next.config.ts') && started.some((command) => command.package === 'next');
}

/** Whether a command of the container needs nothing of the folder but the results of the build. False when that is not known. */
export function runsBuiltFiles(project: Project, packageJson: PackageJson, command: NodeCommand, built: readonly Artifact[]): boolean {
  const name = command.package ?? '';
  if (frameworkServers.has(name) || hasRole(name, 'builtin') || packageOfProgram(name, 'apt') !== undefined) return true;
  const entries = entriesOf(project, packageJson, command);
  return entries.length > 0 && entries.every((path) => includesModule(built, path));
}

/** Whether a command is the server of a build tool, which compiles while it serves. */
export function isDevelopmentServer({ words, package: name }: NodeCommand): boolean {
  const [program = '', verb = ''] = words;
  const tool = baseName(program);
  const verbs = developmentServers[Object.hasOwn(developmentServers, tool) ? tool : (name ?? '')];
  return verbs !== undefined && (verbs.length === 0 || verbs.includes(verb.startsWith('-') ? '' : verb));
}

/** The file that `node FILE` starts or the folder that a server of static files serves, absolute; none for other programs. */
export function entriesOf(project: Project, { folder }: PackageJson, { words, package: name }: NodeCommand): readonly string[] {
  const workdir = containerFolder(project) ?? folder;
  const served = staticServerOf(words);
  if (served) return [absolutePath(workdir, served.folder) ?? folder];
  if (name !== 'node') return [];
  const valued = /^(?:-r|--require|--import|--loader|--experimental-loader|--env-file|-C|--conditions)$/;
  const file = words.find((word, i) => i > 0 && !word.startsWith('-') && !valued.test(words[i - 1]!));
  const path =
    file === undefined || words.some((word) => /^(?:-e|--eval|-p|--print)$/.test(word)) ? undefined : absolutePath(workdir, file);
  return path === undefined ? [] : [path];
}

/** Whether the artifacts include the module that Node loads for a path. https://nodejs.org/api/modules.html#all-together */
export function includesModule(artifacts: readonly Artifact[], path: string): boolean {
  return ['', '.js', '.mjs', '.cjs', '/index.js', '/index.mjs'].some((ending) => includesPath(artifacts, path + ending));
}
