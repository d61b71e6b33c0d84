import type { AssetStore } from './assets.ts';
import type { ContextEntry } from '../context/context.ts';
import type { RegistryLookup } from '../context/registry.ts';

/** Reads files, wherever they are: node:fs in the Node host, requests to the editor in the web worker. URIs are the editor's. */
export interface FileHost {
  /** The text of a file, or undefined when it cannot be read, or is longer than `limit` bytes. Never rejects. */
  readText(uri: string, limit: number): Promise<string | undefined>;
  /** At most `bytes` from the file's start, or undefined when it cannot be read. Never rejects. */
  readHead(uri: string, bytes: number): Promise<Uint8Array | undefined>;
  /**
   * Everything below a folder, paths relative to it, at most `limit` entries; undefined when it cannot be listed. Never rejects.
   * `skip`: names of folders that are listed without what is in them.
   */
  list(uri: string, limit: number, skip?: readonly string[]): Promise<Listed | undefined>;
  /** The URI of a file or folder with all symbolic links resolved; the same URI where that is not known. Never rejects. */
  resolveLinks(uri: string): Promise<string>;
}

/** What lies below a folder. Where it was cut, what is nearer to the folder is what is there. */
export interface Listed {
  readonly entries: readonly ContextEntry[];
  readonly truncated: boolean;
}

/** Asks the registries of images. */
export interface RegistryHost extends RegistryLookup {
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** The outside world as the server sees it. A later engine client is a further member. */
export interface Host {
  readonly files: FileHost;
  /** The path of the user's home folder; undefined where there is none (the web worker). */
  readonly home: string | undefined;
  readonly registry: RegistryHost;
  readonly assets: AssetStore;
}
