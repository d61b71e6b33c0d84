import { aptClosure } from '../knowledge/apt/closure.ts';
import { aptTable } from '../knowledge/apt/releases.ts';
import type { AptTable } from '../knowledge/apt/table.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Stage } from '../model/model.ts';
import { exactly } from './bytes.ts';
import type { LayerDraft } from './layer-draft.ts';
import type { PathPattern } from '../facts/path-pattern.ts';

/** A file of the image that an earlier COPY or ADD has put there. */
interface KnownFile {
  readonly bytes: number;
  readonly layer: LayerDraft;
}

/** What apt finds when it runs in the stage. */
export interface AptState {
  readonly table: AptTable;
  /** The table is that of the stage's own release; else of one that is like it. */
  readonly isOwnRelease: boolean;
  /** Names of what is installed beside Debian's own packages. */
  readonly installed: ReadonlySet<string>;
  /** `installed` is all there is: the catalogue knows the base image. */
  readonly isBaseKnown: boolean;
  /** See `estimateAptLayer`. */
  readonly slim: boolean | undefined;
}

/** Releases without a table, and the one that comes nearest. */
const like: Readonly<Record<string, string>> = { buster: 'bullseye', forky: 'trixie' };
/** What stands in for Debian of an unknown release. */
const middle = 'bookworm';

/** What is known of a stage's file system, from its base on, instruction after instruction. */
export class StageState {
  apt: AptState | undefined;
  /** Why `apt` is undefined, where there is a table of packages for the image that is not loaded. */
  tableMissing: Message | undefined;
  /** Another package repository has been added: packages may come from there, in other versions. */
  hasForeignPackages = false;
  /** Debian images delete downloaded archives by a hook, which the file has taken away. */
  keepsArchives = false;
  private readonly files: Map<string, KnownFile>;
  private opaque: boolean;

  private constructor(files: Map<string, KnownFile>, opaque: boolean) {
    this.files = files;
    this.opaque = opaque;
  }

  /** The state at the FROM of a stage that builds on an image. */
  static ofBase(stage: Stage, assets: Assets): StageState {
    const state = new StageState(new Map(), false);
    const { base, release } = stage;
    if (stage.distro !== 'debian') return state;
    const own = aptTable(assets, release);
    const table = own ?? aptTable(assets, release === undefined ? middle : like[release]);
    if (table?.state === 'known') {
      const installed = base ? aptClosure(table.value, base.packages, { recommends: false }).installed : new Set<string>();
      state.apt = { table: table.value, isOwnRelease: own !== undefined, installed, isBaseKnown: base !== undefined, slim: base?.slim };
    } else if (table) {
      state.tableMissing = table.state === 'pending' ? message('The table of packages is being loaded.') : table.reason;
    }
    return state;
  }

  /** A copy, for a stage that builds on this one. */
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

  /** A later layer deletes these: they weigh all the same. */
  remove(pattern: PathPattern): void {
    for (const [path, { bytes, layer }] of this.files) {
      if (!pattern(path)) continue;
      this.files.delete(path);
      layer.noteDeletion(bytes);
    }
  }

  /** A command whose effect is not known has run: folders may hold more than is known of. */
  get isOpaque(): boolean {
    return this.opaque;
  }

  noteUnknownWrites(): void {
    this.opaque = true;
  }

  /**
   * The files at a path: a file, or all that a folder holds. `complete` is false where there may be more: the folder is part of the base,
   * or something unknown has run since.
   */
  filesAt(pattern: PathPattern): {
    readonly files: readonly { readonly path: string; readonly bytes: number }[];
    readonly complete: boolean;
  } {
    const files = [...this.files].filter(([path]) => pattern(path)).map(([path, { bytes }]) => ({ path, bytes }));
    return { files, complete: files.length > 0 && !this.opaque };
  }

  /** Bytes of one file whose path is known exactly; an unknown command is not expected to have changed it. */
  fileAt(path: string): number | undefined {
    return this.files.get(path)?.bytes;
  }

  /** Whether a path is known as a folder: something lies in it. */
  isFolder(path: string): boolean {
    const inside = path === '/' ? '/' : `${path}/`;
    return [...this.files.keys()].some((file) => file.startsWith(inside));
  }
}

/** The sum of some files, to the byte. */
export function sumOf(files: readonly { readonly bytes: number }[]): ReturnType<typeof exactly> {
  return exactly(files.reduce((sum, file) => sum + file.bytes, 0));
}
