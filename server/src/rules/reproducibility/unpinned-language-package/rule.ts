import { isSimulated } from '../../../shell/tools/packages.ts';
import type { PackageCommand, PackageRequest } from '../../../shell/tools/packages.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { lockedVersion } from '../../../facts/locked-versions.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix } from '../../../linter/rule.ts';

type Messages = 'unpinned' | 'locked' | 'pin';

/** How each tool writes the version of a package, and the verbs that install packages by name. */
const syntaxes: Readonly<Partial<Record<PackageCommand['tool'], { readonly separator: string; readonly verbs: RegExp }>>> = {
  pip: { separator: '==', verbs: /^install$|^download$|^wheel$/ },
  uv: { separator: '==', verbs: /^pip install$|^tool install$/ },
  pipx: { separator: '==', verbs: /^install$/ },
  npm: { separator: '@', verbs: /^(?:install|i|in|add)$/ },
  yarn: { separator: '@', verbs: /^(?:global )?add$/ },
  pnpm: { separator: '@', verbs: /^(?:add|install|i)$/ },
  bun: { separator: '@', verbs: /^(?:add|a|install|i)$/ },
  gem: { separator: ':', verbs: /^(?:install|i)$/ },
  go: { separator: '@', verbs: /^(?:install|get)$/ },
  cargo: { separator: '@', verbs: /^install$/ },
};

export const rule = defineRule<Messages>({
  id: 'unpinned-language-package',
  category: 'reproducibility',
  severity: 'info',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3013', 'DL3016', 'DL3028', 'DL3062'],
  checks: [132, 133, 134, 135],
  summary: 'A package of a language is installed without a version, so builds can differ.',
  messages: {
    unpinned: 'A later build can install another version of {name}. Add a version ({example}).',
    locked: 'A later build can install another version of {name}. The lock file of the project has {version}.',
    pin: 'Use {text}',
  },
  on: {
    package({ packages }, _, context) {
      const syntax = syntaxes[packages.tool];
      if (!syntax?.verbs.test(packages.verbText) || isSimulated(packages) || isPinnedElsewhere(packages)) return;
      for (const request of packages.packages) {
        if (!isUnpinned(request)) continue;
        const { name, word } = request;
        const version = lockedVersion(packages.tool, name, context.build);
        context.report({
          at: word,
          message: version === undefined ? 'unpinned' : 'locked',
          data: { name, example: `${name}${syntax.separator}${packages.tool === 'go' ? 'v' : ''}1.2.3`, version: version ?? '' },
          fixes: version === undefined ? [] : fixes(request, `${name}${syntax.separator}${version}`),
        });
      }
    },
  },
});

/** Options with the version, with a file of versions, or with a source that is no registry. */
function isPinnedElsewhere({ args, tool }: PackageCommand): boolean {
  if (tool === 'gem') return hasOption(args, '-v', '--version');
  if (tool === 'cargo') return hasOption(args, '--version', '--vers', '--git', '--path');
  return hasOption(args, '-c', '--constraint', '--constraints', '--no-index', '--require-hashes', '--spec');
}

/** `latest` names another version at any time. */
function isUnpinned({ name, version, source, word }: PackageRequest): boolean {
  return (
    source === 'repository' &&
    word.literal &&
    name !== '' &&
    !/^\.|\.\.\.$|[*:]/.test(name) &&
    (version === undefined || version === 'latest')
  );
}

/** Only if the word is the name itself, perhaps with `@latest`. */
function fixes({ name, word }: PackageRequest, text: string): ReportedFix<Messages>[] {
  if (word.raw !== name && word.raw !== `${name}@latest`) return [];
  const edit: TextEdit = { start: word.start, end: word.end, newText: text };
  return [{ title: 'pin', data: { text }, level: 'suggestion', edits: [edit] }];
}
