import { baseName, contextPath } from '../base/paths.ts';
import type { BuildContext } from '../context/build-context.ts';
import { targetOf, unpacking } from './copy.ts';
import type { CopiedFile, CopyFact, CopySource } from './copy.ts';
import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { Span } from '../base/span.ts';
import type { AddedKind, AddedPath } from './file-changes.ts';
import { downloadName, remoteKind } from './remote-source.ts';

/** Whether a path is known to be a folder of the image before the instruction runs. */
type IsFolder = (path: string) => boolean;

/**
 * The files that a COPY or ADD adds to the image, as far as the file and the build context determine them, after `.dockerignore` and flags.
 */
export function filesOfCopy(copy: CopyFact, build: BuildContext, isFolder: IsFolder): readonly AddedPath[] {
  if (copy.stage?.os === 'windows') return [];
  return copy.sources.flatMap((source) => addedBy(source, copy, build, isFolder));
}

function addedBy(source: CopySource, copy: CopyFact, build: BuildContext, isFolder: IsFolder): readonly AddedPath[] {
  const { destination } = copy;
  const { start, end, value, kind } = source;
  if (value === undefined || destination?.path === undefined) return [];
  const added = (of: AddedKind, path: string | undefined, certain = true): readonly AddedPath[] =>
    path === undefined ? [] : [{ at: { start, end }, path, kind: of, by: 'copy', certain }];
  const file = (name: string): readonly AddedPath[] => added('file', targetOf(destination, { inner: name, named: true }, isFolder));
  switch (kind) {
    case 'heredoc':
      return file(value);
    case 'http':
      return copy.flags.unpack ? added('contents', destination.path, false) : file(downloadName(value));
    case 'git':
      return added('contents', destination.path, remoteKind(value) === 'git');
    case 'glob':
      return inContext(source, copy, isFolder) ?? [];
    case 'path':
      return inContext(source, copy, isFolder) ?? byName(source, copy, build, isFolder);
    default:
      return /[*?[]/.test(value) ? [] : byName(source, copy, build, isFolder);
  }
}

/** Of more files, only the folder that they are copied to is known: nobody names so many, and reading them all would delay every edit. */
const mostFiles = 20_000;

/** The files according to the listing of the build context. Returns undefined if there are too many, or if it does not contain the source, or is unknown. */
function inContext(
  { start, end, match, files }: CopySource,
  { destination }: CopyFact,
  isFolder: IsFolder,
): readonly AddedPath[] | undefined {
  if (!match?.exists || !files || files.length > mostFiles) return undefined;
  const added = (): readonly AddedPath[] => addedFiles(files, { start, end }, destination, isFolder);
  // The files of folders are not named, so that the target does not depend on what is a folder.
  if (files.length < manyFiles || files.some(({ named }) => named)) return added();
  return sharedFiles(files)(`${start} ${end} ${destination?.path ?? ''}`, added);
}

function addedFiles(
  files: readonly CopiedFile[],
  { start, end }: Span,
  destination: CopyFact['destination'],
  isFolder: IsFolder,
): readonly AddedPath[] {
  return files.flatMap((file): readonly AddedPath[] => {
    const path = file.unpacked === 'yes' ? destination?.path : targetOf(destination, file, isFolder);
    if (path === undefined || file.unpacked === 'maybe') return [];
    const added = { at: { start, end }, path, by: 'copy' as const, certain: true };
    return [file.unpacked === 'yes' ? { ...added, kind: 'contents' } : { ...added, kind: 'file', bytes: file.entry.size }];
  });
}

/** From this many files on, the result is kept for other Dockerfiles with the same context, which often have the same COPY. */
const manyFiles = 500;
const mostShared = 4;

const sharedFiles = memoizeWeak((_files: readonly CopiedFile[]) =>
  memoize((_key: string, make: () => readonly AddedPath[]) => make(), mostShared),
);

/** The files according to the source word alone: for a folder, only that it has contents. */
function byName(
  { start, end, value = '', kind }: CopySource,
  copy: CopyFact,
  build: BuildContext,
  isFolder: IsFolder,
): readonly AddedPath[] {
  const { destination, flags } = copy;
  const pivot = value.indexOf('/./');
  const inner = flags.parents ? contextPath(pivot < 0 ? value : value.slice(pivot + 3)) : baseName(contextPath(value));
  const at = { start, end };
  if (inner === '' || /\/\.?$|^\.$/.test(value)) {
    const path = destination?.path;
    return path === undefined ? [] : [{ at, path, kind: 'contents', by: 'copy', certain: flags.exclude.length === 0 }];
  }
  const unpacked = kind === 'path' ? unpacking(copy, value, build) : 'no';
  const target = unpacked === 'yes' ? destination?.path : targetOf(destination, { inner, named: !flags.parents }, isFolder);
  if (target === undefined || unpacked === 'maybe') return [];
  // The flag may exclude the file or folder itself, or only some of its contents.
  return [{ at, path: target, kind: unpacked === 'yes' ? 'contents' : 'file', by: 'copy', certain: flags.exclude.length === 0 }];
}
