import { hasOption } from './options.ts';
import type { ParsedArguments } from './options.ts';
import type { PackageRequest, PackageTool, PackageVerb, VerbMeaning } from './package-tool.ts';

/** `name@version`, `@scope/name@version`. */
const requestPattern = /^(@?[^@]+)(?:@(.+))?$/;

/** An install without packages uses package.json and the lock file. A path among the packages is the project's own code. */
function meaning(verb: PackageVerb, _text: string, packages: readonly PackageRequest[], args: ParsedArguments): VerbMeaning {
  if (verb !== 'install' && verb !== 'download' && verb !== 'upgrade') return { verb, project: verb === 'run' || verb === 'build' };
  const local = packages.some((request) => request.source === 'path');
  return { verb, project: packages.length === 0 && !hasOption(args, '-g', '--global', '--location'), local };
}

/** npm 11 (npm help install, npm help ci, with their aliases), Yarn 1 and 4, pnpm 10, Bun 1. None of them prompts. */
export const nodeTools: readonly PackageTool[] = [
  {
    tool: 'npm',
    kind: 'language',
    program: /^npm$/,
    syntax: {
      valued: ['--prefix', '-C', '--registry', '--cache', '-w', '--workspace', '--omit', '--include', '--only', '--loglevel', '--tag', '--userconfig', '--globalconfig', '--script-shell', '--before', '--install-strategy', '--cpu', '--os', '--libc', '--location', '--fetch-timeout', '--fetch-retries', '--maxsockets'], // prettier-ignore
      combined: true,
    },
    verbs: {
      install: 'install', i: 'install', in: 'install', ins: 'install', inst: 'install', insta: 'install', instal: 'install', isnt: 'install', isnta: 'install', isntal: 'install', isntall: 'install', add: 'install',
      ci: 'install', 'clean-install': 'install', ic: 'install', 'install-clean': 'install', 'isntall-clean': 'install',
      update: 'upgrade', up: 'upgrade', upgrade: 'upgrade', udpate: 'upgrade',
      uninstall: 'remove', un: 'remove', unlink: 'remove', remove: 'remove', rm: 'remove', r: 'remove', prune: 'remove',
      'cache clean': 'clean', 'cache clear': 'clean', 'cache rm': 'clean',
      run: 'run', 'run-script': 'run', rum: 'run', urn: 'run', test: 'run', t: 'run', tst: 'run', start: 'run',
    }, // prettier-ignore
    yes: 'always',
    request: requestPattern,
    meaning,
  },
  {
    tool: 'yarn',
    kind: 'language',
    program: /^yarn(pkg)?$/,
    syntax: { valued: ['--cwd', '--modules-folder', '--cache-folder', '--registry', '--network-timeout', '--network-concurrency', '--mutex', '--use-yarnrc', '--mode'], combined: true }, // prettier-ignore
    verbs: {
      install: 'install', add: 'install', 'global add': 'install', 'workspaces focus': 'install',
      up: 'upgrade', upgrade: 'upgrade', 'set version': 'other',
      remove: 'remove', 'global remove': 'remove', 'cache clean': 'clean', run: 'run', build: 'run', test: 'run', start: 'run',
    }, // prettier-ignore
    defaultVerb: 'install',
    yes: 'always',
    request: requestPattern,
    meaning: (verb, text, packages, args) => (text === 'workspaces focus' ? { verb, project: true } : meaning(verb, text, packages, args)),
  },
  {
    tool: 'pnpm',
    kind: 'language',
    program: /^pnpm$/,
    syntax: { valued: ['-C', '--dir', '-F', '--filter', '--store-dir', '--virtual-store-dir', '--registry', '--reporter', '--modules-dir', '--network-concurrency'], combined: true }, // prettier-ignore
    verbs: {
      install: 'install', i: 'install', ci: 'install', add: 'install', fetch: 'download',
      update: 'upgrade', up: 'upgrade', upgrade: 'upgrade', remove: 'remove', rm: 'remove', uninstall: 'remove', un: 'remove', prune: 'remove',
      'store prune': 'clean', run: 'run', build: 'run', test: 'run', start: 'run', deploy: 'build',
    }, // prettier-ignore
    yes: 'always',
    request: requestPattern,
    meaning,
  },
  {
    tool: 'bun',
    kind: 'language',
    program: /^bun$/,
    syntax: { valued: ['--cwd', '-c', '--config', '--cache-dir', '--registry', '--filter', '--backend', '--linker'], combined: true },
    verbs: { install: 'install', i: 'install', ci: 'install', add: 'install', a: 'install', update: 'upgrade', remove: 'remove', rm: 'remove', run: 'run', build: 'build', test: 'run' }, // prettier-ignore
    yes: 'always',
    request: requestPattern,
    meaning,
  },
];
