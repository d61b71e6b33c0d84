import { sourceLanguages } from '../../knowledge/source-files.ts';
import type { SourceLanguage } from '../../knowledge/source-files.ts';
import type { ProjectSources } from '../core/project.ts';
import { sourcesOf, withoutComments } from './sources.ts';

/** The texts in quotes of the sources that the program may run: names of files that it reads and of modules that it loads. */
export interface Literals {
  /** Whether every source was read. */
  readonly isComplete: boolean;
  /** Whether a text is, or starts with, the name of a module: `dotenv`, `dotenv/config`. */
  readonly namesModule: (name: string) => boolean;
  /** Whether a text names a file: `data/a.json` or `a.json` for `data/a.json`. `path`: relative to the application's folder. */
  readonly namesFile: (path: string) => boolean;
  /** Whether a text names the file or one of the folders that it is in: `public` for `public/a.js`. */
  readonly namesFileOrFolder: (path: string) => boolean;
}

/** Reads the texts of the sources in these languages (all of them if none is named), without those that a file is only compared with. */
export function literalsOf(sources: Pick<ProjectSources, 'files' | 'context'>, ...languages: readonly SourceLanguage[]): Literals {
  const { files, isComplete } = sourcesOf(sources, ...(languages.length > 0 ? languages : sourceLanguages));
  const texts = new Set<string>();
  for (const { text, language } of files) for (const one of literalsIn(withoutComments(text, language))) texts.add(one);
  const modules = new Set([...texts].flatMap(modulesIn));
  const paths = new Set([...texts].flatMap(pathsIn));
  return {
    isComplete,
    namesModule: (name) => modules.has(name),
    namesFile: (path) => suffixesOf(path).some((one) => paths.has(one)),
    namesFileOrFolder: (path) => suffixesOf(path).some((one) => paths.has(one)) || foldersIn(path).some((one) => paths.has(one)),
  };
}

const quoted = /(?<compared>[!=]==?\s*)?(?:"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`)/g;
/** Imports of types alone, which a compiler removes. */
const typeImports = /\b(?:import|export)\s+type\b[^;'"]*(?:'[^']*'|"[^"]*")/g;

function* literalsIn(code: string): Iterable<string> {
  for (const { groups, 2: double, 3: single, 4: template } of code.replace(typeImports, '').matchAll(quoted)) {
    if (groups?.['compared'] !== undefined) continue;
    const text = double ?? single;
    if (text !== undefined) yield text;
    else for (const part of (template ?? '').split(/\$\{[^}]*\}/)) yield part;
  }
}

function modulesIn(text: string): readonly string[] {
  const name = /^(@[\w.-]+\/[\w.-]+|[a-z][\w.-]*)(?:\/|$)/i.exec(text)?.[1];
  return name === undefined ? [] : [name];
}

/** The path that a text may be, without what leads to the application's folder and without a pattern at its end. */
function pathsIn(text: string): readonly string[] {
  if (text.length > 200 || /[\s<>|"'(){}]/.test(text)) return [];
  const path = text.replace(/^(?:\.{0,2}\/)+/, '').replace(/\/?(?:\*.*)?$/, '');
  return path.length < 2 ? [] : [path];
}

function suffixesOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, i) => parts.slice(i).join('/'));
}

/** Every run of folders in a path: `a`, `a/b`, `b` for `a/b/c.txt`. */
function foldersIn(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.flatMap((_, from) => folders.slice(from).map((__, count) => folders.slice(from, from + count + 1).join('/')));
}
