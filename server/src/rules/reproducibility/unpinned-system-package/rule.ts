import { isSimulated } from '../../../shell/tools/packages.ts';
import type { PackageRequest } from '../../../shell/tools/packages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unpinned-system-package',
  category: 'reproducibility',
  severity: 'info',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3008', 'DL3018', 'DL3033', 'DL3037', 'DL3041'],
  checks: [127, 128, 129, 130, 131],
  summary: 'A package of the distribution is installed without a version, so builds can differ.',
  messages: {
    unpinned: 'A later build can install another version of {names}. Add a version, as in {example}.',
  },
  withinStage: true,
  on: {
    package({ packages }, _, context) {
      const { tool, kind, verb, verbWord, args } = packages;
      if (kind !== 'system' || verb !== 'install' || !verbWord || isSimulated(packages)) return;
      if (tool === 'pacman' || args.options.some(({ name }) => name === '--snapshot')) return;
      const found = packages.packages.filter((request) => isUnpinned(request, hasRole(tool, 'rpmInstaller') || tool === 'tdnf'));
      const [first] = found;
      if (!first) return;
      context.report({
        at: first.word,
        message: 'unpinned',
        data: { names: namesOf(found), example: exampleFor(tool, first.name) },
      });
    },
  },
});

/** With yum and dnf, the version is a part of the name: `bash-5.1`, `java-17-openjdk-1:17.0`; `@group` and `module:stream` have none. */
function isUnpinned({ name, version, source, word }: PackageRequest, versionInName: boolean): boolean {
  if (source !== 'repository' || !word.literal || /^[@!]/.test(name) || name.includes('*')) return false;
  return versionInName ? !/-\d[^-]*[.:]|:|\s[<>=]/.test(name) : version === undefined;
}

function namesOf(requests: readonly PackageRequest[]): string {
  const most = 3;
  const names = requests.slice(0, most).map(({ name }) => name);
  return names.join(', ') + (requests.length > most ? ', …' : '');
}

function exampleFor(tool: string, name: string): string {
  if (tool === 'apk') return `${name}=~1.2`;
  return hasRole(tool, 'apt') ? `${name}=1.2.*` : `${name}-1.2`;
}
