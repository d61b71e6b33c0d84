import { message } from '../../base/message.ts';
import { sizeOfName } from '../../knowledge/file-sizes.ts';
import type { FileGroup, LayerDraft } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
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
      if (state.bytes) addPartOfImage(word, group, { draft, bytes: state.bytes });
      else draft.addUnknown(message('The files at {path} are copied into this layer; their size is only known during the build.', { path: word })); // prettier-ignore
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

/** The share of an image that a folder probably has in which commands with an unknown effect have written. */
const likelyShare = 0.02;

/** Files of an unknown folder: at most all of the image so far. */
function addPartOfImage(word: string, group: FileGroup, { draft, bytes }: { readonly draft: LayerDraft; readonly bytes: Bytes }): void {
  const likely = Math.round(bytes.likely * likelyShare);
  const detail = message('The files at {path} are copied into this layer: an estimate, at most all files of the image.', { path: word });
  draft.add({ ...group, parts: [{ name: word, bytes: likely }], bytes: { low: 0, likely, high: bytes.high }, source: 'heuristic', detail });
}
