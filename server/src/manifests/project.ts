import type { Ecosystem } from '../knowledge/project-files.ts';

/**
 * A project of any ecosystem. All paths are context paths (for the files of an image, absolute paths without the leading slash); the root
 * is ''.
 */
export interface Project {
  readonly ecosystem: Ecosystem;
  readonly folder: string;
  readonly name: string | undefined;
  /** The manifests that were read, main one first. */
  readonly manifests: readonly string[];
  readonly locks: readonly string[];
  /** Other files that an install reads: included lists, configuration, wheels, patches, the wrapper of the tool. */
  readonly installFiles: readonly string[];
  /** Packages in the project's sources that the manifests refer to. */
  readonly localPackages: readonly LocalPackage[];
  /** Names of scripts that an install runs automatically. */
  readonly installScripts: readonly string[];
  /** The reasons why an install with only the manifests and lock files fails or has another result; empty if none is known. */
  readonly sourceNeeds: readonly SourceNeed[];
  /** The dependencies in the manifests, in order. */
  readonly dependencies: readonly Dependency[];
  /** The packages in the lock file, including indirect dependencies; computed on first call. */
  readonly locked: () => readonly LockedPackage[];
  /** The version of the language that the project declares. */
  readonly runtime: RuntimeVersion | undefined;
  /** What could not be read. If it is not empty, anything that was not found may still exist. */
  readonly unknown: readonly UnreadFile[];
}

export interface Dependency {
  readonly name: string;
  /** As written: a range, a version, a URL; undefined if any version is accepted. */
  readonly version: string | undefined;
  /** The manifest's own name for the list: `dependencies`, `dev`, `test`, an extra, a Gradle configuration. */
  readonly group: string;
  /** Whether it is only for development or tests. */
  readonly dev: boolean;
  /** Whether the project works without it, or it is only installed on request. */
  readonly optional: boolean;
  /** Extras of PyPI, features of Cargo. */
  readonly extras?: readonly string[];
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string | undefined;
  readonly dev: boolean;
  readonly optional: boolean;
  /** Whether it runs a script during an install; undefined if the lock file does not tell. */
  readonly hasInstallScript?: boolean;
  /** Whether it is a folder or an archive of the project. */
  readonly local: boolean;
  /** Only of lock files that name them: the platforms that it is for. */
  readonly platform?: LockedPlatform;
  /** Only of lock files that do not mark development packages: the names of the packages that it requires. */
  readonly requires?: readonly string[];
  /** Only with `requires`, in Python: what its extras require besides. */
  readonly extraRequires?: Readonly<Record<string, readonly string[]>>;
  /** Only of lock files of Python that name it: the condition under which it is installed. */
  readonly marker?: string;
}

/** The platforms of a package, as in the keys of package.json: `linux`, `x64`, `musl`; `!win32` excludes one. An empty list allows all. */
export interface LockedPlatform {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
}

export interface LocalPackage {
  readonly name: string | undefined;
  /** Its folder or file; undefined if it is outside the context, or unknown. */
  readonly path: string | undefined;
  readonly kind: 'workspace' | 'module' | 'path' | 'editable' | 'archive' | 'patch';
  /** As written in the manifest. */
  readonly written: string;
}

/** A reason why an install needs source files. `what`: the part of the file that requires them, to show in a message. */
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
 * A file that could not be read. `unread`: it exists, but its text is unknown. `missing`: another file refers to it, but it does not exist.
 * `broken`: it has syntax errors. `variable`: its name or content depends on a variable. `outside`: it is outside the context. `code`: it
 * is a program, whose result is only known after running it.
 */
export interface UnreadFile {
  readonly path: string;
  readonly reason: 'unread' | 'missing' | 'broken' | 'variable' | 'outside' | 'code';
}

/** A project without any content, for readers to add to. */
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
