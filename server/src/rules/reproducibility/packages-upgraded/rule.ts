import { isSimulated } from '../../../shell/tools/packages.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'upgrade' | 'distribution';

export const rule = defineRule<Messages>({
  id: 'packages-upgraded',
  category: 'reproducibility',
  severity: 'info',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3005', 'DL3017', 'DL3031', 'DL3035', 'DL3039', 'DS-0024'],
  checks: [137, 138, 139],
  summary: 'All packages of the base image are upgraded, which makes builds differ and stores them twice.',
  messages: {
    upgrade: '{tool} {verb} changes the base image: builds differ, and the old files stay in its layers. Use a newer base image.',
    distribution: '{tool} {verb} can also remove packages and change the release: builds differ. Use a newer base image.',
  },
  on: {
    package({ packages }, _, context) {
      const { tool, verbText, verbWord } = packages;
      if (!verbWord || !upgradesAll(packages) || isSimulated(packages)) return;
      const message = /^(?:dist-upgrade|full-upgrade|dup|dist-?sync|distro-sync)$/.test(verbText) ? 'distribution' : 'upgrade';
      context.report({ at: verbWord, message, data: { tool, verb: verbText } });
    },
  },
});

/** Upgrades of named packages are about these packages. Arch Linux supports no other installs than those with an upgrade. */
function upgradesAll({ tool, kind, verb, packages, args }: PackageCommand): boolean {
  return kind === 'system' && tool !== 'pacman' && verb === 'upgrade' && packages.length === 0 && args.operands.length === 0;
}
