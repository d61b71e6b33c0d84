import type { SizeRange } from '../base/size-range.ts';
import type { Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Message } from '../base/message.ts';

/** Uncompressed size in bytes, as in `docker history`. */
export type Bytes = SizeRange;

/** The source of a size. `installed`: packages that are installed in the folder of the project. */
export type SizeSource = 'measured' | 'registry' | 'catalogue' | 'context' | 'installed' | 'packages' | 'heuristic' | 'unknown';

/** A named part of a layer: a package, a file, leftovers. */
export interface SizePart {
  /** As written in the file or the image; a message if the name is our own. */
  readonly name: string | Message;
  readonly bytes: number;
}

/** The size of one layer or base. `bytes` is undefined if and only if the source is `unknown`. */
export interface SizeEstimate {
  readonly bytes: Bytes | undefined;
  readonly source: SizeSource;
  /** Download size in bytes (compressed), if known. */
  readonly compressed: number | undefined;
  /** Bytes that are not needed: package lists, caches, files that a later layer deletes. */
  readonly wasted: number;
  /** The known parts, largest first. They are also set if the total is unknown. */
  readonly parts: readonly SizePart[];
  /** One sentence on the source of the size or, if it is unknown, on the reason. */
  readonly detail: Message;
  /** For a measured size: when the image was built, in milliseconds since 1970 (0 if it does not say so), and the estimate before it. */
  readonly measure?: { readonly created: number; readonly estimate: SizeEstimate };
}

/** The layer of an instruction. */
export interface LayerSize {
  /** RUN, COPY or ADD; other instructions write no files. */
  readonly instruction: Instruction;
  readonly estimate: SizeEstimate;
}

/** The total size of a stage: its base and all layers. */
export interface StageTotal {
  /** The sum of the known sizes. */
  readonly bytes: Bytes;
  /** Whether all sizes are known. Otherwise `bytes.low` is a lower bound. */
  readonly complete: boolean;
  readonly wasted: number;
}

export interface StageSizes {
  readonly stage: Stage;
  /** The base image; for `FROM other-stage`, the total of that stage; empty for scratch. */
  readonly base: SizeEstimate;
  /** In build order, including the layers of inherited ONBUILD instructions. */
  readonly layers: readonly LayerSize[];
  readonly total: StageTotal;
}
