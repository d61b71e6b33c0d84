import { FileChangeType } from 'vscode-languageserver';
import type { FileEvent } from 'vscode-languageserver';
import type { FileHost } from '../host/host.ts';
import { relativePath } from '../host/uri.ts';
import { discoverBuilds, excludedFolders } from '../workspace/discover.ts';
import type { Builds } from '../workspace/discover.ts';
import { isEvidence } from '../workspace/discovery/sources.ts';
import { Latest } from './latest.ts';
import { restAfter } from './listings.ts';
import { Scheduler } from './scheduler.ts';
import { inSlicesToEnd } from './slices.ts';

/** How long a result is reused when a document is opened: some clients do not report changes of files. */
const trustedMs = 30_000;

interface Discovery {
  readonly builds: Builds;
  /** When the reading ended, in milliseconds since the epoch. */
  readonly ended: number;
  readonly tookMs: number;
}

/**
 * What the files of the workspace folders say about how their images are built: read when a Dockerfile is opened, and again when a file that
 * may name a build context changes, or any file is created or deleted. `changed` is called with the folder after each reading.
 */
export class Discoveries {
  private readonly files: FileHost;
  /** URIs of the folders that were requested. */
  private readonly roots = new Set<string>();
  private readonly byRoot = new Map<string, Discovery>();
  private readonly readings: Latest<Builds>;
  private readonly stale = new Scheduler((root) => this.read(root));

  constructor(files: FileHost, changed: (root: string) => void, report: (error: unknown) => void) {
    this.files = files;
    this.readings = new Latest({
      deliver: (root, builds, tookMs) => {
        this.byRoot.set(root, { builds, ended: Date.now(), tookMs });
        changed(root);
      },
      fail: (_, error) => report(error),
    });
  }

  /** What is known now; undefined while the folder is being read for the first time. */
  known(root: string): Builds | undefined {
    const discovery = this.byRoot.get(root);
    if (!discovery && !this.readings.isReading(root)) this.read(root);
    return discovery?.builds;
  }

  /** What is known after the reading that is under way, or the first one. */
  async settled(root: string): Promise<Builds | undefined> {
    this.known(root); // starts the first reading
    await this.readings.settled(root);
    return this.byRoot.get(root)?.builds;
  }

  /** A document was opened: an old result is read again, for clients that do not report changes of files. */
  opened(root: string): void {
    const discovery = this.byRoot.get(root);
    if (discovery && Date.now() - discovery.ended > trustedMs) this.read(root);
  }

  filesChanged(changes: readonly FileEvent[]): void {
    for (const root of this.roots) {
      if (!changes.some((change) => concerns(root, change))) continue;
      const tookMs = Math.max(this.byRoot.get(root)?.tookMs ?? 0, this.readings.elapsed(root) ?? 0);
      this.stale.schedule(root, restAfter(tookMs));
    }
  }

  private read(root: string): void {
    this.roots.add(root);
    this.readings.start(root, () => discoverBuilds(this.files, root, inSlicesToEnd));
  }
}

function concerns(root: string, { uri, type }: FileEvent): boolean {
  const path = relativePath(root, uri);
  if (path === undefined) return false;
  if (isEvidence(path)) return true;
  return type !== FileChangeType.Changed && !path.split('/').some((part) => excludedFolders.includes(part));
}
