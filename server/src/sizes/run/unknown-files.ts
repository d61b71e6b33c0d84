import { message } from '../../base/message.ts';
import { sizeOfName } from '../../knowledge/file-sizes.ts';
import type { FileGroup } from '../layer-draft.ts';
import type { CommandContext } from './context.ts';

/** Paths whose files are not known. */
export interface UnknownFiles {
  /** As the command receives it. */
  readonly word: string;
  /** Undefined for a glob, or if the value of the word is unknown. */
  readonly path: string | undefined;
  /** Whether files of a folder are meant. */
  readonly isFolder: boolean;
}

/**
 * Adds files that are not known to the layer which gets a copy of them: a single file by the kind of its name, a folder by what the base
 * image may have there. After a command that may have written anything, the contents of a folder are unknown.
 */
export function unknownFilesAt({ word, path, isFolder }: UnknownFiles, group: FileGroup, { draft, state }: CommandContext): void {
  const isKnownPlace = path !== undefined && !state.isOpaqueAt(path);
  if (isFolder || path === undefined) {
    if (!isKnownPlace) {
      draft.addUnknown(
        message('The files at {path} are copied into this layer; their size is only known during the build.', { path: word }),
      );
      return;
    }
    const bytes = state.baseAt(path);
    if (bytes.high === 0) return;
    const detail = message('An estimate of what the base image has at {path}, which is copied into this layer.', { path: word });
    draft.add({ ...group, parts: [{ name: path, bytes: bytes.likely }], bytes, source: 'heuristic', path, detail });
    return;
  }
  if (draft.hasPath(path)) return;
  const detail = message('An estimate by the name of {path}, which is copied into this layer.', { path: word });
  draft.write(path, sizeOfName(path), { ...group, name: path, source: 'heuristic', detail });
}
