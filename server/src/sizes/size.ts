import type { Message } from '../text/message.ts';

/** Bytes on disk, uncompressed, as `docker history` counts them. low <= likely <= high. */
export interface Bytes {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Where a figure comes from, best first. */
export type SizeSource = 'measured' | 'registry' | 'catalogue' | 'context' | 'packages' | 'heuristic' | 'unknown';

/** A named share of a layer: a package, a file, a leftover. */
export interface SizePart {
  readonly name: string;
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
  readonly parts: readonly SizePart[];
  /** Why this figure, in a sentence. */
  readonly detail: Message;
}
