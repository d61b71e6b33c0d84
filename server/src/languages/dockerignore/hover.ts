import { parentOf } from '../../base/paths.ts';
import type { DecidedEntry } from '../../context/dockerignore/effects.ts';
import { patternTest } from '../../context/dockerignore/matcher.ts';
import type { IgnorePattern } from '../../context/dockerignore/patterns.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { touches } from '../../base/span.ts';
import { bold, bullets, byteSize, code, joined, markdownTranslator, composed, paragraphs, withTextValues } from '../markdown.ts';
import type { Markdown, MarkdownTranslate } from '../markdown.ts';
import type { Hover } from '../results.ts';
import type { IgnoreDocument } from './document.ts';

/** The number of paths to list, the largest first. */
const shownPaths = 5;
const shownLines = 3;

/** Hover on a pattern: its effect in the build context, as Markdown. Undefined elsewhere. */
export function ignoreHoverAt(document: IgnoreDocument, offset: number, translate: Translate): Hover | undefined {
  const pattern = document.file.patterns.find((candidate) => touches(candidate, offset));
  return (
    pattern && { markdown: patternText(document, pattern, markdownTranslator(translate)), span: { start: pattern.start, end: pattern.end } }
  );
}

/**
 * The files that a pattern excludes or includes again: number, size, the largest of them, and the lines that decide about other matching
 * files.
 */
export function patternText(document: IgnoreDocument, pattern: IgnorePattern, translate: MarkdownTranslate): Markdown {
  const { effects, build } = document;
  const { snapshot } = build;
  if (snapshot.state === 'pending') return translate(message('The build context is still loading.'));
  if (snapshot.state === 'unavailable')
    return translate(message('The build context is unknown: {reason}', { reason: translate(withTextValues(snapshot.reason)) }));
  const effect = effects!.patterns.get(pattern)!;
  const others = otherLines(document, pattern);
  const total = countText(effects!.sent, translate);
  return paragraphs(
    effect.files === 0 ? noEffectText(pattern, others.size > 0, translate) : leadText(pattern, effect, translate),
    bullets(examples(effect.decided, translate)),
    others.size > 0
      ? translate(message('Other lines also apply to some of the matching files: {lines}', { lines: linesText(others, translate) }))
      : undefined,
    snapshot.value.truncated
      ? translate(message('The build context is too large to list completely: there may be more files.'))
      : translate(message('Sent to the builder: {count}.', { count: total })),
  );
}

function leadText(
  { negated }: IgnorePattern,
  effect: { readonly files: number; readonly bytes: number },
  translate: MarkdownTranslate,
): Markdown {
  const count = bold(countText(effect, translate));
  return negated ? translate(message('Includes again {count}', { count })) : translate(message('Excludes {count}', { count }));
}

function noEffectText({ negated }: IgnorePattern, hasMatches: boolean, translate: MarkdownTranslate): Markdown {
  if (!hasMatches) return translate(message('Nothing in the build context matches this line.'));
  return negated ? translate(message('Has no effect: includes nothing again.')) : translate(message('Has no effect: excludes nothing.'));
}

/** `1 file, 3 B`, `12 files, 3.4 MB`. */
export function countText({ files, bytes }: { readonly files: number; readonly bytes: number }, translate: MarkdownTranslate): Markdown {
  const size = byteSize(bytes);
  return files === 1 ? translate(message('1 file, {size}', { size })) : translate(message('{count} files, {size}', { count: files, size }));
}

function examples(decided: readonly DecidedEntry[], translate: MarkdownTranslate): readonly Markdown[] {
  const largest = decided.toSorted((a, b) => b.bytes - a.bytes).slice(0, shownPaths);
  const lines = largest.map(({ path, kind, bytes, files }) =>
    kind === 'directory'
      ? composed`${code(`${path}/`)} ${countText({ files, bytes }, translate)}`
      : composed`${code(path)} ${byteSize(bytes)}`,
  );
  const more = decided.length - largest.length;
  return more > 0 ? [...lines, translate(message('and {count} more', { count: more }))] : lines;
}

/** The other lines that decide about files that this pattern matches, with the number of files. */
function otherLines({ file, effects, build }: IgnoreDocument, pattern: IgnorePattern): ReadonlyMap<IgnorePattern, number> {
  const deciding = new Map<string, IgnorePattern>();
  for (const [by, { decided }] of effects!.patterns) for (const { path } of decided) deciding.set(path, by);
  const lines = new Map<IgnorePattern, number>();
  if (build.snapshot.state !== 'known' || file.patterns.length === 1) return lines;
  const matches = patternTest(pattern);
  for (const { path, kind } of build.snapshot.value.entries) {
    if (kind === 'directory' || !matches(path)) continue;
    let at = path;
    while (at !== '' && !deciding.has(at)) at = parentOf(at);
    const by = deciding.get(at);
    if (by && by !== pattern) lines.set(by, (lines.get(by) ?? 0) + 1);
  }
  return lines;
}

function linesText(lines: ReadonlyMap<IgnorePattern, number>, translate: MarkdownTranslate): Markdown {
  const most = [...lines].toSorted(([, a], [, b]) => b - a).slice(0, shownLines);
  return joined(
    most.map(([{ text, line }, files]) =>
      translate(message('line {line} {pattern} ({count})', { line: line + 1, pattern: code(text), count: files })),
    ),
    ', ',
  );
}
