import type { Message } from '../../base/message.ts';
import type { LayerItem } from '../layer-draft.ts';
import type { CommandContext } from './context.ts';

/** Files at a path, or in a folder that a tool creates. */
export interface WrittenFiles extends Omit<LayerItem, 'parts' | 'path'> {
  /** For files in a folder, a path in it that stands for all of them. */
  readonly path: string;
  readonly parts?: LayerItem['parts'];
  /** Names the files if they have no parts. */
  readonly name?: string | Message;
}

/** Adds files to the layer and to the stage's file system, where later commands and copies find them, unless they are on a mount. */
export function addWritten({ draft, state }: CommandContext, { path, parts, name, ...item }: WrittenFiles): void {
  if (draft.isOnMount(path) || item.bytes.high === 0) return;
  draft.add({ ...item, path, parts: parts ?? [{ name: name ?? path, bytes: item.bytes.likely }] });
  state.put(path, item.bytes.likely, draft, { interval: item.bytes });
}
