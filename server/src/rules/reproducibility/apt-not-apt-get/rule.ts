import { defineRule } from '../../../linter/rule.ts';
import type { TextEdit } from '../../../base/edit.ts';

type Messages = 'use-apt-get' | 'use-apt-cache' | 'fix-apt-get' | 'fix-apt-cache';

/** Subcommands that are the same in apt and apt-get. apt(8), "Script usage and differences from other APT tools". */
const sameVerbs: ReadonlySet<string> = new Set([
  'install', 'reinstall', 'remove', 'purge', 'autoremove', 'update', 'clean', 'autoclean', 'build-dep', 'download', 'source', 'satisfy',
]); // prettier-ignore

/**
 * Subcommands with a similar one in apt-get: apt-get upgrade does not install new packages, apt upgrade does; full-upgrade has another
 * name.
 */
const similarVerbs: Readonly<Record<string, string>> = { upgrade: 'upgrade', 'full-upgrade': 'dist-upgrade' };

const aptCacheVerbs: ReadonlySet<string> = new Set(['search', 'show', 'policy', 'depends', 'rdepends']);

export const rule = defineRule<Messages>({
  id: 'apt-not-apt-get',
  category: 'reproducibility',
  severity: 'info',
  fix: 'safe',
  mayChange: 'apt becomes apt-get',
  since: '0.1.0',
  aliases: ['DL3027'],
  checks: [136],
  summary: 'apt is for interactive use; its behavior may change between releases.',
  messages: {
    'use-apt-get':
      'apt is for interactive use: it warns in every build, and its options can change. Use apt-get, whose options are stable.',
    'use-apt-cache': 'apt is for interactive use, and its output can change. Use apt-cache {verb} in scripts.',
    'fix-apt-get': 'Use apt-get {verb}',
    'fix-apt-cache': 'Use apt-cache {verb}',
  },
  onbuild: true,
  on: {
    package({ command, packages: apt }, _, context) {
      if (apt.tool !== 'apt' || !apt.verbWord) return;
      const verb = apt.verbText;
      const toolSpan = { start: apt.toolWord.end - 'apt'.length, end: apt.toolWord.end };
      const replace = (newText: string): TextEdit => ({ ...toolSpan, newText });
      if (aptCacheVerbs.has(verb)) {
        const fix = {
          title: 'fix-apt-cache',
          data: { verb },
          level: 'suggestion',
          edits: [replace('apt-cache')],
          dependsOn: command,
        } as const;
        context.report({ at: apt.toolWord, message: 'use-apt-cache', data: { verb }, fixes: [fix] });
        return;
      }
      const target = sameVerbs.has(verb) ? verb : similarVerbs[verb];
      if (target === undefined) return;
      const rename = target === verb ? [] : [{ start: apt.verbWord.start, end: apt.verbWord.end, newText: target }];
      const level = sameVerbs.has(verb) ? 'safe' : 'suggestion';
      const plain = apt.toolWord.raw.endsWith('apt');
      context.report({
        at: apt.toolWord,
        message: 'use-apt-get',
        fixes: plain
          ? [{ title: 'fix-apt-get', data: { verb: target }, level, edits: [replace('apt-get'), ...rename], dependsOn: command }]
          : [],
      });
    },
  },
});
