import { programsWith } from '../knowledge/programs.ts';
import { packageFolders, rpmCacheFolders } from '../knowledge/folders.ts';
import { mayDeleteIn } from './command-files.ts';
import type { InstructionCommand } from './commands/words.ts';
import type { CommandFact } from './commands/command.ts';
import type { Stage } from '../model/model.ts';
import { hasOption } from '../shell/tools/options.ts';
import type { PackageCommand } from '../shell/tools/packages.ts';

/** The files that a family of package managers leaves in a layer, and how to delete them. */
export interface Leftover {
  readonly tools: ReadonlySet<string>;
  /** The folders that may contain them in a stage, the most likely one first. */
  readonly folders: (stage: Stage) => readonly string[];
  /** The command that deletes them; it is given the tool that has left them. */
  readonly cleanUp: (tool: string) => string;
  /** Whether this command leaves them. */
  readonly leaves: (command: PackageCommand) => boolean;
  /** Whether this command needs what an earlier one left, and fails or changes its result without it. */
  readonly needs: (command: PackageCommand) => boolean;
  /** Whether the tool downloads them again if a later command needs them. */
  readonly fetchesAgain: boolean;
  /** Verbs of the tools that delete them, e.g. `yum clean all`. */
  readonly cleanVerbs: readonly string[];
  /** Whether a verb only deletes if the answer to its question comes from a pipe or a file: `yes | pacman -Scc`. */
  readonly asksToClean?: boolean;
}

const installs = ({ verb }: PackageCommand): boolean => verb === 'install' || verb === 'upgrade';
/** Options for a folder of the user's own, whose files the rules do not follow. */
const isElsewhere = ({ args }: PackageCommand): boolean => hasOption(args, '--cache-dir', '--cachedir', '-p', '-r', '--root', '--sysroot');
const isOffline = ({ args }: PackageCommand): boolean => hasOption(args, '--no-network');
const never = (): boolean => false;

export const leftovers: readonly Leftover[] = [
  {
    // 19,853,620 bytes of lists with the settings of Debian's official images; archives they delete themselves.
    tools: programsWith('apt'),
    folders: () => [packageFolders.aptLists],
    cleanUp: () => `rm -rf ${packageFolders.aptLists}/*`,
    leaves: ({ updatesLists }) => updatesLists,
    // `apt-get changelog`, `apt search` and others read the lists as well.
    needs: ({ verb, updatesLists }) => !updatesLists && verb !== 'clean' && verb !== 'remove',
    fetchesAgain: false,
    cleanVerbs: ['distclean', 'dist-clean'],
  },
  {
    tools: new Set(['apk']),
    // apk-cache(5): the second one, where a folder or a link with that name exists.
    folders: () => [packageFolders.apk, packageFolders.apkCache],
    cleanUp: () => `rm -rf ${packageFolders.apk}/*`,
    leaves: (command) =>
      (installs(command) || command.verb === 'update') &&
      !hasOption(command.args, '--no-cache') &&
      !isOffline(command) &&
      !isElsewhere(command),
    needs: (command) => installs(command) && isOffline(command),
    fetchesAgain: true,
    cleanVerbs: [],
  },
  {
    // Each of them can be another one by its real name: yum is dnf on Red Hat 8 and later, dnf is dnf5 on Fedora 41 and later.
    tools: programsWith('rpmInstaller'),
    folders: rpmCacheFolders,
    cleanUp: (tool) => `${tool} clean all`,
    leaves: installs,
    needs: never,
    fetchesAgain: true,
    cleanVerbs: ['clean'],
  },
  {
    tools: new Set(['zypper']),
    folders: () => [packageFolders.zypper],
    cleanUp: () => 'zypper clean --all',
    leaves: (command) => installs(command) || command.verb === 'update',
    needs: never,
    fetchesAgain: true,
    cleanVerbs: ['clean', 'cc'],
  },
  {
    // `pacman -Scc` asks whether to delete all files, and takes silence and --noconfirm as a no (sync_cleancache of pacman, src/pacman/sync.c).
    // `-Sc` keeps the files of installed packages.
    tools: new Set(['pacman']),
    folders: () => [packageFolders.pacman],
    cleanUp: () => `rm -rf ${packageFolders.pacman}/*`,
    leaves: (command) => installs(command) && !isElsewhere(command),
    needs: never,
    fetchesAgain: true,
    cleanVerbs: ['-Scc', '-S', '--clean'],
    asksToClean: true,
  },
  {
    // The databases of `pacman -Sy` alone, about 9 MB. With packages, the files of these are more.
    tools: new Set(['pacman']),
    folders: () => [packageFolders.pacmanLists],
    cleanUp: () => `rm -rf ${packageFolders.pacmanLists}/*`,
    leaves: (command) => command.verb === 'update' && !isElsewhere(command),
    needs: (command) => installs(command) && !/^-\w*y/.test(command.verbText),
    fetchesAgain: false,
    cleanVerbs: [],
  },
];

/** The commands of this family among those of a RUN. */
export function ofFamily(commands: readonly CommandFact[], { tools }: Leftover): PackageCommand[] {
  return commands.flatMap(({ packages }) => (packages && tools.has(packages.tool) ? [packages] : []));
}

/** Whether the command deletes what was left, or may do so: in its folder, or with the tool's own verb. */
export function isCleaning(place: InstructionCommand, stage: Stage, { folders, tools, cleanVerbs, asksToClean }: Leftover): boolean {
  const { packages, command } = place.command;
  if (packages && tools.has(packages.tool)) {
    const answered = command.operator === '|' || command.redirects.length > 0;
    return packages.verb === 'clean' && cleanVerbs.includes(packages.verbText.split(' ')[0]!) && (answered || !asksToClean);
  }
  return folders(stage).some((folder) => mayDeleteIn(folder, place));
}
