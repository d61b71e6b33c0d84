import { joinPath, shellPath } from '../../base/paths.ts';
import { hasOption, optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { CommandFact } from '../commands/command.ts';
import { packageFolder } from '../commands/package-folder.ts';

/** Where a command of Cargo builds, and how. */
export interface CargoBuild {
  /** The folder of the package or workspace. */
  readonly folder: string;
  /** The folder of all results: `target`. */
  readonly target: string;
  /** The folder in it that gets the programs: `target/release`. */
  readonly output: string;
  /** Whether the programs are optimized, and without symbols for debuggers. */
  readonly isRelease: boolean;
}

/** The folder of the manifest: of --path for `cargo install`, of --manifest-path, or the working directory. */
export function cargoFolder(command: CommandFact, packages: PackageCommand): string | undefined {
  const manifest = optionOf(packages.args, '--manifest-path')?.value;
  if (manifest !== undefined) return shellPath(command.folder, manifest.replace(/\/?Cargo\.toml$/, '') || '.');
  return packageFolder(command, '--path');
}

/** Reads where a build writes. Undefined if its folder is not known. https://doc.rust-lang.org/cargo/guide/build-cache.html */
export function cargoBuild(command: CommandFact, packages: PackageCommand): CargoBuild | undefined {
  const { args, verbText } = packages;
  const folder = cargoFolder(command, packages);
  if (folder === undefined) return undefined;
  const chosen = optionOf(args, '--target-dir')?.value ?? command.environment('CARGO_TARGET_DIR');
  const target = (chosen === undefined ? undefined : shellPath(command.folder, chosen)) ?? joinPath(folder, 'target');
  const profile = optionOf(args, '--profile')?.value;
  const isRelease = verbText === 'install' ? !hasOption(args, '--debug') : hasOption(args, '-r', '--release') || (profile !== undefined && profile !== 'dev'); // prettier-ignore
  const platform = optionOf(args, '--target')?.value ?? command.environment('CARGO_BUILD_TARGET');
  const output = [target, platform, profile === 'dev' ? 'debug' : (profile ?? (isRelease ? 'release' : 'debug'))].filter((part) => part !== undefined).join('/'); // prettier-ignore
  return { folder, target, output, isRelease };
}

/** The folder that `cargo install` puts programs into. */
export function cargoPrograms(command: CommandFact, { args }: PackageCommand): string | undefined {
  const root = optionOf(args, '--root')?.value ?? command.environment('CARGO_INSTALL_ROOT') ?? command.environment('CARGO_HOME');
  const folder = root === undefined ? '/usr/local/cargo' : shellPath(command.folder, root);
  return folder === undefined ? undefined : joinPath(folder, 'bin');
}
