import { message } from '../../base/message.ts';
import type { DataCommand } from '../../shell/tools/data.ts';
import type { ShellWord } from '../../shell/script.ts';
import { exactBytes, multiplyBytes } from '../bytes.ts';
import type { FileGroup } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
import { bytesOf, sumOf } from '../stage-state.ts';
import type { FileAtPath } from '../stage-state.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { copyUp, filesNamedBy, pathOf, removeFile, writeFile } from './layer-files.ts';

/** cat, head, tail, dd, gzip, bzip2, xz, zstd, split, truncate, fallocate: what they write follows from the sizes of their sources. */
export const readData: CommandReader = (context) => {
  const { command } = context;
  const { data, output } = command;
  if (!data) return false;
  const group: FileGroup = { name: data.tool, source: 'context', detail: message('What {tool} writes.', { tool: data.tool }) };
  if (data.kind === 'resize') return resize(data, group, context);
  const target = data.target === 'output' ? output?.files[0]?.word : data.target;
  // What is printed, or goes to another command or a device, is not in the layer.
  if (target === undefined) return data.target === 'output';
  const sources = sourcesOf(data, context);
  if (!sources) return false;
  if (target === 'beside' || data.kind === 'split') besideSources(data, sources, group, context);
  else {
    const path = pathOf(target, context);
    if (path === undefined) return false;
    const bytes = bytesAfter(data, sources);
    const appends = output?.files[0]?.word === target && output.files[0].appends;
    const before = appends || data.isPartial ? context.state.fileAt(path) : undefined;
    if (before) copyUp([before], group, context);
    writeFile(path, before ? combined(bytesOf(before), bytes, appends === true) : bytes, { ...group, ...sourceOf(bytes) }, context);
  }
  return true;
};

/** The files that are read; undefined if one is not known. Devices such as /dev/zero have as many bytes as are read. */
function sourcesOf({ sources, bytes }: DataCommand, context: CommandContext): readonly FileAtPath[] | undefined {
  const found: FileAtPath[] = [];
  const isDevice = (word: ShellWord): boolean => /^\/dev\/u?(?:zero|random)$/.test(word.value);
  if (sources.some(isDevice))
    return bytes === undefined ? undefined : [{ path: '/dev/zero', bytes, interval: undefined, source: undefined }];
  for (const named of filesNamedBy(sources, context)) {
    if (!named.complete || named.isFolder) return undefined;
    found.push(...named.files);
  }
  return found.length > 0 ? found : undefined;
}

function bytesAfter({ kind, bytes: most }: DataCommand, sources: readonly FileAtPath[]): Bytes {
  const all = sumOf(sources);
  if (kind === 'compress') return compressed(all);
  if (kind === 'decompress') return decompressed(all);
  return most === undefined ? all : { low: Math.min(all.low, most), likely: Math.min(all.likely, most), high: Math.min(all.high, most) };
}

/** `>>` adds to the file, `conv=notrunc` only makes it larger if more is written. */
function combined(before: Bytes, written: Bytes, appends: boolean): Bytes {
  const join = (a: number, b: number): number => (appends ? a + b : Math.max(a, b));
  return { low: join(before.low, written.low), likely: join(before.likely, written.likely), high: join(before.high, written.high) };
}

/** A file beside each source: `a.gz` for `a`, and the other way round; the pieces of split next to each other. */
function besideSources(data: DataCommand, sources: readonly FileAtPath[], group: FileGroup, context: CommandContext): void {
  for (const source of sources) {
    const bytes = bytesAfter(data, [source]);
    writeFile(besidePath(data, source.path, context), bytes, { ...group, ...sourceOf(bytes) }, context);
    if (!data.keepsSources && data.kind !== 'split') removeFile(source.path, context);
  }
}

function besidePath({ kind, target, format }: DataCommand, path: string, context: CommandContext): string {
  if (kind === 'split') return `${(typeof target === 'object' && pathOf(target, context)) || `${path}-`}*`;
  if (kind === 'compress') return `${path}.${format}`;
  return /\.t[a-z]+\d?$/.test(path) ? path.replace(/\.t[a-z]+\d?$/, '.tar') : path.replace(/\.(?:gz|bz2|xz|zst|lzma|Z)$/, '');
}

/** truncate and fallocate: existing files are copied into this layer with their new size. */
function resize({ sources, bytes = 0, isRelative, tool }: DataCommand, group: FileGroup, context: CommandContext): boolean {
  for (const word of sources) {
    const path = pathOf(word, context);
    if (path === undefined) return false;
    const before = context.state.fileAt(path);
    const size = isRelative ? bytes + (before?.bytes ?? 0) : tool === 'fallocate' ? Math.max(bytes, before?.bytes ?? 0) : bytes;
    writeFile(path, exactBytes(size), group, context);
  }
  return true;
}

/** The share that remains after compression: 0.2 % for zeros, a little more than all for what is already compressed. */
const compressedShare: Bytes = { low: 0.002, likely: 0.3, high: 1.02 };

function compressed(bytes: Bytes): Bytes {
  const { low, likely, high } = multiplyBytes(bytes, compressedShare);
  return { low, likely, high: high + 1000 };
}

function decompressed(bytes: Bytes): Bytes {
  return multiplyBytes(bytes, { low: 0.98, likely: 3.5, high: 20 });
}

/** A size that is not exact is an estimate. */
function sourceOf({ low, high }: Bytes): Pick<FileGroup, 'source'> {
  return { source: low === high ? 'context' : 'heuristic' };
}
