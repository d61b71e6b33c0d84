import type { AssetStore } from './assets.ts';
import type { External } from '../base/external.ts';
import type { BuiltImage } from '../context/built-image.ts';
import type { ContextEntry } from '../context/context.ts';
import type { RegistryLookup } from '../context/registry.ts';

/** Reads regular files, never pipes or devices, wherever they are: with node:fs in the Node.js host, with requests to the editor in the web worker. URIs are the editor's. */
export interface FileHost {
  /** The text of a file; undefined if it cannot be read, is not a regular file, or is longer than `limit` bytes. Never rejects. */
  readText(uri: string, limit: number): Promise<string | undefined>;
  /** At most `bytes` from the start of the file; undefined if it cannot be read or is not a regular file. Never rejects. */
  readHead(uri: string, bytes: number): Promise<Uint8Array | undefined>;
  /**
   * All entries below a folder with paths relative to it, at most `limit`; undefined if it cannot be listed. Never rejects.
   * `skip`: names of folders that are listed as unread, without their contents. `isSkipped`: the same for paths; a host may ignore it.
   */
  list(uri: string, limit: number, skip?: readonly string[], isSkipped?: (path: string) => boolean): Promise<Listed | undefined>;
  /** The URI of a file or folder with all symbolic links resolved; the same URI if they cannot be resolved. Never rejects. */
  resolveLinks(uri: string): Promise<string>;
}

/** The entries below a folder. If the list was cut, it contains those nearest to the folder. */
export interface Listed {
  readonly entries: readonly ContextEntry[];
  readonly truncated: boolean;
}

/** Queries image registries. */
export interface RegistryHost extends RegistryLookup {
  /** Resolves when no request is running. */
  settled(): Promise<void>;
}

/** Starts programs. Used only for a program that the settings name. */
export interface ProgramHost {
  /**
   * Runs a program without a shell, with a text on its standard input, and returns its standard output, whatever its exit status. Undefined
   * if it cannot be started, or does not end in time. Never rejects.
   */
  run(program: string, args: readonly string[], input: string): Promise<string | undefined>;
}

/** The container engines of this machine (Docker, Podman). Asked only if a setting or an option allows it. */
export interface EngineHost {
  /** All images with their histories, the newest first. Unavailable with the reason if no engine gives them in time. Never rejects. */
  images(signal: AbortSignal): Promise<EngineImages>;
}

/** The images of container engines, or why there are none. */
export type EngineImages = Exclude<External<readonly BuiltImage[]>, { readonly state: 'pending' }>;

/** The outside world as the server sees it. */
export interface Host {
  readonly files: FileHost;
  /** The path of the user's home folder; undefined if there is none (web worker). */
  readonly home: string | undefined;
  readonly registry: RegistryHost;
  /** Undefined where no program can be started (web worker). */
  readonly programs: ProgramHost | undefined;
  /** Undefined where no engine can be reached (web worker). */
  readonly engine: EngineHost | undefined;
  readonly assets: AssetStore;
}
