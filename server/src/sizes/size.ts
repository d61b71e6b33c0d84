import type { Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Message } from '../base/message.ts';

/** Bytes on disk, uncompressed, as `docker history` counts them. low <= likely <= high. */
export interface Bytes {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Where a figure comes from. */
export type SizeSource = 'measured' | 'registry' | 'catalogue' | 'context' | 'packages' | 'heuristic' | 'unknown';

/** A named share of a layer: a package, a file, a leftover. */
export interface SizePart {
  /** As it is written in the file or the image; a message where the name is ours. */
  readonly name: string | Message;
  readonly bytes: number;
}

/** The size of one layer or base. `bytes` is undefined exactly when the source is `unknown`: unknown is said, never guessed. */
export interface SizeEstimate {
  readonly bytes: Bytes | undefined;
  readonly source: SizeSource;
  /** Bytes to download (compressed), where known. */
  readonly compressed: number | undefined;
  /** Bytes that weigh but serve nothing: package lists, caches, files a later layer deletes. */
  readonly wasted: number;
  /** What is known of it, the largest first; where the whole is unknown, the part of it that is not. */
  readonly parts: readonly SizePart[];
  /** Why this figure, in a sentence; of an unknown one, what would have to be known. */
  readonly detail: Message;
}

/** The layer that an instruction makes. */
export interface LayerSize {
  /** RUN, COPY or ADD; the others write nothing. */
  readonly instruction: Instruction;
  readonly estimate: SizeEstimate;
}

/** A stage's image: its base and all of its layers. */
export interface StageTotal {
  /** The sum of what is known. */
  readonly bytes: Bytes;
  /** Nothing is unknown. Else `bytes.low` is a lower bound, and no more is known. */
  readonly complete: boolean;
  readonly wasted: number;
}

export interface StageSizes {
  readonly stage: Stage;
  /** The image that the stage is FROM; of `FROM other-stage` that stage's total; nothing for scratch. */
  readonly base: SizeEstimate;
  /** In the order in which the build makes them, with what ONBUILD of a parent stage brings. */
  readonly layers: readonly LayerSize[];
  readonly total: StageTotal;
}
