import type { FileHost } from '../host/host.ts';
import { listContext } from '../workspace/context-listing.ts';
import type { ContextListing } from '../workspace/context-listing.ts';
import { Latest } from './latest.ts';

/** Reading takes at most one part in this many of the time: a folder that is slow to read is read less often. */
const restFactor = 5;
const shortestRestMs = 200;

interface Listing {
  /** Undefined if the folder cannot be listed. */
  readonly listed: ContextListing | undefined;
  readonly tookMs: number;
  /** The next request reads the folder again. */
  isStale: boolean;
}

/** The listings of build contexts, shared by all documents with the same context. */
export class Listings {
  private readonly files: FileHost;
  private readonly known = new Map<string, Listing>();
  private readonly readings: Latest<ContextListing | undefined>;

  constructor(files: FileHost, report: (error: unknown) => void) {
    this.files = files;
    this.readings = new Latest({
      deliver: (root, listed, tookMs) => void this.known.set(root, { listed, tookMs, isStale: false }),
      fail: (_, error) => report(error),
    });
  }

  /** The listing of a folder: the one that is known, unless it is stale or being read again. Undefined if it cannot be listed. */
  async of(root: string): Promise<ContextListing | undefined> {
    if (!this.readings.isReading(root) && this.known.get(root)?.isStale !== false) this.refresh(root);
    await this.readings.settled(root);
    return this.known.get(root)?.listed;
  }

  /** Reads the folder again, even while it is being read. */
  refresh(root: string): void {
    this.readings.start(root, () => listContext(this.files, root));
  }

  /** Makes the next request read the folder again. A reading that is under way is new enough. */
  markStale(root: string): void {
    const listing = this.known.get(root);
    if (listing) listing.isStale = true;
  }

  /** Frees the listing of a folder that no document needs any more. */
  drop(root: string): void {
    this.known.delete(root);
  }

  /** Milliseconds to wait before the folder is read again. */
  rest(root: string): number {
    return restAfter(Math.max(this.known.get(root)?.tookMs ?? 0, this.readings.elapsed(root) ?? 0));
  }
}

/** Milliseconds to wait after a reading that took `tookMs`. */
export function restAfter(tookMs: number): number {
  return Math.max(shortestRestMs, tookMs * restFactor);
}
