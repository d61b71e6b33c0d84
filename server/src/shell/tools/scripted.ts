import type { PackageTool } from './package-tool.ts';

/** Bundler 2.7, RubyGems 3.7, Composer 2.8. None of them prompts without a terminal. */
export const scriptedTools: readonly PackageTool[] = [
  {
    tool: 'bundler',
    kind: 'language',
    program: /^bundler?$/,
    syntax: {
      valued: ['--gemfile', '--path', '--without', '--with', '-j', '--jobs', '--retry', '--trust-policy', '--standalone'],
      combined: true,
    },
    verbs: {
      install: 'install',
      i: 'install',
      package: 'download',
      cache: 'download',
      update: 'upgrade',
      clean: 'clean',
      exec: 'run',
      e: 'run',
      add: 'other',
    },
    defaultVerb: 'install',
    yes: 'always',
    request: /^(.+)$/,
    meaning: (verb) => ({ verb, project: verb !== 'other' }),
  },
  {
    tool: 'gem',
    kind: 'language',
    program: /^gem$/,
    syntax: { valued: ['-v', '--version', '-i', '--install-dir', '-n', '--bindir', '-s', '--source', '-g', '--file', '--platform', '-P', '--trust-policy'], combined: true }, // prettier-ignore
    verbs: {
      install: 'install',
      i: 'install',
      update: 'upgrade',
      uninstall: 'remove',
      cleanup: 'clean',
      build: 'build',
      fetch: 'download',
    },
    yes: 'always',
    request: /^([^:]+)(?::(.+))?$/,
    manifestOptions: ['-g', '--file'],
  },
  {
    tool: 'composer',
    kind: 'language',
    program: /^composer(\.phar)?$/,
    syntax: { valued: ['-d', '--working-dir', '--prefer-install', '--ignore-platform-req', '--repository', '-s', '--stability', '--install-dir'], combined: true }, // prettier-ignore
    verbs: {
      install: 'install', i: 'install', require: 'install', r: 'install', 'global require': 'install', 'create-project': 'install',
      update: 'upgrade', u: 'upgrade', upgrade: 'upgrade', remove: 'remove', 'clear-cache': 'clean', clearcache: 'clean', cc: 'clean',
      'dump-autoload': 'build', dumpautoload: 'build', 'run-script': 'run', exec: 'run',
    }, // prettier-ignore
    yes: 'always',
    request: /^([^:=]+)(?:[:=](.+))?$/,
    meaning: (verb, _text, packages) => ({
      verb,
      project: verb !== 'other' && packages.length === 0,
      local: verb === 'build' || verb === 'run',
    }),
  },
];
