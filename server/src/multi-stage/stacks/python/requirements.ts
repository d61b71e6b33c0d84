import { absolutePath, parentOf, shellPath } from '../../../base/paths.ts';
import { pypiNeeds } from '../../../knowledge/native-dependencies.ts';
import type { NativeNeeds } from '../../../knowledge/native-dependencies.ts';
import { optionsOf } from '../../../shell/tools/options.ts';
import type { Build } from '../../core/actions.ts';
import { textAt } from '../../evidence/context-files.ts';
import type { Project } from '../../core/recipe.ts';

/** What the installed packages need of the system; undefined when a list of requirements was not read. */
export function needsOf(project: Project, builds: readonly Build[]): readonly NativeNeeds[] | undefined {
  const requirements: string[] = [];
  for (const build of builds) {
    if (build.what !== 'pip' && build.what !== 'python-manager') continue;
    const { command, folder } = build;
    requirements.push(...command.packages.map(({ name, version, word }) => (version === undefined ? name : word.value)));
    const named = build.what === 'pip' ? command.manifests.map(({ value }) => value) : [];
    const texts = [...named, ...(command.local ? ['pyproject.toml', 'setup.py', 'setup.cfg', 'poetry.lock'] : [])].map((name) =>
      requirementsIn(project, folder, name, 0),
    );
    if (named.length > 0 && texts.slice(0, named.length).includes(undefined)) return undefined;
    if (command.local && texts.slice(named.length).every((list) => list === undefined)) return undefined;
    requirements.push(...texts.flatMap((list) => list ?? []));
  }
  return requirements.flatMap((requirement) => pypiNeeds(requirement) ?? []);
}

/** How deep lists of requirements may name others. */
const deepest = 5;

function requirementsIn({ files, build }: Project, folder: string, name: string, depth: number): readonly string[] | undefined {
  const path = absolutePath(folder, name);
  const text = path === undefined || depth > deepest ? undefined : textAt(files, build, path);
  if (text === undefined || path === undefined) return undefined;
  if (name.endsWith('.lock')) return [...text.matchAll(/^name = "([^"]+)"/gm)].map(([, found]) => found!);
  if (!/\.(?:txt|in)$/.test(name))
    return [...text.matchAll(/["']([\w.-]+(?:\[[^\]]*\])?)\s*(?:[<>=!~;^ ][^"']*)?["']/g)].map(([, found]) => found!);
  return text.split('\n').flatMap((line) => {
    const nested = /^\s*(?:-r|--requirement|-c|--constraint)[ =]+(\S+)/.exec(line)?.[1];
    if (nested === undefined) return /^\s*[\w]/.test(line) ? [line] : [];
    return requirementsIn({ files, build } as Project, parentOf(path), nested, depth + 1) ?? [];
  });
}

/** Folders of the project that are installed to be edited, so that they stay where they are: `-e .`, on the command line or in a list. */
export function editableFolders({ files, build }: Project, builds: readonly Build[]): readonly string[] {
  return builds.flatMap((one) => {
    if (one.what !== 'pip') return [];
    const { args, manifests } = one.command;
    const onLine = optionsOf(args, '-e', '--editable').flatMap(({ value }) => value ?? []);
    const inLists = manifests.flatMap(({ value }) => {
      const text = textAt(files, build, shellPath(one.folder, value) ?? '') ?? '';
      return [...text.matchAll(/^\s*(?:-e|--editable)[ =]+([^\s#]+)/gm)].map(([, named]) => named!);
    });
    const local = [...onLine, ...inLists].filter((named) => !/:\/\/|^git\+/.test(named));
    return local.flatMap((named) => shellPath(one.folder, named.replace(/\[.*$/, '')) ?? []);
  });
}
