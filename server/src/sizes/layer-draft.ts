import { isWithin } from '../base/paths.ts';
import type { Instruction } from '../syntax/tree.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { addBytes, exactly, leastCertain } from './bytes.ts';
import type { PathPattern } from '../facts/path-pattern.ts';
import type { Bytes, LayerSize, SizePart, SizeSource } from './size.ts';

/** Something that a layer holds. */
export interface LayerItem {
  readonly parts: readonly SizePart[];
  readonly bytes: Bytes;
  readonly source: SizeSource;
  /** Where it lies, for what a later command may delete; undefined for what is spread over the file system. */
  readonly path?: string;
  /** It serves nothing: package lists, a second copy of a file. */
  readonly isWaste?: boolean;
  readonly detail: Message;
}

/** Something whose size is not known. */
interface UnknownItem {
  readonly path: string | undefined;
  readonly detail: Message;
}

/** A configuration file, a link, a script: what small tools write, however many of them run. */
const smallFiles: LayerItem = {
  parts: [],
  bytes: { low: 0, likely: 4_000, high: 100_000 },
  source: 'heuristic',
  detail: message('Only small files.'),
};

const nothingWritten = message('These commands write nothing, or almost nothing.');

/** A layer while it is being estimated: what its commands put into it, and what they take out again before it is done. */
export class LayerDraft {
  readonly instruction: Instruction;
  private items: readonly LayerItem[] = [];
  private unknown: readonly UnknownItem[] = [];
  /** Bytes that a later layer deletes. */
  private deletedLater = 0;
  private hasSmallFiles = false;
  private folders: readonly string[] = [];
  private readonly isMounted: (path: string) => boolean;

  /** `isMounted`: whether what lies at a path is on a mount, and so never reaches the layer. */
  constructor(instruction: Instruction, isMounted: (path: string) => boolean = () => false) {
    this.instruction = instruction;
    this.isMounted = isMounted;
  }

  add(item: LayerItem): void {
    if (item.path === undefined || !this.isMounted(item.path)) this.items = [...this.items, item];
  }

  /** Notes that something of unknown size comes to that path, or to somewhere. */
  addUnknown(detail: Message, path?: string): void {
    if (path === undefined || !this.isMounted(path)) this.unknown = [...this.unknown, { detail, path }];
  }

  addSmallFiles(): void {
    this.hasSmallFiles = true;
  }

  /** Notes a folder that is made in this layer: what lies in it is of this layer, or of none. */
  addFolder(path: string): void {
    this.folders = [...this.folders, path];
  }

  /** Whether a folder was made in this layer, or lies in one that was. */
  madeFolder(path: string): boolean {
    return this.folders.some((folder) => isWithin(folder, path));
  }

  /** A command of the same layer deletes these paths: what it had put there is gone. `partly`: some of it, nobody knows how much. */
  remove(pattern: PathPattern, partly: boolean): void {
    const hit = ({ path }: { readonly path?: string | undefined }): boolean => path !== undefined && pattern(path);
    if (partly) this.items = this.items.map((item) => (hit(item) ? { ...item, bytes: { ...item.bytes, low: 0 } } : item));
    else {
      this.items = this.items.filter((item) => !hit(item));
      this.unknown = this.unknown.filter((item) => !hit(item));
    }
  }

  /** Whether this layer put something there, known or not. */
  holds(pattern: PathPattern): boolean {
    return [...this.items, ...this.unknown].some(({ path }) => path !== undefined && pattern(path));
  }

  noteDeletion(bytes: number): void {
    this.deletedLater += bytes;
  }

  get isUnknown(): boolean {
    return this.unknown.length > 0;
  }

  finish(): LayerSize {
    const items = this.hasSmallFiles ? [...this.items, smallFiles] : this.items;
    const bytes = items.reduce((sum, item) => addBytes(sum, item.bytes), exactly(0));
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

/** The sources that count: a few small files do not make the figure of a large layer a guess. */
function sourcesOf(items: readonly LayerItem[]): readonly SizeSource[] {
  const large = items.filter((item) => item !== smallFiles);
  return (large.length > 0 ? large : items).map(({ source }) => source);
}
