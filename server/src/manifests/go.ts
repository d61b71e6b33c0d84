import { lazy } from '../base/memoize.ts';
import { joinPath } from '../base/paths.ts';
import { compareNumbered } from '../base/tag-order.ts';
import type { ProjectReader } from './files.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, LockedPackage, Project, SourceNeed } from './project.ts';

export interface GoProject extends Project {
  /** The path of the module: `example.com/tool`. */
  readonly module: string | undefined;
  readonly toolchain: string | undefined;
  /** Whether the folder contains a go.work. */
  readonly usesWorkspace: boolean;
  /** Whether the modules are vendored in the project. */
  readonly isVendored: boolean;
  readonly requires: boolean;
  /** The modules that `go mod download` downloads; computed on first call. */
  readonly modules: () => readonly GoModule[];
}

export interface GoModule {
  readonly path: string;
  readonly version: string;
}

/** The directives of a go.mod or go.work, in both notations: single lines and blocks. https://go.dev/ref/mod#go-mod-file */
function directivesOf(text: string): readonly { readonly verb: string; readonly words: readonly string[]; readonly comment: string }[] {
  let block: string | undefined;
  return text.split(/\r?\n/).flatMap((line) => {
    const at = line.search(/(?:^|\s)\/\//);
    const [code, comment] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at)];
    const words = (code.match(/"[^"]*"|`[^`]*`|=>|[^\s"`]+/g) ?? []).map((word) => word.replace(/^["`]|["`]$/g, ''));
    if (words.length === 0) return [];
    if (block !== undefined) {
      if (words[0] !== ')') return [{ verb: block, words, comment }];
      block = undefined;
      return [];
    }
    const [verb = '', ...rest] = words;
    if (rest[0]?.startsWith('(')) {
      block = verb;
      return [];
    }
    return [{ verb, words: rest, comment }];
  });
}

/** Reads the module of a folder. Returns undefined without a go.mod and a go.work. */
export function readGoProject(reader: ProjectReader): GoProject | undefined {
  const text = reader.has('go.mod') ? reader.text('go.mod') : undefined;
  const work = reader.has('go.work') ? reader.text('go.work') : undefined;
  if (!reader.has('go.mod') && !reader.has('go.work')) return undefined;
  const directives = directivesOf(text ?? '');
  const workDirectives = directivesOf(work ?? '');
  const first = (verb: string): string | undefined => directives.find((one) => one.verb === verb)?.words[0];
  const replaced = replacementsIn(reader, directives);
  const members = workDirectives.filter(({ verb }) => verb === 'use').flatMap(({ words }): readonly LocalPackage[] => {
    return words[0] === undefined ? [] : [{ name: undefined, path: reader.path(words[0]), kind: 'workspace', written: words[0] }];
  }); // prettier-ignore
  const version = first('go') ?? workDirectives.find(({ verb }) => verb === 'go')?.words[0];
  const vendor = reader.has('vendor/modules.txt');
  return {
    ...emptyProject('go', reader),
    name: first('module'),
    manifests: reader.existing('go.mod', 'go.work'),
    locks: reader.existing('go.sum', 'go.work.sum'),
    installFiles: reader.existing('vendor/modules.txt'),
    localPackages: [...members, ...replaced],
    sourceNeeds: [
      ...(!reader.has('go.work') ? [] : [{ reason: 'workspace', file: 'go.work', what: 'use' } satisfies SourceNeed]),
      ...replaced.map(({ written }): SourceNeed => ({ reason: 'local-package', file: 'go.mod', what: written })),
    ],
    dependencies: directives.flatMap(({ verb, words: [name, found], comment }): readonly Dependency[] => {
      if (verb !== 'require' || name === undefined) return [];
      return [{ name, version: found, group: /\bindirect\b/.test(comment) ? 'indirect' : 'require', dev: false, optional: false }];
    }),
    locked: lazy(() => readGoSum(reader.files.text(reader.path('go.sum')!) ?? '')),
    runtime: version === undefined ? undefined : { name: 'go', version, file: 'go.mod' },
    module: first('module'),
    toolchain: first('toolchain'),
    usesWorkspace: reader.has('go.work'),
    isVendored: vendor,
    requires: directives.some(({ verb }) => verb === 'require'),
    modules: lazy(() => modulesOf(directives, reader.files.text(reader.path('go.sum')!) ?? '')),
  };
}

/**
 * From Go 1.17 on, go.mod lists every module that a build may need, and `go mod download` downloads these and no others. Before, it only lists
 * direct ones, and go.sum has the archives of all; of several versions of a module, the highest is used.
 * https://go.dev/ref/mod#go-mod-download, https://go.dev/ref/mod#graph-pruning
 */
function modulesOf(directives: ReturnType<typeof directivesOf>, sums: string): readonly GoModule[] {
  const ofVerb = (verb: string): readonly (readonly string[])[] => directives.flatMap((one) => (one.verb === verb ? [one.words] : []));
  const version = ofVerb('go')[0]?.[0] ?? '1.16';
  const required = ofVerb('require').flatMap(([path, required]) => (path === undefined || required === undefined ? [] : { path, version: required })); // prettier-ignore
  const listsAll = compareNumbered(version, '1.17') >= 0;
  const found = new Map(required.map((one) => [one.path, one]));
  for (const { name, version: summed } of listsAll ? [] : readGoSum(sums)) {
    const known = found.get(name);
    if (summed !== undefined && (!known || compareNumbered(summed, known.version) > 0)) found.set(name, { path: name, version: summed });
  }
  for (const words of ofVerb('replace')) replaceModule(found, words);
  return [...found.values()];
}

/** `replace a => b v1.2.3`, `replace a v1.0.0 => ../a`: a module of the project is not downloaded. */
function replaceModule(modules: Map<string, GoModule>, words: readonly string[]): void {
  const arrow = words.indexOf('=>');
  const [path, only] = words.slice(0, arrow);
  const [to, version] = words.slice(arrow + 1);
  const known = path === undefined || arrow < 0 ? undefined : modules.get(path);
  if (!known || to === undefined || (only !== undefined && only !== known.version)) return;
  if (version === undefined) modules.delete(known.path);
  else modules.set(known.path, { path: to, version });
}

/** `replace example.com/a => ../a`: the path of a folder starts with `./`, `../` or `/`. */
function replacementsIn(reader: ProjectReader, directives: ReturnType<typeof directivesOf>): readonly LocalPackage[] {
  return directives.flatMap(({ verb, words }): readonly LocalPackage[] => {
    const to = words[words.indexOf('=>') + 1];
    if (verb !== 'replace' || !words.includes('=>') || to === undefined || !/^(?:\.{1,2}(?:\/|$)|\/)/.test(to)) return [];
    const path = reader.path(to);
    if (path === undefined) reader.recordUnread(to, 'outside');
    return [{ name: words[0], path, kind: 'path', written: `${words.slice(0, words.indexOf('=>')).join(' ')} => ${to}` }];
  });
}

/** One entry per module. Lines for its go.mod alone (`v1.0.0/go.mod`) are modules that were considered, but not used. */
function readGoSum(text: string): readonly LockedPackage[] {
  return [...text.matchAll(/^(\S+) (v[^\s/]+) h1:/gm)].map(([, name, version]) => ({
    name: name!,
    version: version!,
    dev: false,
    optional: false,
    local: false,
  }));
}

/** The go.mod files of other modules in the project, as patterns. */
export function goReferences(name: string, text: string): readonly string[] {
  return directivesOf(text).flatMap(({ verb, words }) => {
    const folder = name === 'go.work' && verb === 'use' ? words[0] : verb === 'replace' ? words[words.indexOf('=>') + 1] : undefined;
    return folder !== undefined && /^\.{1,2}(?:\/|$)/.test(folder) ? [joinPath(folder.replace(/\/+$/, ''), 'go.mod')] : [];
  });
}
