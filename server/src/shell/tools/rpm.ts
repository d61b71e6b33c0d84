import { optionsOf } from './options.ts';
import type { ParsedArguments } from './options.ts';
import type { PackageTool } from './package-tool.ts';

/** yum(8), dnf(8) of dnf 4 and 5, microdnf(8), tdnf. A version is part of the name (`bash-5.1-2.el9`) and is not split. */
const yumSyntax: Pick<PackageTool, 'kind' | 'syntax' | 'verbs' | 'skipsRecommends' | 'request'> = {
  kind: 'system',
  syntax: {
    valued: ['-c', '--config', '-d', '--debuglevel', '-e', '--errorlevel', '-R', '--randomwait', '-x', '--exclude', '--enablerepo', '--disablerepo', '--repo', '--repoid', '--repofrompath', '--installroot', '--releasever', '--setopt', '--forcearch', '--disableplugin', '--enableplugin', '--downloaddir', '--destdir', '--advisory'], // prettier-ignore
    combined: true,
  },
  verbs: {
    install: 'install', localinstall: 'install', reinstall: 'install', groupinstall: 'install', 'group install': 'install', builddep: 'install', 'module install': 'install',
    makecache: 'update', 'check-update': 'update',
    update: 'upgrade', upgrade: 'upgrade', 'dist-sync': 'upgrade', 'distro-sync': 'upgrade', 'update-minimal': 'upgrade', 'upgrade-minimal': 'upgrade',
    remove: 'remove', erase: 'remove', autoremove: 'remove', groupremove: 'remove',
    clean: 'clean', download: 'download',
  }, // prettier-ignore
  skipsRecommends: (args) => weakDependencies(args) === false,
  request: /^(.+)$/,
};

/** zypper(8). zypper distinguishes global and command options by position; this reader does not. */
const zypperSyntax: PackageTool = {
  tool: 'zypper',
  kind: 'system',
  program: /^zypper$/,
  syntax: {
    valued: ['-R', '--root', '-c', '--config', '-D', '--reposd-dir', '-C', '--cache-dir', '-t', '--type', '-r', '--repo', '--from', '-p', '--plus-repo', '--releasever'], // prettier-ignore
    combined: true,
  },
  verbs: {
    install: 'install', in: 'install', 'source-install': 'install', si: 'install',
    refresh: 'update', ref: 'update',
    update: 'upgrade', up: 'upgrade', 'dist-upgrade': 'upgrade', dup: 'upgrade', patch: 'upgrade',
    remove: 'remove', rm: 'remove', clean: 'clean', cc: 'clean', download: 'download',
  }, // prettier-ignore
  yes: ['-y', '--no-confirm', '-n', '--non-interactive'],
  skipsRecommends: (args) => optionsOf(args, '--no-recommends').length > 0,
  request: /^([^=<>]+)(?:[=<>]+(.+))?$/,
};

const yesOptions = ['-y', '--assumeyes', '--assume-yes', '--yes'];

export const rpmTools: readonly PackageTool[] = [
  { tool: 'yum', program: /^yum$/, yes: yesOptions, ...yumSyntax },
  { tool: 'dnf', program: /^dnf5?$/, yes: yesOptions, ...yumSyntax },
  { tool: 'tdnf', program: /^tdnf$/, yes: yesOptions, ...yumSyntax },
  // Many versions of microdnf have no option to answer prompts, so assume that it never prompts.
  { tool: 'microdnf', program: /^microdnf$/, yes: 'always', ...yumSyntax },
  zypperSyntax,
];

/** `--setopt=install_weak_deps=False` (dnf.conf(5)). */
function weakDependencies(args: ParsedArguments): boolean | undefined {
  const set = optionsOf(args, '--setopt').findLast(({ value }) => value?.startsWith('install_weak_deps='));
  return set && !/=(0|no|false|off)$/i.test(set.value!);
}
