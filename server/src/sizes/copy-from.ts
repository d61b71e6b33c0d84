import { baseName, cleanPath, pathBelow } from '../base/paths.ts';
import { message } from '../base/message.ts';
import { targetOf } from '../facts/copy.ts';
import type { CopyFact } from '../facts/copy.ts';
import type { Facts } from '../facts/facts.ts';
import { pathPattern } from '../facts/path-pattern.ts';
import { sizeOfName } from '../knowledge/file-sizes.ts';
import { isReservedFolder, systemFolders } from '../knowledge/folders.ts';
import { sizeInImage, sizeOfSystemPath } from '../knowledge/image-files.ts';
import { totalOf } from './base.ts';
import { addBytes } from './bytes.ts';
import type { LayerDraft } from './layer-draft.ts';
import type { Bytes, SizeSource, StageSizes } from './size.ts';
import { bytesOf, contentsPath, sumOf } from './stage-state.ts';
import type { FileAtPath, StageState } from './stage-state.ts';

/** A stage with a complete estimate, as the source of a copy. */
export interface EstimatedStage {
  readonly sizes: StageSizes;
  readonly state: StageState;
}

/** The inputs and outputs of an estimate for COPY and ADD. */
export interface CopyContext {
  readonly facts: Facts;
  readonly state: StageState;
  readonly draft: LayerDraft;
  readonly stages: ReadonlyMap<number, EstimatedStage>;
}

/** COPY --from: what the stage is known to have at the path, or what is known about the image. */
export function copyFromStage(copy: CopyFact, source: string, context: CopyContext): void {
  const reference = copy.from;
  const from = reference?.stage && context.stages.get(reference.stage.index);
  const path = cleanPath(`/${source}`);
  if (from) copyFromKnownStage(copy, path, from, context);
  else copyFromImage(copy, path, context);
}

function copyFromKnownStage({ destination }: CopyFact, path: string, from: EstimatedStage, context: CopyContext): void {
  const { draft, state } = context;
  const name = from.sizes.stage.name ?? String(from.sizes.stage.index);
  if (path === '/') {
    const total = totalOf(from.sizes);
    if (total.bytes)
      draft.add({ parts: [{ name: path, bytes: total.bytes.likely }], bytes: total.bytes, source: total.source, detail: total.detail });
    else draft.addUnknown(total.detail);
    return;
  }
  const single = from.state.fileAt(path);
  const pattern = pathPattern(path, '/');
  const { files, complete } = pattern ? from.state.filesAt(pattern, path) : { files: [], complete: false };
  const rest = single || complete ? undefined : restOf(path, files, from.state);
  if (rest === 'unknown') {
    draft.addUnknown(message('The content of {path} in stage {stage} is only known during the build.', { path, stage: name }));
    return;
  }
  const known = single ? bytesOf(single) : sumOf(files);
  const bytes = rest ? addBytes(known, rest) : known;
  const args = { stage: name, path };
  draft.add({
    parts: [{ name: path, bytes: bytes.likely }],
    bytes,
    source: rest ? 'heuristic' : sourceOf(files),
    detail: rest ? message('An estimate of {path} from stage {stage}.', args) : message('{path} from stage {stage}.', args),
  });
  if (rest) putRest(path, rest, destination, draft, state);
  for (const file of files) {
    const inner = single ? baseName(file.path) : (pathBelow(path, file.path) ?? file.path);
    const to = targetOf(destination, { inner, named: single !== undefined }, (folder) => state.isFolder(folder));
    if (to !== undefined) state.put(to, file.bytes, draft, { interval: file.interval });
  }
}

/** Exact sizes are those of the context; of the others, wide ones are estimates. */
function sourceOf(files: readonly FileAtPath[]): SizeSource {
  if (!files.some(({ interval }) => interval)) return 'context';
  const { likely, high } = sumOf(files);
  return high > 2 * likely ? 'heuristic' : 'packages';
}

/**
 * What a stage may have at a path besides its known files: a part of an archive or a checkout, a file of a known kind, what the base image
 * has there. Unknown after a command that may have written anything.
 */
function restOf(path: string, files: readonly FileAtPath[], state: StageState): Bytes | 'unknown' {
  const [contents] = state.contentsAbove(path);
  if (contents) return { ...bytesOf(contents), low: 0 };
  const common = files.length === 0 ? sizeOfSystemPath(path) : undefined;
  if (common) return common;
  const isFile = /\.[a-z]\w{0,4}$|\/s?bin\/[^/]+$/i.test(path);
  if (isFile && files.length === 0) return sizeOfName(path);
  if (!state.isOpaqueAt(path)) return state.baseAt(path);
  return files.length === 0 && isSystemFolder(path)
    ? 'unknown'
    : { ...builtFolder, high: Math.min(builtFolder.high, state.bytes?.high ?? Infinity) };
}

/** What unknown commands have put into a folder of an application: from nothing to a large build. An estimate, not measured. */
const builtFolder: Bytes = { low: 0, likely: 5_000_000, high: 400_000_000 };

const isSystemFolder = (path: string): boolean => systemFolders.has(path) || isReservedFolder(path) !== undefined;

/** Files with unknown names in the destination. */
function putRest(path: string, rest: Bytes, destination: CopyFact['destination'], draft: LayerDraft, state: StageState): void {
  const isFile = /\.[a-z]\w{0,4}$|\/s?bin\/[^/]+$/i.test(path);
  const to = isFile
    ? targetOf(destination, { inner: baseName(path), named: true }, (folder) => state.isFolder(folder))
    : destination?.path && contentsPath(destination.path, path);
  if (to !== undefined) state.put(to, rest.likely, draft, { interval: rest });
}

function copyFromImage({ from: reference, destination }: CopyFact, path: string, { draft, state }: CopyContext): void {
  const image = reference?.text ?? '';
  const known = sizeInImage(image, path) ?? sizeOfSystemPath(path);
  const isFile = known !== undefined || /\.[a-z]\w{0,4}$|\/s?bin\/[^/]+$/i.test(path);
  if (!isFile) {
    draft.addUnknown(message('The content of {path} in {image} is unknown.', { path, image }));
    return;
  }
  const bytes = known ?? sizeOfName(path);
  const detail = message('An estimate of {path} in {image}.', { path, image });
  draft.add({ parts: [{ name: path, bytes: bytes.likely }], bytes, source: 'heuristic', detail });
  putRest(path, bytes, destination, draft, state);
}
