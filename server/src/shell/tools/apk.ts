import type { PackageTool } from './package-tool.ts';

/** apk(8) of apk-tools 2.14 and 3.0. It only prompts with --interactive. */
export const apkTools: readonly PackageTool[] = [
  {
    tool: 'apk',
    kind: 'system',
    program: /^apk$/,
    syntax: {
      valued: ['-t', '--virtual', '-X', '--repository', '-p', '--root', '--arch', '--cache-dir', '--cache-max-age', '--keys-dir', '--progress-fd', '--repositories-file', '--timeout', '--wait', '-o', '--output'], // prettier-ignore
      combined: true,
    },
    verbs: { add: 'install', del: 'remove', update: 'update', upgrade: 'upgrade', fix: 'other', fetch: 'download', 'cache clean': 'clean', 'cache purge': 'clean' }, // prettier-ignore
    yes: 'always',
    request: /^!?([^=<>~@]+)(?:@[^=<>~]+)?(?:[=<>~]+(.+))?$/,
  },
];
