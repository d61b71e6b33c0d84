import { baseName } from '../base/paths.ts';
import { message } from '../base/message.ts';
import type { BuildContext } from '../context/build-context.ts';
import { targetOf, unpacking } from '../facts/copy.ts';
import type { CopyFact } from '../facts/copy.ts';
import { isFileName, sizeInContext } from '../knowledge/context-sizes.ts';
import { archiveFormat, unpackingRatio } from '../knowledge/downloads.ts';
import { multiplyBytes } from './bytes.ts';
import type { LayerDraft } from './layer-draft.ts';
import { contentsPath } from './stage-state.ts';
import type { StageState } from './stage-state.ts';

/** COPY and ADD of a source in a build context of which nothing is known: an estimate by its name. */
export function copyFromUnknownContext(copy: CopyFact, source: string, build: BuildContext, draft: LayerDraft, state: StageState): void {
  const { destination } = copy;
  const isUnpacked = unpacking(copy, source, build) !== 'no';
  const size = sizeInContext(source);
  const bytes = isUnpacked ? multiplyBytes(size, unpackingRatio(archiveFormat(source))) : size;
  const detail = message('The build context is not known: an estimate by the name of {source}, from public projects.', { source });
  draft.add({ parts: [{ name: source, bytes: bytes.likely }], bytes, source: 'heuristic', detail });
  if (destination?.path === undefined) return;
  const isFile = isFileName(source) && !isUnpacked;
  const path = isFile
    ? targetOf(destination, { inner: baseName(source), named: true }, (folder) => state.isFolder(folder))
    : contentsPath(destination.path, /^[./]*$/.test(source) ? 'context' : source);
  if (path !== undefined) state.put(path, bytes.likely, draft, { interval: bytes });
  if (!isFile) state.recordUnknownWrites(destination.path);
}
