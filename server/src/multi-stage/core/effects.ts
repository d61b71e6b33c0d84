import type { PackageManager } from '../../knowledge/build-packages.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { PackageCommand, PackageRequest } from '../../shell/tools/packages.ts';

/** What one command of a RUN does, as far as it decides which stage the command belongs to. Paths are absolute. */
export type Effect =
  /** It prints, waits or tests something: the image is the same without it. */
  | { readonly kind: 'none' }
  /** `set -e`: applies to the commands after it. */
  | { readonly kind: 'shell-option' }
  /** `cd`, `export`, `A=1`: the commands after it in the same script depend on it. */
  | { readonly kind: 'shell-state' }
  /** `apt-get update` */
  | { readonly kind: 'package-lists' }
  | SystemInstall
  /** Removes system packages, or those installed under a virtual name of apk. */
  | { readonly kind: 'system-removal'; readonly names: readonly string[] }
  /** Deletes caches that nothing reads when the container runs. */
  | { readonly kind: 'cache-removal'; readonly of: 'system' | 'language' }
  | Setup
  | Build
  /** It is not known what the command changes. */
  | { readonly kind: 'unknown'; readonly command: string };

/** Installs packages of the distribution. */
export interface SystemInstall {
  readonly kind: 'system-install';
  readonly manager: PackageManager;
  readonly packages: readonly PackageRequest[];
  /** The name under which apk can delete them together. */
  readonly virtual: string | undefined;
}

/** Creates accounts, folders, permissions, links or configuration that the runtime image needs too. */
export interface Setup {
  readonly kind: 'setup';
  readonly program: string;
  /** It creates a folder or changes an owner or a mode: running it again changes nothing. */
  readonly repeatable: boolean;
  /** The paths that it changes; undefined when they are not known. Empty for accounts and the configuration of the system. */
  readonly paths: readonly string[] | undefined;
  /** The new owner, for `chown`. */
  readonly owner?: string | undefined;
}

/**
 * What a build is for:
 * - dependencies: installs what the project depends on
 * - global-install: installs programs outside of the project, which the runtime stage may repeat
 * - environment: creates an empty environment that packages are installed into later
 * - compile: turns sources into something that runs
 * - fetch: puts one file or folder at a known path
 * - cache: fills caches or checks the project; it creates nothing that the container needs
 * - other: changes anything below its folder
 */
export type BuildRole = 'dependencies' | 'global-install' | 'environment' | 'compile' | 'fetch' | 'cache' | 'other';

/** A command that makes something out of sources, or downloads it. */
export interface Build {
  readonly kind: 'build';
  readonly role: BuildRole;
  /** The stack that knows what the command creates; undefined if `artifacts` and `folder` contain everything. */
  readonly stack: string | undefined;
  /** The program that runs, without its folder; for scripts of the project, the name of the script. */
  readonly program: string;
  /** The folder that it works in, and where it may change anything; undefined if it changes nothing but its artifacts. */
  readonly folder: string | undefined;
  /** The files and folders that it creates; undefined if they are not known. */
  readonly artifacts: readonly Artifact[] | undefined;
  /** The programs that a script runs, without their folders; undefined if that is not known or if it is no script. */
  readonly tools?: readonly string[] | undefined;
  /** The command as one of a package manager; undefined for other programs. */
  readonly packages: PackageCommand | undefined;
}

/** One result of a build. */
export interface Artifact {
  readonly source: string;
  /** Where the runtime stage needs it; mostly the same path. */
  readonly destination: string;
  /** A folder with everything below it; else one file. */
  readonly isFolder: boolean;
}

/** An artifact that the runtime stage needs at the path where the build made it. */
export function artifactAt(path: string, isFolder: boolean): Artifact {
  return { source: path, destination: path, isFolder };
}

/** A build that only fills caches or checks the project. */
export function cacheBuild(program: string): Build {
  return { kind: 'build', role: 'cache', stack: undefined, program, folder: undefined, artifacts: [], packages: undefined };
}

/** A build that puts one file or folder at a known path. */
export function fetchBuild(program: string, path: string): Build {
  const isFolder = hasRole(program, 'fileTransfer', 'versionControl');
  return { ...cacheBuild(program), role: 'fetch', artifacts: [artifactAt(path, isFolder)] };
}

/** A build that may change anything below a folder. */
export function otherBuild(program: string, folder: string): Build {
  return { ...cacheBuild(program), role: 'other', folder, artifacts: undefined };
}

/** Whether a build is done by a tool of the project (`make`, a generator, a script), not by a program that downloads or unpacks. */
export function isProjectTool({ role, program }: Build): boolean {
  return role === 'other' && !hasRole(program, 'versionControl', 'archive');
}
