import { installFiles } from '../../knowledge/install-files.ts';
import type { InstallFiles } from '../../knowledge/install-files.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { hasOption, optionsOf } from '../../shell/tools/options.ts';

/** The files that this command reads. Undefined for tools whose installs are not understood well enough to be moved. */
export function installFilesOf(command: PackageCommand): InstallFiles | undefined {
  const known = Object.hasOwn(installFiles, command.tool) ? installFiles[command.tool] : undefined;
  if (!known) return undefined;
  if (!readsRequirements(command)) return known;
  const constraints = optionsOf(command.args, '-c', '--constraint', '--constraints').flatMap(({ value }) => value ?? []);
  const named = [...command.manifests.map(({ value }) => value), ...constraints];
  return { ...known, required: named, optional: [], copyPatterns: named, lock: undefined, outputFolders: [] };
}

/** Whether the command reads requirements files, which can include others. */
export function readsRequirements({ tool, verbText }: PackageCommand): boolean {
  return tool === 'pip' || (tool === 'uv' && verbText.startsWith('pip'));
}

/** Whether the command never writes the lock file. */
export function isFrozen({ tool, verbText, args }: PackageCommand): boolean {
  if (tool === 'npm') return verbText !== 'install' && verbText !== 'i' && /c/.test(verbText);
  return hasOption(args, '--frozen-lockfile', '--immutable', '--frozen', '--locked', '--deploy', '--deployment');
}
