import { message } from '../../base/message.ts';
import { expandWords } from '../../facts/commands/words.ts';
import { phpizeDeps } from '../../knowledge/alpine-image-packages.ts';
import { otherVersion } from '../../facts/system-packages/other-version.ts';
import { bytesOf } from '../../facts/system-packages/table.ts';
import { hasOption, optionOf } from '../../shell/tools/options.ts';
import { isSimulated } from '../../shell/tools/packages.ts';
import type { PackageCommand, PackageRequest } from '../../shell/tools/packages.ts';
import { indexPath } from '../apk/state.ts';
import type { ApkState } from '../apk/state.ts';
import type { CommandContext, CommandReader } from './context.ts';

/** apk of Alpine. */
export const readApk: CommandReader = (context) => {
  const { packages: apk } = context.command;
  const { draft, state } = context;
  if (apk?.tool !== 'apk') return false;
  if (isSimulated(apk)) return true;
  if (state.apk.state !== 'known') {
    draft.addUnknown(state.apk.state === 'pending' ? message('The table of packages is being loaded.') : state.apk.reason);
    return true;
  }
  actions[apk.verb]?.(apk, context, state.apk.value);
  return true;
};

type Action = (apk: PackageCommand, context: CommandContext, state: ApkState) => void;

const actions: Readonly<Partial<Record<PackageCommand['verb'], Action>>> = {
  install: (apk, context, state) => {
    addIndexes(apk, context, state);
    const requests = apk.packages.flatMap((request) => namesOf(request, context));
    const names = requests.flatMap((name) => tableName(name, state) ?? []);
    const guessed = requests.filter((name) => tableName(name, state) === undefined);
    const virtual = optionOf(apk.args, '-t', '--virtual')?.value;
    context.apk.install({
      names,
      guessed,
      virtual,
      isForeign: isForeign(apk) || requests.some((name) => state.table.indexOf(name) === undefined),
    });
  },
  update: (apk, context, state) => addIndexes(apk, context, state),
  remove: (apk, context) => context.apk.remove(apk.packages.flatMap(({ word }) => expandWords(word, context) ?? [])),
  clean: (_, { draft }) => draft.remove((path) => path === indexPath, false),
  upgrade: (apk, context, state) => {
    addIndexes(apk, context, state);
    const installed = bytesOf(state.table, state.installed);
    context.draft.add({
      parts: [],
      bytes: { low: 0, likely: upgrade.likely, high: upgrade.base + Math.round(installed * upgrade.share) },
      source: 'heuristic',
      detail: message('What apk upgrade replaces depends on the age of the image: this is an estimate.'),
    });
  },
  other: (_, { draft }) => draft.addSmallFiles(),
  download: (apk, { draft }) => {
    draft.addUnknown(message('What {tool} {verb} downloads is only known during the build.', { tool: apk.tool, verb: apk.verbText }));
  },
};

/** The packages of Alpine's own image that get updates, mostly of OpenSSL and BusyBox, have 7 MB; of other packages, some are replaced. */
const upgrade = { likely: 2_500_000, base: 8_000_000, share: 0.5 };

/** Without --no-cache, apk keeps the indexes that it downloads; an image has none at first. */
function addIndexes(apk: PackageCommand, { draft }: CommandContext, { table, distance, hasIndexes }: ApkState): void {
  const isFetched = apk.verb === 'update' || hasOption(apk.args, '-U', '--update', '--update-cache') || !hasIndexes;
  if (!isFetched || hasOption(apk.args, '--no-cache', '--no-network') || draft.holds((path) => path === indexPath)) return;
  const bytes = table.listsBytes;
  const error = distance === 0 ? 0.1 : 0.35;
  draft.add({
    parts: [{ name: message('indexes of repositories'), bytes }],
    bytes: { low: Math.round(bytes * (1 - error)), likely: bytes, high: Math.round(bytes * (1 + error)) },
    source: distance === 0 ? 'packages' : 'heuristic',
    path: indexPath,
    isWaste: true,
    detail: message('Indexes of the repositories that apk leaves in /var/cache/apk without --no-cache.'),
  });
}

/** Names of packages, without versions and repositories. What may be any number of packages is unknown. */
function namesOf(request: PackageRequest, context: CommandContext): readonly string[] {
  const { source, word } = request;
  if (/^"?\$\{?PHPIZE_DEPS\}?"?$/.test(word.raw)) return phpizeDeps;
  const words = source === 'repository' ? expandWords(word, context) : undefined;
  if (!words) context.draft.addUnknown(message('What {name} installs is only known during the build.', { name: word.value }));
  return (words ?? []).filter((text) => !text.startsWith('!')).map((text) => /^[^@=<>~]+/.exec(text)?.[0] ?? text);
}

/** The name in the table for a requested one: itself, a program's package, or another version. */
function tableName(name: string, { table }: ApkState): string | undefined {
  const plain = name.replace(/^cmd:/, '');
  return table.indexOf(plain) === undefined ? otherVersion(table, plain) : plain;
}

/** Whether packages come from another repository than that of the release. */
function isForeign({ args, packages }: PackageCommand): boolean {
  return hasOption(args, '-X', '--repository') || packages.some(({ word }) => word.value.includes('@'));
}
