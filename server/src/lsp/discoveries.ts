import { FileChangeType } from 'vscode-languageserver';
import type { FileEvent } from 'vscode-languageserver';
import { isEvidence } from '../workspace/discovery/sources.ts';
import { notOurs, discoverBuilds } from '../workspace/discover.ts';
import type { Builds } from '../workspace/discover.ts';
import type { FileHost } from '../host/host.ts';
import { relativePath } from '../host/uri.ts';
import { restAfter } from './listings.ts';
import { Scheduler } from './scheduler.ts';

/** An editor that watches no files for us is not believed longer than this. */
const trustedMs = 30_000;

interface Discovery {
  /** The newest reading. */
  reading: Promise<Builds>;
  /** What the last reading that ended has found. */
  known: Builds | undefined;
  /** When that was, and how many milliseconds it took. */
  ended: number;
  took: number;
}

/**
 * What the workspace's folders say about how their images are built: read when a Dockerfile is opened, read again when a file that may
 * speak of it changes, or one comes or goes. `changed` is called with the folder when there is news.
 */
export class Discoveries {
  private readonly files: FileHost;
  private readonly changed: (root: string) => void;
  private readonly byRoot = new Map<string, Discovery>();
  private readonly stale = new Scheduler((root) => this.read(root));

  constructor(files: FileHost, changed: (root: string) => void) {
    this.files = files;
    this.changed = changed;
  }

  /** What is known now; undefined while the folder is being read for the first time. */
  known(root: string): Builds | undefined {
    return (this.byRoot.get(root) ?? this.read(root)).known;
  }

  /** What is known when the newest reading has ended. */
  settled(root: string): Promise<Builds> {
    return (this.byRoot.get(root) ?? this.read(root)).reading;
  }

  /** A document was opened: what was found long ago is looked at again, for editors that do not tell of changes. */
  opened(root: string): void {
    const discovery = this.byRoot.get(root);
    if (discovery?.known && Date.now() - discovery.ended > trustedMs) this.read(root);
  }

  filesChanged(changes: readonly FileEvent[]): void {
    for (const [root, { took }] of this.byRoot) {
      if (changes.some((change) => concerns(root, change))) this.stale.schedule(root, restAfter(took));
    }
  }

  private read(root: string): Discovery {
    const started = Date.now();
    const reading = discoverBuilds(this.files, root);
    const discovery: Discovery = this.byRoot.get(root) ?? { reading, known: undefined, ended: 0, took: 0 };
    discovery.reading = reading;
    this.byRoot.set(root, discovery);
    void reading.then((builds) => {
      if (discovery.reading !== reading) return;
      discovery.known = builds;
      discovery.ended = Date.now();
      discovery.took = discovery.ended - started;
      this.changed(root);
    });
    return discovery;
  }
}

function concerns(root: string, { uri, type }: FileEvent): boolean {
  const path = relativePath(root, uri);
  if (path === undefined) return false;
  if (isEvidence(path)) return true;
  return type !== FileChangeType.Changed && !path.split('/').some((part) => notOurs.includes(part));
}
