import type { Ecosystem } from '../knowledge/project-files.ts';

/** All paths here are context paths (or, for the files of an image, absolute paths without the leading slash); the root is ''. */
export interface Project {
  readonly ecosystem: Ecosystem;
  readonly folder: string;
  readonly name: string | undefined;
  /** The manifests that were read, the main one first. */
  readonly manifests: readonly string[];
  readonly locks: readonly string[];
  /** Files that an install reads besides: included lists, configuration, wheels, patches, the wrapper of the tool. */
  readonly installFiles: readonly string[];
  /** Packages of the project itself, or beside it, that the manifests name. */
  readonly localPackages: readonly LocalPackage[];
  /** Names of scripts that an install of the tool runs by itself. */
  readonly installScripts: readonly string[];
  /** Why an install with the manifests and locks alone would fail, or do something else; empty where nothing is known to. */
  readonly sourceNeeds: readonly SourceNeed[];
  /** What the manifests ask for, in their order. */
  readonly dependencies: readonly Dependency[];
  /** What the lock file has fixed, indirect dependencies included; computed when it is first asked for. */
  readonly locked: () => readonly LockedPackage[];
  /** The version of the language that the project declares. */
  readonly runtime: RuntimeVersion | undefined;
  /** What could not be read. While this is not empty, that something is absent is not certain. */
  readonly unknown: readonly Unknown[];
}

export interface Dependency {
  readonly name: string;
  /** As written: a range, a version, an address; undefined where any will do. */
  readonly version: string | undefined;
  /** The manifest's own name for the list: `dependencies`, `dev`, `test`, an extra, a configuration of Gradle. */
  readonly group: string;
  /** For development or tests alone. */
  readonly dev: boolean;
  /** The project works without it, or it is installed only when asked for. */
  readonly optional: boolean;
  /** Brackets of PyPI, features of Cargo. */
  readonly extras?: readonly string[];
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string | undefined;
  readonly dev: boolean;
  readonly optional: boolean;
  /** It runs a script when it is installed; undefined where the lock does not say. */
  readonly hasInstallScript?: boolean;
  /** It is a folder or an archive of the project. */
  readonly local: boolean;
}

export interface LocalPackage {
  readonly name: string | undefined;
  /** Its folder or file; undefined where that lies outside of the context, or is not known. */
  readonly path: string | undefined;
  readonly kind: 'workspace' | 'module' | 'path' | 'editable' | 'archive' | 'patch';
  /** As the manifest has it. */
  readonly written: string;
}

/** `what`: the piece of the file that says it, for the reader of a message. */
export interface SourceNeed {
  readonly reason: 'script' | 'local-package' | 'workspace' | 'module' | 'autoload' | 'own-package' | 'target';
  /** The name of the file, relative to the project's folder. */
  readonly file: string;
  readonly what: string;
}

export interface RuntimeVersion {
  /** `node`, `python`, `go`, `rust`, `java`, `dotnet`, `php`, `ruby`, `elixir`. */
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

/**
 * `unread`: the file is there and its text is not known. `missing`: another file names it and it is not there. `broken`: a part of it
 * could not be understood. `variable`: its name, or something in it, depends on a variable. `outside`: it lies outside of the context.
 * `code`: it is a program, whose result only running it tells.
 */
export interface Unknown {
  readonly path: string;
  readonly reason: 'unread' | 'missing' | 'broken' | 'variable' | 'outside' | 'code';
}

/** A project of which nothing is known but where it is: readers add what they find. */
export function emptyProject(ecosystem: Ecosystem, { folder, unknown }: Pick<Project, 'folder' | 'unknown'>): Project {
  return {
    ecosystem,
    folder,
    name: undefined,
    manifests: [],
    locks: [],
    installFiles: [],
    localPackages: [],
    installScripts: [],
    sourceNeeds: [],
    dependencies: [],
    locked: () => [],
    runtime: undefined,
    unknown,
  };
}
