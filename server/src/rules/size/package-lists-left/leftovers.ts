import { programsWith } from '../../../knowledge/programs.ts';
import { packageFolders } from '../../../knowledge/folders.ts';
import { isWithin } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

/** What a family of package managers leaves behind, and how it goes. */
export interface Leftover {
  readonly tools: ReadonlySet<string>;
  /** Where it lies. */
  readonly folder: string;
  /** Removes it; what the author's own command may be is told by `isCleaning`. */
  readonly cleanUp: string;
  /** Whether this command leaves it. */
  readonly leaves: (command: PackageCommand) => boolean;
  /** Whether this command works with what an earlier one left, so that it must not go before. */
  readonly needs: (command: PackageCommand) => boolean;
  /** Verbs of the tool that remove it, e.g. `yum clean all`. */
  readonly cleanVerbs: readonly string[];
}

const installs = ({ verb }: PackageCommand): boolean => verb === 'install' || verb === 'upgrade';

export const leftovers: readonly Leftover[] = [
  {
    // 19,853,620 bytes of lists with the settings of Debian's official images; archives they delete themselves.
    tools: programsWith('apt'),
    folder: packageFolders.aptLists,
    cleanUp: `rm -rf ${packageFolders.aptLists}/*`,
    leaves: ({ verb }) => verb === 'update',
    needs: (command) => installs(command) || command.verb === 'download',
    cleanVerbs: ['distclean', 'dist-clean'],
  },
  {
    tools: new Set(['apk']),
    folder: packageFolders.apk,
    cleanUp: `rm -rf ${packageFolders.apk}/*`,
    leaves: (command) => (installs(command) || command.verb === 'update') && !hasOption(command.args, '--no-cache'),
    needs: () => false,
    cleanVerbs: [],
  },
  {
    tools: new Set(['yum']),
    folder: packageFolders.yum,
    cleanUp: 'yum clean all',
    leaves: installs,
    needs: () => false,
    cleanVerbs: ['clean'],
  },
  {
    tools: new Set(['dnf']),
    folder: packageFolders.dnf,
    cleanUp: 'dnf clean all',
    leaves: installs,
    needs: () => false,
    cleanVerbs: ['clean'],
  },
  {
    tools: new Set(['microdnf']),
    folder: packageFolders.yum,
    cleanUp: 'microdnf clean all',
    leaves: installs,
    needs: () => false,
    cleanVerbs: ['clean'],
  },
  {
    tools: new Set(['zypper']),
    folder: packageFolders.zypper,
    cleanUp: 'zypper clean --all',
    leaves: (command) => installs(command) || command.verb === 'update',
    needs: () => false,
    cleanVerbs: ['clean', 'cc'],
  },
  {
    // `pacman -Scc --noconfirm` takes the cautious answer to its own question, and deletes nothing.
    tools: new Set(['pacman']),
    folder: packageFolders.pacman,
    cleanUp: `rm -rf ${packageFolders.pacman}/*`,
    leaves: installs,
    needs: () => false,
    cleanVerbs: ['-Sc', '-Scc'],
  },
];

/** The commands of this family among those of a RUN. */
export function ofFamily(commands: readonly CommandFact[], { tools }: Leftover): PackageCommand[] {
  return commands.flatMap(({ packages }) => (packages && tools.has(packages.tool) ? [packages] : []));
}

/** Whether the command removes what was left: by name, with its folder, or by the tool's own verb. */
export function isCleaning({ packages, removal }: CommandFact, { folder, tools, cleanVerbs }: Leftover): boolean {
  if (packages && tools.has(packages.tool)) return cleanVerbs.includes(packages.verbText.split(' ')[0]!);
  const targets = removal?.targets ?? [];
  // Braces (`/var/{cache,lib}/apt/*`) hide the folder's name: they may well mean it.
  return targets.some(({ value }) => covers(value, folder) || value.includes('{') || !value.startsWith('/'));
}

/** Whether deleting `target`, with or without a glob at its end, deletes what lies in `folder`. */
function covers(target: string, folder: string): boolean {
  const named = target.replace(/\/?[*?][^/]*$/, '').replace(/\/$/, '');
  return named !== '' && (isWithin(named, folder) || isWithin(folder, target));
}
