import { aptClosure } from '../facts/apt/closure.ts';
import { aptTable } from '../facts/apt/releases.ts';
import type { AptTable } from '../facts/apt/table.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Stage } from '../model/model.ts';
import { exactBytes } from './bytes.ts';
import type { LayerDraft } from './layer-draft.ts';
import type { PathPattern } from '../facts/path-pattern.ts';

/** A file of the image that an earlier COPY or ADD has added. */
interface KnownFile {
  readonly bytes: number;
  readonly layer: LayerDraft;
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
  private readonly files: Map<string, KnownFile>;
  private opaque: boolean;

  private constructor(files: Map<string, KnownFile>, opaque: boolean) {
    this.files = files;
    this.opaque = opaque;
  }

  /** The state after FROM in a stage that is based on an image. */
  static ofBase(stage: Stage, assets: Assets): StageState {
    const state = new StageState(new Map(), false);
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
    const state = new StageState(new Map(this.files), this.opaque);
    state.apt = this.apt;
    state.tableMissing = this.tableMissing;
    state.hasForeignPackages = this.hasForeignPackages;
    state.keepsArchives = this.keepsArchives;
    return state;
  }

  put(path: string, bytes: number, layer: LayerDraft): void {
    this.files.set(path, { bytes, layer });
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
    readonly files: readonly { readonly path: string; readonly bytes: number }[];
    readonly complete: boolean;
  } {
    const files = [...this.files].filter(([path]) => pattern(path)).map(([path, { bytes }]) => ({ path, bytes }));
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

/** The exact sum of some files. */
export function sumOf(files: readonly { readonly bytes: number }[]): ReturnType<typeof exactBytes> {
  return exactBytes(files.reduce((sum, file) => sum + file.bytes, 0));
}
