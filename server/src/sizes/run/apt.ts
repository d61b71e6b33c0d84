import { vendorPackagePattern } from '../../knowledge/vendor-packages.ts';
import { packageFolders } from '../../knowledge/folders.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { hasOption } from '../../shell/tools/options.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { packageClosure } from '../../facts/system-packages/closure.ts';
import { otherVersion } from '../../facts/system-packages/other-version.ts';
import { bytesOf } from '../../facts/system-packages/table.ts';
import type { PackageTable } from '../../facts/system-packages/table.ts';
import type { AptState } from '../apt/state.ts';
import type { StageState } from '../stage-state.ts';
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
    if (state.apt?.state !== 'known') {
      const reason = message('There is no package data for this image, so what {tool} installs is unknown.', { tool: apt.tool });
      draft.addUnknown(missing(state.apt) ?? reason);
      return;
    }
    const requested = namesOf(apt, context, state.apt.value);
    context.apt.install({ ...requested, recommends: !apt.noRecommends });
    if (state.keepsArchives) addArchives(requested.names, apt, context, state.apt.value);
  },
  upgrade: (apt, { draft, state }) => {
    const installed = state.apt?.state === 'known' ? bytesOf(state.apt.value.table, state.apt.value.installed) : 0;
    draft.add({
      parts: [],
      bytes: { low: 0, likely: upgrade.likely, high: upgrade.base + Math.round(installed * upgrade.share) },
      source: 'heuristic',
      detail: message('What {tool} {verb} replaces depends on the age of the image: this is an estimate.', {
        tool: apt.tool,
        verb: apt.verbText,
      }),
    });
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

/** Packages of Debian's own image have 120 MB, of which updates replace a part; of other packages, some are replaced. */
const upgrade = { likely: 10_000_000, base: 80_000_000, share: 0.5 };

/** Downloaded packages in relation to the unpacked ones: 0.19 to 0.35 in the measured layers of Debian 12. */
const archiveRatio = { low: 0.15, likely: 0.27, high: 0.45 };

/** The archives stay if the file has removed the hook that deletes them. */
function addArchives(names: readonly string[], apt: PackageCommand, { draft }: CommandContext, { table, installed }: AptState): void {
  const { packages } = packageClosure(table, names, { recommends: !apt.noRecommends, installed });
  const bytes = packages.reduce((sum, one) => sum + one.bytes, 0);
  const at = (ratio: number): number => Math.round(bytes * ratio);
  draft.add({
    parts: [{ name: message('downloaded packages'), bytes: at(archiveRatio.likely) }],
    bytes: { low: at(archiveRatio.low), likely: at(archiveRatio.likely), high: at(archiveRatio.high) },
    source: 'heuristic',
    path: archivesFolder,
    isWaste: true,
    detail: message('Downloaded packages stay in /var/cache/apt/archives.'),
  });
}

/** Why there is no table, if there will be one or should be one. */
function missing(apt: StageState['apt']): Message | undefined {
  if (!apt || apt.state === 'known') return undefined;
  return apt.state === 'pending' ? message('The table of packages is being loaded.') : apt.reason;
}

function addPackageLists({ state, draft }: CommandContext): void {
  if (state.apt?.state === 'known') {
    const { lists, isOwnRelease } = state.apt.value;
    const detail = message('Package lists that apt-get update leaves in /var/lib/apt/lists.');
    draft.add({
      parts: [{ name: message('package lists'), bytes: lists.likely }],
      bytes: { low: Math.round(lists.low), likely: lists.likely, high: Math.round(lists.high) },
      source: isOwnRelease ? 'packages' : 'heuristic',
      path: listsFolder,
      isWaste: true,
      detail,
    });
  } else {
    draft.addUnknown(missing(state.apt) ?? message("The size of this image's package lists is unknown."), listsFolder);
  }
}

interface RequestedNames {
  readonly names: readonly string[];
  /** Not in the table, or maybe from another repository. */
  readonly guessed: readonly string[];
  /** Whether a name stands for another version of the package that is requested. */
  readonly hasOtherVersions: boolean;
}

/** The requested packages. What may be any number of packages is recorded as unknown. */
function namesOf(apt: PackageCommand, context: CommandContext, { table }: AptState): RequestedNames {
  const { draft, state } = context;
  const names: string[] = [];
  const guessed: string[] = [];
  let hasOtherVersions = false;
  for (const { source, word } of apt.packages) {
    const pattern = source === 'repository' && word.variables.length === 0 && /^[\w.+*-]*\*[\w.+*-]*$/.test(word.value);
    const words = pattern ? [word.value] : source === 'repository' ? expandWords(word, context) : undefined;
    if (!words) {
      draft.addUnknown(message('What {name} installs is only known during the build.', { name: word.value }));
      continue;
    }
    for (const text of words) {
      const name = text.replace(/[=/:].*$/s, '').replace(/\+$/, (plus) => (table.indexOf(text) === undefined ? '' : plus));
      const found = pattern ? matching(name, table) : tableName(name, table);
      if (found.length === 0 || (state.hasForeignPackages && vendorPackagePattern.test(name))) guessed.push(name);
      else names.push(...found);
      hasOtherVersions ||= !pattern && found[0] !== undefined && found[0] !== name;
    }
  }
  return { names, guessed, hasOtherVersions };
}

/** The package in the table: itself, or another version of it. */
function tableName(name: string, table: PackageTable): readonly string[] {
  const found = table.indexOf(name) === undefined ? otherVersion(table, name) : name;
  return found === undefined ? [] : [found];
}

/** The packages whose names match a pattern with asterisks. */
function matching(pattern: string, table: PackageTable): readonly string[] {
  const expression = new RegExp(`^${pattern.replaceAll(/[.+]/g, String.raw`\$&`).replaceAll('*', '.*')}$`);
  return table.names.filter((name) => expression.test(name));
}
