import { isWithin } from '../base/paths.ts';
import type { Instruction } from '../syntax/tree.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { addBytes, exactBytes, leastCertain, maybeBytes } from './bytes.ts';
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

/** What the files that one command writes have in common. They are one part of the layer. */
export interface FileGroup {
  readonly name: string | Message;
  readonly source: SizeSource;
  readonly isWaste?: boolean;
  readonly detail: Message;
}

/** A file that the layer contains at an exact path. */
interface LayerFile {
  readonly bytes: Bytes;
  readonly group: FileGroup;
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

/** A layer during its estimate: what its commands add and delete. It contains each path once. */
export class LayerDraft {
  readonly instruction: Instruction;
  private items: LayerItem[] = [];
  private readonly files = new Map<string, LayerFile>();
  private unknown: UnknownItem[] = [];
  /** Bytes that later layers delete. */
  private deletedLater = 0;
  private hasSmallFiles = false;
  private readonly folders: string[] = [];
  private readonly isMounted: (path: string) => boolean;
  private readonly parent: LayerDraft | undefined;

  /**
   * `isMounted`: whether a path is on a mount, so that its files are not part of the layer. `parent`: for commands that may not run, the
   * draft of the layer: see `branch`.
   */
  constructor(instruction: Instruction, isMounted: (path: string) => boolean = () => false, parent?: LayerDraft) {
    this.instruction = instruction;
    this.isMounted = isMounted;
    this.parent = parent;
  }

  /** A draft for commands that may not run: what they add to each other's files is certain, what they do to those of the layer is not. */
  branch(): LayerDraft {
    return new LayerDraft(this.instruction, this.isMounted, this);
  }

  /** Whether the commands of this draft may not run. */
  get isBranch(): boolean {
    return this.parent !== undefined;
  }

  /** Adds what a branch contains, which exists with a probability. */
  merge(branch: LayerDraft, probability: number): void {
    for (const item of branch.items)
      this.items.push({ ...item, bytes: maybeBytes(item.bytes, probability), parts: partly(item.parts, probability) });
    for (const [path, { bytes, group }] of branch.files) {
      const before = this.files.get(path)?.bytes;
      const maybe = maybeBytes(bytes, probability);
      this.files.set(path, {
        group,
        bytes: before ? { ...before, low: Math.min(before.low, bytes.low), high: Math.max(before.high, bytes.high) } : maybe,
      });
    }
    this.unknown.push(...branch.unknown);
    this.hasSmallFiles ||= branch.hasSmallFiles;
    this.folders.push(...branch.folders);
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

  /** Records a file, in place of what this layer had at its path. */
  write(path: string, bytes: Bytes, group: FileGroup): void {
    if (this.isMounted(path)) return;
    this.unknown = this.unknown.filter((item) => item.path !== path);
    this.files.set(path, { bytes, group });
  }

  /** Whether a path is on a mount, so that it is not part of the image. */
  isOnMount(path: string): boolean {
    return this.isMounted(path);
  }

  /** Whether this layer has something at an exact path. */
  hasPath(path: string): boolean {
    return this.files.has(path) || this.items.some((item) => item.path === path) || (this.parent?.hasPath(path) ?? false);
  }

  /** Records a folder that this layer creates, so that files in it belong to this layer. */
  addFolder(path: string): void {
    this.folders.push(path);
  }

  /** Whether this layer created the folder or one of its parents. */
  createsFolder(path: string): boolean {
    return this.folders.some((folder) => isWithin(folder, path)) || (this.parent?.createsFolder(path) ?? false);
  }

  /** Whether this layer created the folder itself. */
  isCreatedFolder(path: string): boolean {
    return this.folders.includes(path) || (this.parent?.isCreatedFolder(path) ?? false);
  }

  /** Removes what a command of the same layer deletes. `partly`: an unknown part of it. */
  remove(pattern: PathPattern, isPartial: boolean): void {
    const matches = ({ path }: { readonly path?: string | undefined }): boolean => path !== undefined && pattern(path);
    if (isPartial) this.items = this.items.map((item) => (matches(item) ? { ...item, bytes: { ...item.bytes, low: 0 } } : item));
    else {
      this.items = this.items.filter((item) => !matches(item));
      this.unknown = this.unknown.filter((item) => !matches(item));
    }
    for (const [path, file] of this.files) {
      if (!pattern(path)) continue;
      if (isPartial) this.files.set(path, { ...file, bytes: { ...file.bytes, low: 0 } });
      else this.files.delete(path);
    }
    this.parent?.remove(pattern, true);
  }

  /** Whether this layer added something at these paths, of known or unknown size. */
  holds(pattern: PathPattern): boolean {
    const isHere = [...this.items, ...this.unknown].some(({ path }) => path !== undefined && pattern(path));
    return isHere || [...this.files.keys()].some(pattern) || (this.parent?.holds(pattern) ?? false);
  }

  recordDeletion(bytes: number): void {
    if (this.parent) this.parent.recordDeletion(bytes);
    else this.deletedLater += bytes;
  }

  /** The bytes of the layer so far; undefined if unknown. */
  get bytes(): Bytes | undefined {
    if (this.isUnknown) return undefined;
    const all = [...this.items, ...this.files.values(), ...(this.hasSmallFiles ? [smallFiles] : [])];
    return all.reduce((sum, { bytes }) => addBytes(sum, bytes), exactBytes(0));
  }

  get isUnknown(): boolean {
    return this.unknown.length > 0;
  }

  finish(): LayerSize {
    const items = [...this.items, ...itemsOf(this.files.values()), ...(this.hasSmallFiles ? [smallFiles] : [])];
    const bytes = this.bytes;
    const waste = items.filter(({ isWaste }) => isWaste).reduce((sum, item) => sum + item.bytes.likely, 0);
    const parts = items.flatMap((item) => item.parts).toSorted((a, b) => b.bytes - a.bytes);
    const largest = items.toSorted((a, b) => b.bytes.likely - a.bytes.likely)[0];
    const reason = this.unknown[0]?.detail;
    return {
      instruction: this.instruction,
      estimate: {
        bytes,
        source: reason ? 'unknown' : leastCertain(sourcesOf(items), 'heuristic'), // prettier-ignore
        compressed: undefined,
        wasted: Math.min(waste + this.deletedLater, bytes?.high ?? Infinity),
        parts,
        detail: reason ?? largest?.detail ?? nothingWritten,
      },
    };
  }
}

/** The files of each group as one item. */
function itemsOf(files: Iterable<LayerFile>): readonly LayerItem[] {
  const sums = new Map<FileGroup, Bytes>();
  for (const { group, bytes } of files) sums.set(group, addBytes(sums.get(group) ?? exactBytes(0), bytes));
  return [...sums].map(([{ name, ...group }, bytes]) => ({ ...group, bytes, parts: [{ name, bytes: bytes.likely }] }));
}

function partly(parts: readonly SizePart[], probability: number): readonly SizePart[] {
  return parts.map(({ name, bytes }) => ({ name, bytes: Math.round(bytes * probability) }));
}

/** The relevant sources: small files do not make the estimate of a large layer less certain. */
function sourcesOf(items: readonly LayerItem[]): readonly SizeSource[] {
  const large = items.filter((item) => item !== smallFiles);
  return (large.length > 0 ? large : items).map(({ source }) => source);
}
