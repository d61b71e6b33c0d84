import { isSimulated } from '../../../shell/tools/packages.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'wildcard-package',
  category: 'reproducibility',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [146],
  summary: 'A pattern selects the packages to install, so new packages are installed without notice.',
  messages: {
    wildcard: '"{name}" installs every package with such a name: often more than is needed, and others tomorrow. Name the packages.',
  },
  on: {
    package({ packages }, _, context) {
      const { kind, verb } = packages;
      if (kind !== 'system' || verb !== 'install' || isSimulated(packages)) return;
      for (const { name, source, word } of packages.packages) {
        if (source === 'repository' && /[*?]/.test(name) && !/[$`]/.test(name)) {
          context.report({ at: word, message: 'wildcard', data: { name } });
        }
      }
    },
  },
});
