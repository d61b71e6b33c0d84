import { aptClosure } from '../facts/apt/closure.ts';
import { aptTable } from '../facts/apt/releases.ts';
import type { AptTable } from '../facts/apt/table.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Stage } from '../model/model.ts';
import { addBytes, exactBytes } from './bytes.ts';
import type { LayerDraft } from './layer-draft.ts';
import type { PathPattern } from '../facts/path-pattern.ts';
import type { Bytes } from './size.ts';

/** A file of the image that an earlier COPY or ADD has added, or the packages that a RUN installed in a folder. */
interface KnownFile {
  readonly bytes: number;
  readonly layer: LayerDraft;
  /** The context path of its source. */
  readonly source?: string | undefined;
  /** If its size is an estimate. */
  readonly interval?: Bytes | undefined;
}

/** The state of apt in the stage. */
export interface AptState {
  readonly table: AptTable;
  /** Whether the table is for the stage's own release. Otherwise it is for a similar release. */
  readonly isOwnRelease: boolean;
  /** Names of the installed packages in addition to Debian's own. */
  readonly installed: ReadonlySet<string>;
  /** Whether `installed` is complete, because the base image is in the catalogue. */
  readonly isBaseKnown: boolean;
  /** See `estimateAptLayer`. */
  readonly slim: boolean | undefined;
}

/** Releases without a table, and the most similar release. */
const similarReleases: Readonly<Record<string, string>> = { buster: 'bullseye', forky: 'trixie' };
/** The release that is used if the Debian release is unknown. */
const defaultRelease = 'bookworm';

/** What is known about a stage's file system after each instruction. */
export class StageState {
  apt: AptState | undefined;
  /** Why `apt` is undefined, if the image has a package table that is not loaded. */
  tableMissing: Message | undefined;
  /** Whether another package repository was added: packages may come from there, in other versions. */
  hasForeignPackages = false;
  /** Whether the file has removed the hook with which Debian images delete downloaded archives. */
  keepsArchives = false;
  /** Python packages that are installed, with the folder in front of the name. */
  readonly pythonPackages: Set<string>;
  /** The virtual environments that were created. */
  readonly pythonEnvironments: string[] = [];
  readonly assets: Assets;
  private readonly files: Map<string, KnownFile>;
  private opaque: boolean;

  private constructor(assets: Assets, files: Map<string, KnownFile>, pythonPackages: Set<string>, opaque: boolean) {
    this.assets = assets;
    this.files = files;
    this.pythonPackages = pythonPackages;
    this.opaque = opaque;
  }

  /** The state after FROM in a stage that is based on an image. */
  static ofBase(stage: Stage, assets: Assets): StageState {
    const state = new StageState(assets, new Map(), new Set(), false);
    const { base, release } = stage;
    if (stage.distro !== 'debian') return state;
    const own = aptTable(assets, release);
    const table = own ?? aptTable(assets, release === undefined ? defaultRelease : similarReleases[release]);
    if (table?.state === 'known') {
      const installed = base ? aptClosure(table.value, base.packages, { recommends: false }).installed : new Set<string>();
      state.apt = { table: table.value, isOwnRelease: own !== undefined, installed, isBaseKnown: base !== undefined, slim: base?.slim };
    } else if (table) {
      state.tableMissing = table.state === 'pending' ? message('The table of packages is being loaded.') : table.reason;
    }
    return state;
  }

  /** A copy for a stage that is based on this one. */
  fork(): StageState {
    const state = new StageState(this.assets, new Map(this.files), new Set(this.pythonPackages), this.opaque);
    state.apt = this.apt;
    state.tableMissing = this.tableMissing;
    state.hasForeignPackages = this.hasForeignPackages;
    state.keepsArchives = this.keepsArchives;
    state.pythonEnvironments.push(...this.pythonEnvironments);
    return state;
  }

  put(path: string, bytes: number, layer: LayerDraft, more: Pick<KnownFile, 'source' | 'interval'> = {}): void {
    this.files.set(path, { bytes, layer, ...more });
  }

  /** The context path of the file that was copied to a path. */
  sourceAt(path: string): string | undefined {
    return this.files.get(path)?.source;
  }

  /** The paths of the known files. */
  get paths(): readonly string[] {
    return [...this.files.keys()];
  }

  /** Removes files that a later layer deletes. They still count in their own layers. */
  remove(pattern: PathPattern): void {
    for (const [path, { bytes, layer }] of this.files) {
      if (!pattern(path)) continue;
      this.files.delete(path);
      layer.recordDeletion(bytes);
    }
  }

  /** Whether a command with an unknown effect has run: folders may contain more files than known. */
  get isOpaque(): boolean {
    return this.opaque;
  }

  recordUnknownWrites(): void {
    this.opaque = true;
  }

  /**
   * The known files at a path: a file, or the contents of a folder. `complete` is false if there may be more: the folder is part of the
   * base, or a command with an unknown effect has run since.
   */
  filesAt(pattern: PathPattern): {
    readonly files: readonly { readonly path: string; readonly bytes: number; readonly interval?: Bytes | undefined }[];
    readonly complete: boolean;
  } {
    const files = [...this.files].filter(([path]) => pattern(path)).map(([path, { bytes, interval }]) => ({ path, bytes, interval }));
    return { files, complete: files.length > 0 && !this.opaque };
  }

  /** The bytes of a single file at an exactly known path. Assumes that unknown commands have not changed it. */
  fileAt(path: string): number | undefined {
    return this.files.get(path)?.bytes;
  }

  /** Whether a path is a known folder, because it contains a known file. */
  isFolder(path: string): boolean {
    const inside = path === '/' ? '/' : `${path}/`;
    return [...this.files.keys()].some((file) => file.startsWith(inside));
  }
}

/** The sum of some files, exact unless the size of one is an estimate. */
export function sumOf(files: readonly { readonly bytes: number; readonly interval?: Bytes | undefined }[]): Bytes {
  return files.reduce((sum, { bytes, interval }) => addBytes(sum, interval ?? exactBytes(bytes)), exactBytes(0));
}
