import { vendorPackagePattern } from '../../knowledge/vendor-packages.ts';
import { packageFolders } from '../../knowledge/folders.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { hasOption } from '../../shell/tools/options.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { message } from '../../base/message.ts';
import { exactBytes } from '../bytes.ts';
import { widen } from './apt-draft.ts';
import type { CommandReader, CommandContext } from './context.ts';
import { expandWords } from '../../facts/commands/words.ts';

/**
 * Where apt stores lists and archives. One path stands for all files there, so that a command that deletes the folder's contents deletes
 * them.
 */
const listsFolder = `${packageFolders.aptLists}/deb_lists`;
const archivesFolder = `${packageFolders.aptArchives}/package.deb`;

/** apt-get, apt and aptitude, and add-apt-repository, which downloads the package lists by default. */
export const readApt: CommandReader = (context) => {
  const { program, args, packages: apt } = context.command;
  if (program === 'add-apt-repository') {
    if (!args.some(({ value }) => value === '-n' || value === '--no-update')) addPackageLists(context);
    return true;
  }
  if (!apt || !hasRole(apt.tool, 'apt')) return false;
  if (apt.updatesLists) addPackageLists(context);
  actions[apt.verb]?.(apt, context);
  return true;
};

type Action = (apt: PackageCommand, context: CommandContext) => void;

const actions: Readonly<Partial<Record<PackageCommand['verb'], Action>>> = {
  install: (apt, context) => {
    const { draft, state } = context;
    if (!state.apt) {
      draft.addUnknown(
        state.tableMissing ?? message('There is no package data for this image, so what {tool} installs is unknown.', { tool: apt.tool }),
      );
      return;
    }
    const names = namesOf(apt, context);
    if (names) context.apt.install(names, !apt.noRecommends);
    if (state.keepsArchives) draft.addUnknown(message('Downloaded packages stay in /var/cache/apt/archives.'), archivesFolder);
  },
  upgrade: (apt, { draft }) => {
    draft.addUnknown(message('What {tool} {verb} upgrades is only known during the build.', { tool: apt.tool, verb: apt.verbText }));
  },
  remove: (apt, context) => {
    const names = apt.packages.flatMap((request) => expandWords(request.word, context) ?? []);
    context.apt.remove(names);
    if (apt.verbText.startsWith('auto') || hasOption(apt.args, '--auto-remove', '--autoremove')) context.apt.autoremove();
  },
  clean: (_, { draft }) => {
    draft.remove((path) => path === archivesFolder, false);
  },
  download: (apt, { draft }) => {
    draft.addUnknown(message('What {tool} {verb} downloads is only known during the build.', { tool: apt.tool, verb: apt.verbText }));
  },
};

function addPackageLists({ state, draft }: CommandContext): void {
  if (state.apt) {
    const lists = state.apt.table.listsBytes;
    const detail = message('Package lists that apt-get update leaves in /var/lib/apt/lists.');
    draft.add({
      parts: [{ name: message('package lists'), bytes: lists }],
      bytes: widen(exactBytes(lists), state.apt),
      source: state.apt.isOwnRelease ? 'packages' : 'heuristic',
      path: listsFolder,
      isWaste: true,
      detail,
    });
  } else {
    draft.addUnknown(state.tableMissing ?? message("The size of this image's package lists is unknown."), listsFolder);
  }
}

/** The requested packages. Names that are not in the table, or that may come from another repository, are recorded as unknown. */
function namesOf(apt: PackageCommand, context: CommandContext): readonly string[] | undefined {
  const { draft, state } = context;
  const names: string[] = [];
  for (const { source, word } of apt.packages) {
    const words = source === 'repository' ? expandWords(word, context) : undefined;
    if (!words) {
      draft.addUnknown(message('What {name} installs is only known during the build.', { name: word.value }));
      continue;
    }
    for (const text of words) {
      const name = text.replace(/[=/:].*$/s, '').replace(/\+$/, (plus) => (state.apt?.table.indexOf(text) === undefined ? '' : plus));
      if (state.apt?.table.indexOf(name) === undefined) draft.addUnknown(message('There is no Debian package {name}.', { name }));
      else if (state.hasForeignPackages && vendorPackagePattern.test(name)) {
        draft.addUnknown(message('{name} may come from a package repository that this file adds, instead of Debian.', { name }));
      } else names.push(name);
    }
  }
  return names;
}
