import { manifestsOf } from '../manifests/manifests.ts';
import type { Stage } from '../model/model.ts';
import { hasOption } from '../shell/tools/options.ts';
import type { PackageCommand } from '../shell/tools/packages.ts';
import type { Facts } from './facts.ts';

/**
 * Whether a command may run Yarn 2 or later, whose cache programs read at run time (Plug'n'Play). The project files decide, or options of
 * Yarn 1; otherwise anything in the stage that can select a version. https://yarnpkg.com/configuration/yarnrc#enableGlobalCache
 */
export function mayBeModernYarn({ args, verbText }: PackageCommand, stage: Stage, { build }: Facts): boolean {
  const { projects, project } = manifestsOf(build);
  const versions = new Set(
    projects.map(({ ecosystem, folder }) => (ecosystem === 'node' ? project('node', folder)!.usesYarnBerry : undefined)),
  );
  if (versions.has(true)) return true;
  if (hasOption(args, '--frozen-lockfile', '--pure-lockfile', '--production', '--prod') || verbText.startsWith('global ')) return false;
  if (versions.has(false)) return false;
  if (hasOption(args, '--immutable', '--immutable-cache', '--inline-builds') || verbText === 'workspaces focus') return true;
  return selectsVersion(stage);
}

function selectsVersion({ instructions, parent }: Stage): boolean {
  const isSelected = instructions.some(({ source }) =>
    /\bcorepack\b|\.yarnrc\.yml|\.yarn\b(?!rc)|yarn(?:pkg)? set version|\bberry\b/.test(source),
  );
  return isSelected || (parent !== undefined && selectsVersion(parent));
}
