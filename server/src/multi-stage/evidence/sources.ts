import { inFolderWith } from '../../knowledge/folders.ts';
import { hashCommentLanguages, isDevelopmentSource, mayBeScript, sourceLanguageOf } from '../../knowledge/source-files.ts';
import type { SourceLanguage } from '../../knowledge/source-files.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { Work } from '../../base/work.ts';
import type { CopiedFile, ProjectSources } from '../core/project.ts';

/** A source file that the image gets, with its text. */
export interface SourceFile extends CopiedFile {
  readonly language: SourceLanguage | undefined;
  readonly text: string;
}

/** The sources of a program. */
export interface Sources {
  readonly files: readonly SourceFile[];
  /** Whether every source is among `files`. If not, they say nothing about what the program does not do. */
  readonly isComplete: boolean;
}

/** Files with more bytes are generated or data. */
const mostBytes = 512_000;
/** More files, or more bytes in all, are not read. */
const mostFiles = 3000;
const mostBytesInAll = 24_000_000;

const isForeign = inFolderWith('versionControl', 'installed', 'vendored', 'cache', 'editor', 'hosting');

/**
 * The files of the context whose texts say what the program starts, loads and reads: the sources and scripts among what the image gets.
 * A host reads them before a conversion. In steps, because a context may have very many files.
 */
export function* sourcesToRead(files: readonly CopiedFile[], context: BuildContext): Work<readonly string[]> {
  const paths = new Set<string>();
  let bytes = 0;
  for (const [i, { path }] of files.entries()) {
    if (i % perStep === perStep - 1) yield;
    const size = context.entry(path)?.size ?? Infinity;
    if (!isSource(path) || size > mostBytes || paths.has(path)) continue;
    bytes += size;
    if (paths.size === mostFiles || bytes > mostBytesInAll) break;
    paths.add(path);
  }
  return [...paths];
}

const perStep = 1000;

function isSource(path: string): boolean {
  return !isForeign(path) && (sourceLanguageOf(path) !== undefined || mayBeScript(path));
}

/** The sources of a language that the program may run, as far as they were read. Tests and the configuration of development tools are left out. */
export function sourcesOf({ files, context }: Pick<ProjectSources, 'files' | 'context'>, ...languages: readonly SourceLanguage[]): Sources {
  if (!files) return { files: [], isComplete: false };
  const found: SourceFile[] = [];
  let isComplete = true;
  for (const file of files) {
    const language = sourceLanguageOf(file.path);
    if (language === undefined || !languages.includes(language) || isForeign(file.path) || isDevelopmentSource(file.path)) continue;
    const text = context.text(file.path);
    if (text === undefined) isComplete = false;
    else found.push({ ...file, language, text });
  }
  return { files: found, isComplete };
}

/** Where something is in a source: `app/main.py:12`. */
export function placeIn({ path, text }: SourceFile, offset: number): string {
  return `${path}:${text.slice(0, offset).split('\n').length}`;
}

/** A text without comments, with every position kept: a call in a comment calls nothing. */
export function withoutComments(text: string, language: SourceLanguage | undefined): string {
  const blank = (comment: string): string => comment.replace(/[^\n]/g, ' ');
  const pattern = hashCommentLanguages.has(language ?? 'shell') ? hashComment : slashComment;
  return text.replace(pattern, (whole, string: string | undefined) => (string === undefined ? blank(whole) : whole));
}

/** A string, which is kept, or a comment. A string does not go beyond its line, so that an apostrophe in a text has no long effect. */
const hashComment = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?<=^|\s)#[^\n]*/gm;
const slashComment = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*/gm;
