import { Installations } from './installations.ts';
import { Names } from './names.ts';

/** What is known about the files of an image at one point of a build. Immutable; the same object as long as nothing changes. */
export interface ImageState {
  /** The official image that the stage starts from. */
  readonly base: KnownBase;
  /** Whether apt has no package lists, for certain. */
  readonly listsAreMissing: boolean;
  /** Whether apt or apk only know the repositories of the distribution, with their defaults. */
  readonly hasOwnSources: boolean;
  /** What was installed from these repositories, beginning with the packages of the base. */
  readonly installations: Installations;
  /** Names of the files that instructions added, any of which may be a program. */
  readonly files: Names;
  /** Whether a package manager of a language has installed packages, which may contain programs. */
  readonly hasLanguagePackages: boolean;
  /** Whether any other program or package may have been added. */
  readonly isOpen: boolean;
}

/** A base image whose packages and programs are known. */
export interface KnownBase {
  readonly distro: 'debian' | 'ubuntu' | 'alpine';
  /** `bookworm`; undefined if it is one of several. */
  readonly release: string | undefined;
  /** As written in FROM: `debian:12-slim`. */
  readonly name: string;
  /** The packages that the image contains in addition to those of the distribution's smallest image, without their dependencies. */
  readonly packages: readonly string[];
  /** The programs that the image contains besides those of packages. */
  readonly programs: ReadonlySet<string>;
}

/** The state of an image before the first instruction after FROM. */
export function initialState(base: KnownBase): ImageState {
  return {
    base,
    listsAreMissing: base.distro !== 'alpine',
    hasOwnSources: true,
    installations: Installations.of(base.packages),
    files: Names.none,
    hasLanguagePackages: false,
    isOpen: false,
  };
}

/** The state after something whose effects cannot be read. */
export function opened(state: ImageState): ImageState {
  return state.isOpen && !state.listsAreMissing && !state.hasOwnSources
    ? state
    : { ...state, listsAreMissing: false, hasOwnSources: false, isOpen: true };
}

/** The state after a file of that name was added. */
export function withFile(state: ImageState, name: string): ImageState {
  return name === '' || state.files.has(name) ? state : { ...state, files: state.files.with(name) };
}
