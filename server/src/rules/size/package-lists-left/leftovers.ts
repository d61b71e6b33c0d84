import { programsWith } from '../../../knowledge/programs.ts';
import { packageFolders } from '../../../knowledge/folders.ts';
import { isWithin } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

/** The files that a family of package managers leaves in the layer, and how to delete them. */
export interface Leftover {
  readonly tools: ReadonlySet<string>;
  /** The folder of the files. */
  readonly folder: string;
  /** The command that deletes the files. `isCleaning` recognizes other commands that do. */
  readonly cleanUp: string;
  /** Whether this command leaves the files. */
  readonly leaves: (command: PackageCommand) => boolean;
  /** Whether this command needs the files from an earlier command. */
  readonly needs: (command: PackageCommand) => boolean;
  /** Subcommands of the tool that delete the files, such as `yum clean all`. */
  readonly cleanVerbs: readonly string[];
}

const installs = ({ verb }: PackageCommand): boolean => verb === 'install' || verb === 'upgrade';

export const leftovers: readonly Leftover[] = [
  {
    // 19,853,620 bytes of lists with the settings of Debian's official images, which delete downloaded packages themselves.
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
    // `pacman -Scc --noconfirm` answers no to its own question and deletes nothing.
    tools: new Set(['pacman']),
    folder: packageFolders.pacman,
    cleanUp: `rm -rf ${packageFolders.pacman}/*`,
    leaves: installs,
    needs: () => false,
    cleanVerbs: ['-Sc', '-Scc'],
  },
];

/** The commands of a RUN that call a tool of this family. */
export function ofFamily(commands: readonly CommandFact[], { tools }: Leftover): PackageCommand[] {
  return commands.flatMap(({ packages }) => (packages && tools.has(packages.tool) ? [packages] : []));
}

/** Whether the command deletes the files: by path, with their folder, or with a subcommand of the tool. */
export function isCleaning({ packages, removal }: CommandFact, { folder, tools, cleanVerbs }: Leftover): boolean {
  if (packages && tools.has(packages.tool)) return cleanVerbs.includes(packages.verbText.split(' ')[0]!);
  const targets = removal?.targets ?? [];
  // Braces (`/var/{cache,lib}/apt/*`) and relative paths may name the folder.
  return targets.some(({ value }) => covers(value, folder) || value.includes('{') || !value.startsWith('/'));
}

/** Whether deleting `target`, which may end with a glob, deletes the files in `folder`. */
function covers(target: string, folder: string): boolean {
  const named = target.replace(/\/?[*?][^/]*$/, '').replace(/\/$/, '');
  return named !== '' && (isWithin(named, folder) || isWithin(folder, target));
}
