import { baseName, isWithin, joinPath, parentOf } from '../base/paths.ts';
import type { External } from '../base/external.ts';
import type { Assets } from '../knowledge/assets.ts';
import { sizeOfReference } from '../model/base-image.ts';
import type { Stage } from '../model/model.ts';
import { initialAptState } from './apt/state.ts';
import type { AptState } from './apt/state.ts';
import { initialApkState } from './apk/state.ts';
import type { ApkState } from './apk/state.ts';
import { baseFilesAt, isFilledByBase } from './base-files.ts';
import type { BaseContent } from './base-files.ts';
import { addBytes, exactBytes } from './bytes.ts';
import type { LayerDraft } from './layer-draft.ts';
import type { PathPattern } from '../facts/path-pattern.ts';
import type { Bytes } from './size.ts';

/** A file of the image that an earlier instruction has added, or the files that a command put into a folder. */
interface KnownFile {
  readonly bytes: number;
  readonly layer: LayerDraft;
  /** The context path of its source. */
  readonly source?: string | undefined;
  /** If its size is an estimate. */
  readonly interval?: Bytes | undefined;
}

/** A known file with its path. */
export interface FileAtPath extends Pick<KnownFile, 'bytes' | 'interval' | 'source'> {
  readonly path: string;
}

/** What is known about a stage's file system after each instruction. */
export class StageState {
  /** Whether another package repository was added: packages may come from there, in other versions. */
  hasForeignPackages = false;
  /** Whether the file has removed the hook with which Debian images delete downloaded archives. */
  keepsArchives = false;
  /** Python packages that are installed, with the folder in front of the name. */
  readonly pythonPackages: Set<string>;
  /** What tools of other languages have downloaded before, with its folder in front of the name; `*` for all that a project needs. */
  readonly downloaded = new Set<string>();
  /** The virtual environments that were created. */
  readonly pythonEnvironments: string[] = [];
  /** The packages in each folder of JavaScript packages: `name@version`, or only the name. */
  readonly nodePackages = new Map<string, ReadonlySet<string>>();
  /** The package managers that Corepack has downloaded; undefined if it is not enabled. */
  corepack: ReadonlySet<string> | undefined;
  readonly assets: Assets;
  private readonly base: BaseContent;
  private readonly files: Map<string, KnownFile>;
  /** The folders in which a command with an unknown effect may have written: they may contain more files than known. */
  private readonly opaque: string[] = [];
  /** The folders that mkdir and WORKDIR create. */
  private readonly folders = new Set<string>();
  /** The addresses of downloaded files. */
  private readonly downloads = new Map<string, string>();
  private readonly links = new Map<string, string>();
  /** The bytes of the stage so far; undefined if unknown. */
  bytes: Bytes | undefined;

  private readonly stage: Stage;
  /** Undefined until a command uses apt or apk. */
  private aptState: { readonly value: External<AptState> | undefined } | undefined;
  private apkState: External<ApkState> | undefined;

  private constructor(base: BaseContent, stage: Stage, assets: Assets, files: Map<string, KnownFile>, pythonPackages: Set<string>) {
    this.base = base;
    this.stage = stage;
    this.assets = assets;
    this.files = files;
    this.pythonPackages = pythonPackages;
  }

  /** The state after FROM in a stage that is based on an image. */
  static ofBase(stage: Stage, assets: Assets): StageState {
    const { image } = stage;
    const isOfficial = image?.registry === 'docker.io' && !image.repository.includes('/');
    const content = { bytes: image?.isScratch ? 0 : image && sizeOfReference(image)?.bytes.high, isOfficial };
    return new StageState(content, stage, assets, new Map(), new Set());
  }

  /** A copy for a stage that is based on this one. */
  fork(): StageState {
    const state = new StageState(this.base, this.stage, this.assets, new Map(this.files), new Set(this.pythonPackages));
    state.opaque.push(...this.opaque);
    for (const folder of this.folders) state.folders.add(folder);
    for (const [path, target] of this.links) state.links.set(path, target);
    for (const [path, address] of this.downloads) state.downloads.set(path, address);
    state.aptState = this.aptState;
    state.apkState = this.apkState;
    state.hasForeignPackages = this.hasForeignPackages;
    state.keepsArchives = this.keepsArchives;
    state.pythonEnvironments.push(...this.pythonEnvironments);
    state.corepack = this.corepack;
    for (const [folder, packages] of this.nodePackages) state.nodePackages.set(folder, packages);
    for (const name of this.downloaded) state.downloaded.add(name);
    return state;
  }

  /** The state of apt; its table is loaded on first use. Undefined if the distribution has no apt. */
  get apt(): External<AptState> | undefined {
    this.aptState ??= { value: initialAptState(this.stage, this.assets) };
    return this.aptState.value;
  }

  setApt(value: AptState): void {
    this.aptState = { value: { state: 'known', value } };
  }

  /** The state of apk; its table is loaded on first use. */
  get apk(): External<ApkState> {
    this.apkState ??= initialApkState(this.stage, this.assets);
    return this.apkState;
  }

  setApk(value: ApkState): void {
    this.apkState = { state: 'known', value };
  }

  /** Records a file. What an earlier layer has at its path is no longer used; a command that may not run may leave that. */
  put(path: string, bytes: number, layer: LayerDraft, more: Pick<KnownFile, 'source' | 'interval'> = {}): void {
    const before = this.files.get(path);
    if (before && before.layer.instruction !== layer.instruction && !layer.isBranch) before.layer.recordDeletion(before.bytes);
    const interval = layer.isBranch ? { ...(more.interval ?? exactBytes(bytes)), low: 0 } : more.interval;
    this.files.set(path, { bytes, layer, ...more, ...(interval && { interval }) });
  }

  /** The context path of the file that was copied to a path. */
  sourceAt(path: string): string | undefined {
    return this.files.get(path)?.source;
  }

  /** The paths of the known files. */
  get paths(): readonly string[] {
    return [...this.files.keys()];
  }

  /**
   * Removes files that a command of a layer deletes. Those of earlier layers still count there. A command that may not run only deletes
   * files of its own branch.
   */
  remove(pattern: PathPattern, by: LayerDraft): void {
    for (const [path, { bytes, layer }] of this.files) {
      if (!pattern(path) || (by.isBranch && layer !== by)) continue;
      this.files.delete(path);
      if (layer.instruction !== by.instruction) layer.recordDeletion(bytes);
    }
  }

  /** Records that a command may have written anything in a folder. */
  recordUnknownWrites(folder = '/'): void {
    if (!this.opaque.some((above) => isWithin(above, folder))) this.opaque.push(folder);
  }

  /** Whether a path may contain more files than known, because a command with an unknown effect has run. */
  isOpaqueAt(path: string): boolean {
    return this.opaque.some((folder) => isWithin(folder, path) || isWithin(path, folder));
  }

  /** Records a symbolic link to an absolute path. */
  recordLink(path: string, target: string): void {
    this.links.set(path, target);
  }

  recordDownload(path: string, address: string): void {
    this.downloads.set(path, address);
  }

  /** The address from which the file at a path was downloaded. */
  downloadAt(path: string): string | undefined {
    return this.downloads.get(path);
  }

  /** The files with unknown names of which a path may be a part: an unpacked archive or a checkout in a folder above it. */
  contentsAbove(path: string): readonly FileAtPath[] {
    const found: FileAtPath[] = [];
    for (const [at, file] of this.files) {
      if (isContents(at) && parentOf(at) !== path && isWithin(parentOf(at), path)) found.push(fileAtPath(at, file));
    }
    return found;
  }

  addFolder(path: string): void {
    this.folders.add(path);
  }

  private isBaseAt(folder: string): boolean {
    return this.base.bytes !== 0 && isFilledByBase(folder);
  }

  /** The bytes that the files of the base image may have in a folder. */
  baseAt(folder: string): Bytes {
    return baseFilesAt(folder, this.base);
  }

  /**
   * The known files at a path: a file, or the contents of a folder. `path`: the path itself, unless it is a glob. `complete` is false if
   * there may be more: the folder is part of the base, or a command with an unknown effect has run since.
   */
  filesAt(pattern: PathPattern, path = '/'): { readonly files: readonly FileAtPath[]; readonly complete: boolean } {
    const files = [...this.files].filter(([at]) => pattern(at)).map(([at, file]) => fileAtPath(at, file));
    return { files, complete: files.length > 0 && !this.isOpaqueAt(path) && !this.isBaseAt(path) };
  }

  /** A single file at an exactly known path. Assumes that unknown commands have not changed it. */
  fileAt(path: string): FileAtPath | undefined {
    const at = this.files.has(path) ? path : (this.links.get(path) ?? path);
    const file = this.files.get(at);
    return file && fileAtPath(at, file);
  }

  /** Whether a path is a known folder, because it contains a known file. */
  isFolder(path: string): boolean {
    const inside = path === '/' ? '/' : `${path}/`;
    return this.folders.has(path) || [...this.files.keys()].some((file) => file.startsWith(inside));
  }
}

function fileAtPath(path: string, { bytes, interval, source }: KnownFile): FileAtPath {
  return { path, bytes, interval, source };
}

/** The path that stands for files with unknown names in a folder: those of an archive, a checkout. */
export function contentsPath(folder: string, name: string): string {
  return joinPath(folder, `*${baseName(name)}`);
}

function isContents(path: string): boolean {
  return baseName(path).startsWith('*');
}

/** The bytes of a file, exact unless they are an estimate. */
export function bytesOf({ bytes, interval }: Pick<FileAtPath, 'bytes' | 'interval'>): Bytes {
  return interval ?? exactBytes(bytes);
}

/** The sum of some files, exact unless the size of one is an estimate. */
export function sumOf(files: readonly { readonly bytes: number; readonly interval?: Bytes | undefined }[]): Bytes {
  return files.reduce((sum, file) => addBytes(sum, bytesOf(file)), exactBytes(0));
}
