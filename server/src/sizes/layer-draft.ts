import { isWithin } from '../base/paths.ts';
import type { Instruction } from '../syntax/tree.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { addBytes, exactBytes, leastCertain } from './bytes.ts';
import type { PathPattern } from '../facts/path-pattern.ts';
import type { Bytes, LayerSize, SizePart, SizeSource } from './size.ts';

/** An item that a layer contains. */
export interface LayerItem {
  readonly parts: readonly SizePart[];
  readonly bytes: Bytes;
  readonly source: SizeSource;
  /** Its path, because a later command may delete it; undefined for files at many paths. */
  readonly path?: string;
  /** Whether the image does not need it: package lists, a second copy of a file. */
  readonly isWaste?: boolean;
  readonly detail: Message;
}

/** An item of unknown size. */
interface UnknownItem {
  readonly path: string | undefined;
  readonly detail: Message;
}

/** The files that small tools write (configuration, links, scripts). Counted once, however many of these tools run. */
const smallFiles: LayerItem = {
  parts: [],
  bytes: { low: 0, likely: 4_000, high: 100_000 },
  source: 'heuristic',
  detail: message('Only small files.'),
};

const nothingWritten = message('These commands write nothing, or almost nothing.');

/** A layer during its estimate: what its commands add and delete. */
export class LayerDraft {
  readonly instruction: Instruction;
  private items: LayerItem[] = [];
  private unknown: UnknownItem[] = [];
  /** Bytes that later layers delete. */
  private deletedLater = 0;
  private hasSmallFiles = false;
  private readonly folders: string[] = [];
  /** The paths of files of earlier layers of which this layer has its own copy. */
  private readonly copied = new Set<string>();
  private readonly isMounted: (path: string) => boolean;

  /** `isMounted`: whether a path is on a mount, so that its files are not part of the layer. */
  constructor(instruction: Instruction, isMounted: (path: string) => boolean = () => false) {
    this.instruction = instruction;
    this.isMounted = isMounted;
  }

  add(item: LayerItem): void {
    if (item.path === undefined || !this.isMounted(item.path)) this.items.push(item);
  }

  /** Records an item of unknown size at a path, or at an unknown path. */
  addUnknown(detail: Message, path?: string): void {
    if (path === undefined || !this.isMounted(path)) this.unknown.push({ detail, path });
  }

  addSmallFiles(): void {
    this.hasSmallFiles = true;
  }

  /** Records files of earlier layers that a command changes, and returns those that the layer has not yet copied: it holds a path once. */
  copyUp<T extends { readonly path: string }>(files: readonly T[]): readonly T[] {
    const first = files.filter(({ path }) => !this.copied.has(path));
    for (const { path } of first) this.copied.add(path);
    return first;
  }

  /** Records a folder that this layer creates, so that files in it belong to this layer. */
  addFolder(path: string): void {
    this.folders.push(path);
  }

  /** Whether this layer created the folder or one of its parents. */
  createsFolder(path: string): boolean {
    return this.folders.some((folder) => isWithin(folder, path));
  }

  /** Removes the items that a command of the same layer deletes. `partly`: an unknown part of them. */
  remove(pattern: PathPattern, isPartial: boolean): void {
    const matches = ({ path }: { readonly path?: string | undefined }): boolean => path !== undefined && pattern(path);
    if (isPartial) this.items = this.items.map((item) => (matches(item) ? { ...item, bytes: { ...item.bytes, low: 0 } } : item));
    else {
      this.items = this.items.filter((item) => !matches(item));
      this.unknown = this.unknown.filter((item) => !matches(item));
    }
  }

  /** Whether this layer added something at these paths, of known or unknown size. */
  holds(pattern: PathPattern): boolean {
    return [...this.items, ...this.unknown].some(({ path }) => path !== undefined && pattern(path));
  }

  recordDeletion(bytes: number): void {
    this.deletedLater += bytes;
  }

  get isUnknown(): boolean {
    return this.unknown.length > 0;
  }

  finish(): LayerSize {
    const items = this.hasSmallFiles ? [...this.items, smallFiles] : this.items;
    const bytes = items.reduce((sum, item) => addBytes(sum, item.bytes), exactBytes(0));
    const waste = items.filter(({ isWaste }) => isWaste).reduce((sum, item) => sum + item.bytes.likely, 0);
    const parts = items.flatMap((item) => item.parts).toSorted((a, b) => b.bytes - a.bytes);
    const largest = items.toSorted((a, b) => b.bytes.likely - a.bytes.likely)[0];
    const reason = this.unknown[0]?.detail;
    return {
      instruction: this.instruction,
      estimate: {
        bytes: reason ? undefined : bytes,
        source: reason ? 'unknown' : leastCertain(sourcesOf(items), 'heuristic'), // prettier-ignore
        compressed: undefined,
        wasted: Math.min(waste + this.deletedLater, reason ? Infinity : bytes.high),
        parts,
        detail: reason ?? largest?.detail ?? nothingWritten,
      },
    };
  }
}

/** The relevant sources: small files do not make the estimate of a large layer less certain. */
function sourcesOf(items: readonly LayerItem[]): readonly SizeSource[] {
  const large = items.filter((item) => item !== smallFiles);
  return (large.length > 0 ? large : items).map(({ source }) => source);
}
