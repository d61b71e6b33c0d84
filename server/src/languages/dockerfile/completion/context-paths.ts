import { baseName, contextPath } from '../../../base/paths.ts';
import { childrenOf } from '../../../context/children.ts';
import type { ContextEntry } from '../../../context/context.ts';
import { formatBytes } from '../../../base/bytes.ts';
import type { DockerfileDocument } from '../document.ts';
import { contextSourceText } from '../hover/context-source.ts';
import { hoverRequestIn } from '../hover/request.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAfter } from './request.ts';
import type { CompletionRequest } from './request.ts';

/** The maximum number of entries of one folder in a list. */
const maxEntries = 500;

/** How a path is written. `plain`: as a word. `json`: in a JSON string. */
export type PathForm = 'plain' | 'json';

/**
 * The entries of the build context in the typed folder, except for those that .dockerignore excludes. Only the last part of the path is
 * replaced, so the folders before it stay as written. Empty if the context is not known.
 */
export function contextPathItems(request: CompletionRequest, slot: Slot, form: PathForm = 'plain'): readonly Completion[] {
  const slash = slot.typed.length - baseName(slot.typed).length;
  const folder = contextPath(slot.typed.slice(0, slash));
  const part = slotAfter(slot, slash);
  const fitting = entriesIn(request.document, folder).filter(({ path }) => isWritable(baseName(path), form));
  if (fitting.length > maxEntries) request.markIncomplete();
  const typed = part.typed.toLowerCase();
  const nearest = fitting.length > maxEntries ? fitting.filter(({ path }) => baseName(path).toLowerCase().startsWith(typed)) : fitting;
  return nearest.slice(0, maxEntries).map((entry) => item(request, part, entry));
}

function item(request: CompletionRequest, slot: Slot, entry: ContextEntry): Completion {
  const isFolder = entry.kind === 'directory';
  const name = baseName(entry.path);
  const { document, instruction, offset, markdown } = request;
  return {
    label: isFolder ? `${name}/` : name,
    kind: isFolder ? 'folder' : 'file',
    slot,
    newText: isFolder ? `${name}/` : name,
    detail: isFolder ? undefined : formatBytes(entry.size),
    ...(instruction && { documentation: () => contextSourceText(hoverRequestIn(document, instruction, offset, markdown), entry.path) }),
    retrigger: isFolder,
  };
}

/** Sorts folders first, then files, by name. Hidden entries come last. */
function entriesIn({ build }: DockerfileDocument, folder: string): readonly ContextEntry[] {
  if (build.snapshot.state !== 'known') return [];
  const entries = childrenOf(build.snapshot.value.entries, folder).filter(({ path }) => build.has(path) !== false);
  const rank = ({ path, kind }: ContextEntry): number => (baseName(path).startsWith('.') ? 2 : kind === 'directory' ? 0 : 1);
  return entries.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether a name can be written as is. A space would separate words, and a bracket would start a pattern. */
function isWritable(name: string, form: PathForm): boolean {
  return form === 'json' ? !/["\\*?[$\u0000-\u001f]/.test(name) : !/[\s"'\\*?[$`]/.test(name);
}
