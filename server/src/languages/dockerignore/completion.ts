import { baseName, contextPath } from '../../base/paths.ts';
import type { ContextEntry } from '../../context/context.ts';
import { sumOf } from '../../context/dockerignore/effects.ts';
import { createIgnoreMatcher } from '../../context/dockerignore/matcher.ts';
import { formatBytes } from '../../base/bytes.ts';
import { lineStartAt } from '../../base/layout.ts';
import type { Translate } from '../../base/message.ts';
import type { Completion, Slot } from '../completion-item.ts';
import { childrenOf } from '../../context/children.ts';
import { proposeIgnoreFile } from './create.ts';
import type { IgnoreDocument } from './document.ts';

/** The maximum number of entries of one folder in a list. */
const maxEntries = 500;

/**
 * Paths of the build context in the typed folder: after a `!` the excluded ones, otherwise the others. On an empty line also the
 * recommended patterns that would exclude files. Empty in a comment, and if the context is not known.
 */
export function ignoreCompletionsAt(document: IgnoreDocument, offset: number, translate: Translate): readonly Completion[] {
  const { text, build } = document;
  const lineStart = lineStartAt(text, offset);
  const typed = text.slice(lineStart, offset);
  if (typed.startsWith('#') || build.snapshot.state !== 'known') return [];
  const [lead] = /^[ \t]*(?:![ \t]*)?/.exec(typed)!;
  const path = typed.slice(lead.length);
  const part = baseName(path);
  const slot = { start: offset - part.length, end: offset, typed: part };
  const isException = lead.includes('!');
  const children = childrenOf(build.snapshot.value.entries, contextPath(path.slice(0, path.length - part.length)));
  // The line at the cursor is ignored, because it would exclude its own path.
  const line = text.slice(0, lineStart).split('\n').length - 1;
  const decide = createIgnoreMatcher(document.file.patterns.filter((pattern) => pattern.line !== line));
  const entries = children.filter((entry) => (decide(entry.path)?.negated === false) === isException);
  const items = entries.slice(0, maxEntries).map((entry) => item(entry, slot, document));
  return lead === '' && !path.includes('/') ? [...proposedPatterns(document, slot, translate), ...items] : items;
}

function item({ path, kind, size }: ContextEntry, slot: Slot, { tree }: IgnoreDocument): Completion {
  const isFolder = kind === 'directory';
  const name = `${baseName(path)}${isFolder ? '/' : ''}`;
  const bytes = isFolder ? sumOf(tree!.below(path)).bytes : size;
  return {
    label: name,
    kind: isFolder ? 'folder' : 'file',
    slot,
    newText: escapePattern(name),
    detail: formatBytes(bytes),
    retrigger: isFolder,
  };
}

/** Escapes characters that are special in patterns. */
function escapePattern(name: string): string {
  return name.replace(/[\\*?[]|^[#!]/g, '\\$&');
}

function proposedPatterns(document: IgnoreDocument, slot: Slot, translate: Translate): readonly Completion[] {
  const { snapshot } = document.build;
  if (snapshot.state !== 'known') return [];
  const existing = new Set(document.file.patterns.map(({ text }) => text));
  const { effective } = proposeIgnoreFile(snapshot.value, document.users, translate, document.tree);
  return effective
    .filter((line) => !existing.has(line))
    .map((line): Completion => ({ label: line, kind: 'value', slot, newText: line, filter: line.replace('**/', '') }));
}
