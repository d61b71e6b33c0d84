import { memoizeWeak } from '../base/memoize.ts';
import { contextPath } from '../base/paths.ts';
import type { BuildContext, SourceMatch } from '../context/build-context.ts';
import { targetOf } from '../facts/copy.ts';
import { replacedFiles } from '../facts/overwritten-files.ts';
import type { CopiedFile, CopyFact, CopySource } from '../facts/copy.ts';
import { downloadName } from '../facts/remote-source.ts';
import { archiveFormat, checkoutFiles, downloadSize, gitFolder, unpackingRatio } from '../knowledge/downloads.ts';
import type { Heredoc, Instruction } from '../syntax/tree.ts';
import { message } from '../base/message.ts';
import type { Work } from '../base/work.ts';
import type { Message } from '../base/message.ts';
import { addBytes, exactBytes, multiplyBytes } from './bytes.ts';
import { copyFromUnknownContext } from './copy-unknown-context.ts';
import { copyFromStage } from './copy-from.ts';
import type { CopyContext } from './copy-from.ts';
import type { LayerDraft } from './layer-draft.ts';
import { contentsPath } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { utf8Length } from './utf8.ts';

/** Adds the files of a COPY or ADD to its layer and to the stage's file system. */
export function* estimateCopy(instruction: Instruction, context: CopyContext): Work<void> {
  const copy = context.facts.copyOf(instruction);
  if (copy) {
    const replaced = new Set(replacedFiles(copy).map(({ file }) => file));
    for (const source of copy.sources) yield* copySource(copy, source, replaced, context);
  }
  if (context.draft.isUnknown) context.state.recordUnknownWrites(copy?.destination?.path);
}

function* copySource(copy: CopyFact, source: CopySource, replaced: ReadonlySet<CopiedFile>, context: CopyContext): Work<void> {
  const { kind, value, text, heredoc } = source;
  const { draft } = context;
  if (heredoc) copyHeredoc(heredoc, copy, context);
  else if (value === undefined) draft.addUnknown(message('The value of {source} is only known during the build.', { source: text }));
  else if (kind === 'stage' || kind === 'image') copyFromStage(copy, value, context);
  else if (kind === 'http' || kind === 'git') copyDownload(copy, kind, value, context);
  else yield* copyFromContext(copy, source, value, replaced, context);
}

function copyHeredoc(heredoc: Heredoc, { destination }: CopyFact, { facts, draft, state }: CopyContext): void {
  const text = facts.model.tree.text.slice(heredoc.body.start, heredoc.body.end);
  const bytes = utf8Length(heredoc.stripTabs ? text.replace(/^\t+/gm, '') : text);
  draft.add({
    parts: [{ name: heredoc.name, bytes }],
    bytes: exactBytes(bytes),
    source: 'context',
    detail: message('Text in the Dockerfile.'),
  });
  const path = targetOf(destination, { inner: heredoc.name, named: true }, (folder) => state.isFolder(folder));
  if (path !== undefined) state.put(path, bytes, draft);
}

/** A download or a checkout of ADD: an estimate by its address. */
function copyDownload({ destination, flags }: CopyFact, kind: 'http' | 'git', address: string, { draft, state }: CopyContext): void {
  const detail = message('An estimate by the name of the download {source}.', { source: address });
  const download = downloadSize(address);
  const unpacked = flags.unpack ? multiplyBytes(download, unpackingRatio(archiveFormat(address))) : download;
  const bytes = kind === 'git' ? (flags.keepGitDir ? addBytes(checkoutFiles, gitFolder.whole) : checkoutFiles) : unpacked;
  draft.add({ parts: [{ name: address, bytes: bytes.likely }], bytes, source: 'heuristic', detail });
  const isContents = kind === 'git' || flags.unpack === true;
  const path = isContents
    ? destination?.path && contentsPath(destination.path, address)
    : targetOf(destination, { inner: downloadName(address), named: true }, (folder) => state.isFolder(folder));
  if (path === undefined) return;
  state.put(path, bytes.likely, draft, { interval: bytes });
  state.recordDownload(path, address);
}

const fileCount = memoizeWeak((sources: readonly CopySource[]) => sources.reduce((sum, { files }) => sum + (files?.length ?? 0), 0));

/** How many files are added in one step. */
const perStep = 1000;

function* copyFromContext(
  copy: CopyFact,
  source: CopySource,
  value: string,
  replaced: ReadonlySet<CopiedFile>,
  { facts, draft, state }: CopyContext,
): Work<void> {
  const { build } = facts;
  const { destination, sources } = copy;
  const { match, files } = source;
  if (!match || !files) {
    if (build.snapshot.state === 'pending') draft.addUnknown(message('The build context is still loading.'));
    else copyFromUnknownContext(copy, value, build, draft, state);
    return;
  }
  const isCut = build.snapshot.state === 'known' && build.snapshot.value.truncated;
  if (isCut && (match.isDirectory || source.kind === 'glob' || (files.length === 0 && match.hidden.length === 0))) {
    draft.addUnknown(message('The build context has too many files to list them all.'));
  } else if (files.length === 0 && !match.isDirectory) draft.addUnknown(missingReason(value, match));
  let bytes = 0;
  const inodes = new Set<number>();
  const parts = new Map<string, number>();
  for (const [i, file] of files.entries()) {
    if (i % perStep === perStep - 1) yield;
    // A layer has a path once: the last file remains.
    if (replaced.has(file)) continue;
    const { inode } = file.entry;
    // Hard links in one folder stay links.
    const isAgain = inode !== undefined && !file.named && inodes.has(inode);
    if (inode !== undefined) inodes.add(inode);
    const size = sizeOf(file, build);
    if (size === undefined) {
      addUnpacked(file, destination, draft, state);
      continue;
    }
    const added = isAgain ? 0 : size;
    bytes += added;
    const name = partName(file.entry.path, value);
    parts.set(name, (parts.get(name) ?? 0) + added);
    const path = targetOf(destination, file, (folder) => state.isFolder(folder));
    if (path !== undefined && file.unpacked !== 'yes') state.put(path, size, draft, { source: file.entry.path });
  }
  // The layer has one detail for all sources.
  const count = fileCount(sources) - replaced.size;
  const detail = message('Files from the build context: {files}.', { files: count });
  draft.add({ parts: [...parts].map(([name, size]) => ({ name, bytes: size })), bytes: exactBytes(bytes), source: 'context', detail });
}

/** An archive whose members the host could not count: an estimate by its format. */
function addUnpacked({ entry }: CopiedFile, destination: CopyFact['destination'], draft: LayerDraft, state: StageState): void {
  const bytes = multiplyBytes(exactBytes(entry.size), unpackingRatio(archiveFormat(entry.path)));
  const detail = message('An estimate of what {tool} unpacks from {archive}.', { tool: 'ADD', archive: entry.path });
  draft.add({ parts: [{ name: entry.path, bytes: bytes.likely }], bytes, source: 'heuristic', detail });
  if (destination?.path !== undefined) state.put(contentsPath(destination.path, entry.path), bytes.likely, draft, { interval: bytes });
}

/** The bytes of a file in the image. Returns undefined for an archive that is unpacked and whose contents could not be counted. */
function sizeOf({ entry, unpacked }: CopiedFile, { snapshot }: BuildContext): number | undefined {
  if (entry.kind === 'symlink') return 0;
  if (unpacked !== 'yes') return entry.size;
  return snapshot.state === 'known' ? snapshot.value.archives.get(entry.path)?.unpackedSize : undefined;
}

function missingReason(source: string, { hidden }: SourceMatch): Message {
  return hidden.length > 0
    ? message('.dockerignore excludes {source} from the build context.', { source })
    : message('{source} does not exist in the build context.', { source });
}

/** Names the part of the layer that a file belongs to: the file or folder directly in the source folder. */
function partName(path: string, source: string): string {
  const folder = contextPath(source);
  const prefix = folder !== '' && path.startsWith(`${folder}/`) ? folder.length + 1 : 0;
  const end = path.indexOf('/', prefix);
  return end < 0 ? path : path.slice(0, end + 1);
}
