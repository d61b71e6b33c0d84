import { baseName, contextPath } from '../base/paths.ts';
import type { BuildContext } from '../context/build-context.ts';
import { targetOf, unpacking } from './copy.ts';
import type { CopyFact, CopySource } from './copy.ts';
import type { AddedKind, AddedPath } from './file-changes.ts';
import { downloadName, remoteKind } from './remote-source.ts';

/** Whether a path is known to be a folder of the image before the instruction runs. */
type IsFolder = (path: string) => boolean;

/** What a COPY or ADD puts where, as far as the file and the build context tell; `.dockerignore` and flags applied. */
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

/** What the listing of the build context has; undefined where it does not have the source, or is not known. */
function inContext(
  { start, end, match, files }: CopySource,
  { destination }: CopyFact,
  isFolder: IsFolder,
): readonly AddedPath[] | undefined {
  if (!match?.exists || !files) return undefined;
  return files.flatMap((file): readonly AddedPath[] => {
    const path = file.unpacked === 'yes' ? destination?.path : targetOf(destination, file, isFolder);
    if (path === undefined || file.unpacked === 'maybe') return [];
    return [{ at: { start, end }, path, kind: file.unpacked === 'yes' ? 'contents' : 'file', by: 'copy', certain: true }];
  });
}

/** What the source word alone tells: of a folder only that something is in it. */
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
  // An excluded file is named in full, or what is excluded is in it: nobody knows which.
  return [{ at, path: target, kind: unpacked === 'yes' ? 'contents' : 'file', by: 'copy', certain: flags.exclude.length === 0 }];
}
