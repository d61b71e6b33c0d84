import { contextPath, isWithin } from '../../../base/paths.ts';
import type { SourceMatch } from '../../../context/build-context.ts';
import type { ContextEntry, ContextSnapshot } from '../../../context/context.ts';
import { unpacking } from '../../../facts/copy.ts';
import type { CopyFact } from '../../../facts/copy.ts';
import { factsOf } from '../../../facts/facts.ts';
import { overwrittenFiles } from '../../../facts/overwritten-files.ts';
import { message } from '../../../base/message.ts';
import { bold, bullets, byteSize, code, joined, composed, paragraphs, withTextValues } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import type { HoverRequest } from './request.ts';

/** The number of files to list, the largest first. */
const shownFiles = 5;
const shownPatterns = 3;

/** The files that a source copies from the build context: number, size, examples, and what .dockerignore excludes. */
export function contextSourceText(at: HoverRequest, value: string): Markdown {
  const { document, instruction, translate } = at;
  const { snapshot } = document.build;
  if (snapshot.state === 'pending') return translate(message('From the build context, which is still loading.'));
  if (snapshot.state === 'unavailable')
    return translate(message('From the build context, which is unknown: {reason}', { reason: translate(withTextValues(snapshot.reason)) }));
  const copy = factsOf(document.model, document.build).copyOf(instruction);
  const match = document.build.match(value, copy?.flags);
  if (!match) return translate(message('From the build context.'));
  if (match.files.length === 0) return emptyText(at, value, match, snapshot.value);
  return paragraphs(
    composed`**${countText(at, match.files, snapshot.value)}** · ${kindText(at, value, match)}`,
    bullets(examples(at, match.files)),
    match.isDirectory ? excludedText(at, value, snapshot.value) : undefined,
    copy && unpackedText(at, copy, match),
    copy && overwrittenText(at, copy, value),
  );
}

/** The first file of the source that another file of the same instruction replaces. */
function overwrittenText({ translate }: HoverRequest, copy: CopyFact, value: string): Markdown | undefined {
  const [first, ...others] = overwrittenFiles(copy).filter(({ source }) => source.value === value);
  if (!first) return undefined;
  const args = { file: code(first.file.entry.path), by: code(first.by.entry.path), count: others.length };
  return others.length === 0
    ? translate(message('{file} is overwritten by {by}.', args))
    : translate(message('{file} is overwritten by {by}, and so are {count} other files.', args));
}

function countText({ translate }: HoverRequest, files: readonly ContextEntry[], { truncated }: ContextSnapshot): Markdown {
  const size = byteSize(files.reduce((sum, file) => sum + file.size, 0));
  if (truncated) return translate(message('At least {count} files, {size}', { count: files.length, size }));
  return files.length === 1
    ? translate(message('1 file, {size}', { size }))
    : translate(message('{count} files, {size}', { count: files.length, size }));
}

function kindText({ translate }: HoverRequest, value: string, { isDirectory, files }: SourceMatch): Markdown {
  if (isDirectory && contextPath(value) === '')
    return translate(message('the whole build context, except for what .dockerignore excludes'));
  if (isDirectory) return translate(message('the contents of {path}, not the folder itself', { path: code(contextPath(value)) }));
  return files.length === 1
    ? code(files[0]!.path)
    : translate(message('everything that matches {pattern} in the build context', { pattern: code(value) }));
}

function examples({ translate }: HoverRequest, files: readonly ContextEntry[]): readonly Markdown[] {
  if (files.length === 1) return [];
  const largest = files.toSorted((a, b) => b.size - a.size).slice(0, shownFiles);
  const lines = largest.map(({ path, size }) => composed`${code(path)} ${byteSize(size)}`);
  const more = files.length - largest.length;
  return more > 0 ? [...lines, translate(message('and {count} more', { count: more }))] : lines;
}

function emptyText(at: HoverRequest, value: string, { hidden }: SourceMatch, { truncated, ignore }: ContextSnapshot): Markdown {
  const { translate, document } = at;
  const [first] = hidden;
  const by = first && document.build.ignoredBy(first.path);
  if (first && by) {
    return translate(
      message('{file} excludes {path} in line {line}: {pattern}. The build fails.', {
        file: code(ignore?.path ?? '.dockerignore'),
        path: bold(first.path),
        line: by.line + 1,
        pattern: code(by.pattern),
      }),
    );
  }
  if (truncated) return translate(message('The build context is too large to check whether it contains {path}.', { path: code(value) }));
  return translate(message('Nothing in the build context matches {path}.', { path: bold(value) }));
}

/** The files in the folder that .dockerignore excludes, with the patterns that exclude most. */
function excludedText({ translate, document }: HoverRequest, value: string, { entries, ignore }: ContextSnapshot): Markdown | undefined {
  if (!ignore) return undefined;
  const folder = contextPath(value);
  const byPattern = new Map<string, number>();
  let count = 0;
  for (const { path, kind, size } of entries) {
    if (kind === 'directory' || !isWithin(folder, path)) continue;
    const pattern = document.build.ignoredBy(path)?.pattern;
    if (pattern === undefined) continue;
    count++;
    byPattern.set(pattern, (byPattern.get(pattern) ?? 0) + size);
  }
  if (count === 0) return undefined;
  const total = [...byPattern.values()].reduce((sum, size) => sum + size, 0);
  const largest = [...byPattern].toSorted(([, a], [, b]) => b - a).slice(0, shownPatterns);
  const args = {
    file: code(ignore.path),
    count,
    size: byteSize(total),
    patterns: joined(
      largest.map(([pattern, size]) => composed`${code(pattern)} ${byteSize(size)}`),
      ', ',
    ),
  };
  return count === 1
    ? translate(message('{file} excludes 1 file, {size}: {patterns}', args))
    : translate(message('{file} excludes {count} files, {size}: {patterns}', args));
}

/** The size of a local archive after ADD extracts it. */
function unpackedText({ document, translate }: HoverRequest, copy: CopyFact, { files }: SourceMatch): Markdown | undefined {
  const { snapshot } = document.build;
  const archive = files.find(({ path }) => unpacking(copy, path, document.build) === 'yes');
  const size = archive && snapshot.state === 'known' ? snapshot.value.archives.get(archive.path)?.unpackedSize : undefined;
  if (!archive) return undefined;
  return size === undefined
    ? translate(message('ADD unpacks it.'))
    : translate(message('ADD unpacks it: {size}.', { size: byteSize(size) }));
}
