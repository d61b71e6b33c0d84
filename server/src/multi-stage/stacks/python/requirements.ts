import { absolutePath, shellPath } from '../../../base/paths.ts';
import { pypiNeeds } from '../../../knowledge/native-dependencies.ts';
import type { NativeNeeds } from '../../../knowledge/native-dependencies.ts';
import { optionsOf } from '../../../shell/tools/options.ts';
import type { Build } from '../../core/effects.ts';
import { textAt } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';

/** What the installed packages need of the system; undefined when a list of requirements is not known. */
export function needsOf(project: Project, builds: readonly Build[]): readonly NativeNeeds[] | undefined {
  const requirements: string[] = [];
  for (const { stack, packages, folder, program } of builds) {
    if (stack !== 'python' || !packages || folder === undefined) continue;
    requirements.push(...packages.packages.map(({ name, version, word }) => (version === undefined ? name : word.value)));
    const listFiles = program === 'pip' ? packages.manifests.map(({ value }) => value) : [];
    const lists = listFiles.map((name) => requirementsIn(project, folder, name, 0));
    if (lists.includes(undefined)) return undefined;
    const manifests = packages.local ? ['pyproject.toml', 'setup.py', 'setup.cfg', 'poetry.lock'] : [];
    const own = manifests.map((name) => requirementsIn(project, folder, name, 0));
    if (packages.local && own.every((list) => list === undefined)) return undefined;
    requirements.push(...[...lists, ...own].flatMap((list) => list ?? []));
  }
  return requirements.flatMap((requirement) => pypiNeeds(requirement) ?? []);
}

/** How deep lists of requirements may name others. */
const maximumDepth = 5;

function requirementsIn(project: Project, folder: string, name: string, depth: number): readonly string[] | undefined {
  const path = absolutePath(folder, name);
  const text = path === undefined || depth > maximumDepth ? undefined : textAt(project, path);
  if (text === undefined || path === undefined) return undefined;
  if (name.endsWith('.lock')) return [...text.matchAll(/^name = "([^"]+)"/gm)].map(([, found]) => found!);
  if (!/\.(?:txt|in)$/.test(name))
    return [...text.matchAll(/["']([\w.-]+(?:\[[^\]]*\])?)\s*(?:[<>=!~;^ ][^"']*)?["']/g)].map(([, found]) => found!);
  return text.split('\n').flatMap((line) => {
    const nested = /^\s*(?:-r|--requirement|-c|--constraint)[ =]+(\S+)/.exec(line)?.[1];
    if (nested === undefined) return /^\s*[\w]/.test(line) ? [line] : [];
    return requirementsIn(project, path.replace(/\/[^/]*$/, '') || '/', nested, depth + 1) ?? [];
  });
}

/** Folders of the project that are installed as editable packages, so that they stay where they are: `-e .`, on the command line or in a list. */
export function editableFolders(project: Project, builds: readonly Build[]): readonly string[] {
  return builds.flatMap(({ stack, program, packages, folder }) => {
    if (stack !== 'python' || program !== 'pip' || !packages) return [];
    const onLine = optionsOf(packages.args, '-e', '--editable').flatMap(({ value }) => value ?? []);
    const inLists = packages.manifests.flatMap(({ value }) => {
      const text = textAt(project, shellPath(folder, value) ?? '') ?? '';
      return [...text.matchAll(/^\s*(?:-e|--editable)[ =]+([^\s#]+)/gm)].map(([, name]) => name!);
    });
    const local = [...onLine, ...inLists].filter((name) => !/:\/\/|^git\+/.test(name));
    return local.flatMap((name) => shellPath(folder, name.replace(/\[.*$/, '')) ?? []);
  });
}
