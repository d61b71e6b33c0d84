import { mostEntries } from '../workspace/gather.ts';
import type { FileHost, Listed } from '../host/host.ts';

/** A reading may take this share of the time at the most: a folder that is slow to read is read less often. */
const restFactor = 5;
const shortestRestMs = 200;

interface Listing {
  readonly answer: Promise<Listed | undefined>;
  /** Milliseconds that it took; undefined while it is under way. */
  took: number | undefined;
}

/** The listings of folders that documents are built from; documents that are built from one folder share it. */
export class Listings {
  private readonly files: FileHost;
  private readonly listings = new Map<string, Listing>();

  constructor(files: FileHost) {
    this.files = files;
  }

  /** The folder's listing: as it was read last, or as it is now. */
  of(root: string): Promise<Listed | undefined> {
    const known = this.listings.get(root);
    if (known) return known.answer;
    const started = Date.now();
    const listing: Listing = { answer: this.files.list(root, mostEntries), took: undefined };
    void listing.answer.then(() => {
      listing.took = Date.now() - started;
    });
    this.listings.set(root, listing);
    return listing.answer;
  }

  /** Makes the next question read the folder again. A reading that is under way is news enough, unless `even` that is not. */
  forget(root: string, even: 'even under way' | undefined = undefined): void {
    if (even || this.listings.get(root)?.took !== undefined) this.listings.delete(root);
  }

  /** Milliseconds to wait before the folder is read again. */
  rest(root: string): number {
    return restAfter(this.listings.get(root)?.took);
  }
}

/** Milliseconds to wait after a reading that took so long. */
export function restAfter(took: number | undefined): number {
  return Math.max(shortestRestMs, (took ?? 0) * restFactor);
}
