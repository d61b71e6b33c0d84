import type { PackageTool } from './package-tool.ts';

/** pacman(8) of pacman 7. The operation is an option in upper case; lower-case letters refine it. */
export const pacmanTools: readonly PackageTool[] = [
  {
    tool: 'pacman',
    kind: 'system',
    program: /^pacman$/,
    syntax: {
      valued: ['-b', '--dbpath', '-r', '--root', '--arch', '--cachedir', '--color', '--config', '--gpgdir', '--hookdir', '--logfile', '--sysroot', '--assume-installed', '--ignore', '--ignoregroup', '--overwrite', '--print-format', '--disable-download-timeout'], // prettier-ignore
      combined: true,
    },
    verbs: {},
    operations: [
      { option: /^-[a-z]*S[a-z]*c|^--clean$/, verb: 'clean' },
      { option: /^-[a-z]*S[a-z]*[sligp]/, verb: 'other' },
      { option: /^-[a-z]*S[a-z]*w/, verb: 'download' },
      { option: /^-[a-z]*S[a-z]*u|^--sysupgrade$/, named: false, verb: 'upgrade' },
      { option: /^-[a-z]*S[a-z]*y/, named: false, verb: 'update' },
      { option: /^-[a-z]*[SU][a-z]*$|^--(?:sync|upgrade)$/, named: true, verb: 'install' },
      { option: /^-[a-z]*R[a-z]*$|^--remove$/, named: true, verb: 'remove' },
    ],
    yes: ['--noconfirm'],
    request: /^(?:[\w-]+\/)?([^=<>]+)(?:[=<>]+(.+))?$/,
  },
];
