import { hasOption, optionsOf } from './options.ts';
import type { ParsedArguments } from './options.ts';
import type { PackageTool } from './package-tool.ts';

/** apt-get(8) and apt(8) of apt 3.0, aptitude(8). */
const optionSyntax = {
  valued: ['-t', '--target-release', '--default-release', '-o', '--option', '-c', '--config-file', '-a', '--host-architecture', '-P', '--build-profiles', '--solver', '--planner'], // prettier-ignore
  combined: true,
};

/** `name=version`, `name/release`, `name:arch`. */
const requestPattern = /^([^=/:]+)(?::[a-z0-9]+)?(?:[=/](.+))?$/;

const aptVerbs: Pick<PackageTool, 'kind' | 'syntax' | 'verbs' | 'yes' | 'assumesYes' | 'skipsRecommends' | 'updatesFirst' | 'request'> = {
  kind: 'system',
  syntax: optionSyntax,
  verbs: {
    install: 'install', reinstall: 'install', 'build-dep': 'install', satisfy: 'install',
    update: 'update',
    upgrade: 'upgrade', 'dist-upgrade': 'upgrade', 'full-upgrade': 'upgrade', 'safe-upgrade': 'upgrade', 'dselect-upgrade': 'upgrade',
    remove: 'remove', purge: 'remove', autoremove: 'remove', autopurge: 'remove',
    clean: 'clean', autoclean: 'clean', distclean: 'clean', 'dist-clean': 'clean', 'auto-clean': 'clean',
    download: 'download', source: 'download',
  }, // prettier-ignore
  yes: ['-y', '--yes', '--assume-yes'],
  assumesYes: (args) => quietLevel(args) >= 2 || configured(args, 'apt::get::assume-yes') === true,
  skipsRecommends: (args) =>
    hasOption(args, '--no-install-recommends', '--without-recommends', '-R') || configured(args, 'apt::install-recommends') === false,
  // "-U, --update: Run update before the specified command": apt-get(8) of apt 2.9.10 and later, `APT::Update` in apt.conf(5).
  updatesFirst: (args, verb) =>
    (verb === 'install' || verb === 'upgrade') && (hasOption(args, '-U', '--update') || configured(args, 'apt::update') === true),
  request: requestPattern,
};

export const aptTools: readonly PackageTool[] = [
  { tool: 'apt-get', program: /^apt-get$/, ...aptVerbs },
  { tool: 'apt', program: /^apt$/, ...aptVerbs },
  { tool: 'aptitude', program: /^aptitude$/, ...aptVerbs },
];

/** "Note that quiet level 2 implies -y" (apt-get(8), -q): `-qq`, `-q -q`, `-q=2`, `--quiet=2`. */
function quietLevel(args: ParsedArguments): number {
  return optionsOf(args, '-q', '--quiet', '--silent').reduce(
    (level, { value }) => (value === undefined ? level + 1 : Number(value) || 0),
    0,
  );
}

/** The boolean value of a configuration item set with `-o`. Accepted words: apt.conf(5) and StringToBool of apt. */
function configured(args: ParsedArguments, item: string): boolean | undefined {
  const set = optionsOf(args, '-o', '--option').findLast(({ value }) => value?.toLowerCase().startsWith(`${item}=`));
  const value = set?.value
    ?.slice(item.length + 1)
    .replace(/["';]/g, '')
    .toLowerCase();
  if (value === undefined) return undefined;
  if (/^(0|no|false|without|off|disable)$/.test(value)) return false;
  return /^(1|yes|true|with|on|enable)$/.test(value) ? true : undefined;
}
