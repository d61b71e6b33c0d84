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

/** More entries of one folder are not offered at once. */
const mostEntries = 500;

/**
 * Paths of the build context, folder by folder: behind a `!` what is left out, else what is not. On an empty line also the patterns that
 * would leave something out of a project like this. Nothing in a comment, or while the context is not known.
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
  // The line that is being written must not hide what it is to name.
  const line = text.slice(0, lineStart).split('\n').length - 1;
  const decide = createIgnoreMatcher(document.file.patterns.filter((pattern) => pattern.line !== line));
  const entries = children.filter((entry) => (decide(entry.path)?.negated === false) === isException);
  const items = entries.slice(0, mostEntries).map((entry) => item(entry, slot, document));
  return lead === '' && !path.includes('/') ? [...proposed(document, slot, translate), ...items] : items;
}

function item({ path, kind, size }: ContextEntry, slot: Slot, { tree }: IgnoreDocument): Completion {
  const isFolder = kind === 'directory';
  const name = `${baseName(path)}${isFolder ? '/' : ''}`;
  const bytes = isFolder ? sumOf(tree!.below(path)).bytes : size;
  return { label: name, kind: isFolder ? 'folder' : 'file', slot, newText: escaped(name), detail: formatBytes(bytes), again: isFolder };
}

/** Signs that a pattern has another use for. */
function escaped(name: string): string {
  return name.replace(/[\\*?[]|^[#!]/g, '\\$&');
}

function proposed(document: IgnoreDocument, slot: Slot, translate: Translate): readonly Completion[] {
  const { snapshot } = document.build;
  if (snapshot.state !== 'known') return [];
  const there = new Set(document.file.patterns.map(({ text }) => text));
  const { effective } = proposeIgnoreFile(snapshot.value, document.users, translate, document.tree);
  return effective
    .filter((line) => !there.has(line))
    .map((line): Completion => ({ label: line, kind: 'value', slot, newText: line, filter: line.replace('**/', '') }));
}
