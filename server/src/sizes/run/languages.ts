import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { isWithin, joinPath, parentOf, shellPath } from '../../base/paths.ts';
import { homeOf } from '../../facts/commands/home.ts';
import { cacheFoldersOf, fillsCache } from '../../facts/tool-caches.ts';
import { dotnetSizes, languageSizes, toolSizes } from '../../knowledge/language-sizes.ts';
import type { LanguageSizes } from '../../knowledge/language-sizes.ts';
import { programName } from '../../knowledge/programs.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import type { LockedPackage } from '../../manifests/project.ts';
import { hasOption, optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { exactBytes, multiplyBytes } from '../bytes.ts';
import { contextSource, imageFiles } from '../image-files.ts';
import { installedFolder } from '../installed.ts';
import type { Bytes } from '../size.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { addWritten } from './written.ts';

/** Package managers without a table of packages: the size follows from their number, if a lock file tells it, and is wide otherwise. */
export const readLanguage: CommandReader = (context) => {
  const { packages } = context.command;
  if (packages?.tool === 'dotnet') return readDotnet(packages, context);
  const sizes = packages && languageSizes[packages.tool];
  if (!packages || !sizes) return readTool(context);
  const { verb } = packages;
  if (verb === 'clean') return clean(context);
  if (verb !== 'install' && verb !== 'upgrade' && verb !== 'download') return false;
  addPackages(packages, sizes, context);
  return true;
};

function addPackages(packages: PackageCommand, sizes: LanguageSizes, context: CommandContext): void {
  const { command, model, instruction } = context;
  const { tool, verbText } = packages;
  const locked = packages.project ? lockedIn(packages, context) : undefined;
  const named = packages.packages.length;
  const count = locked
    ? exactBytes(locked.length)
    : named > 0
      ? multiplyBytes(sizes.named, { low: 1, likely: named, high: named })
      : sizes.project;
  const installed = packages.project ? installedIn(packages, context) : undefined;
  const bytes = installed ?? multiplyBytes(sizes.one, count);
  const verb = `${tool} ${verbText}`.trim();
  const detail = installed
    ? message('The packages that are installed in {folder} of the project.', { folder: sizes.folder })
    : locked
      ? message('Packages that {command} installs: {count}. Their sizes are an estimate from Debian.', {
          command: verb,
          count: locked.length,
        })
      : message('{command} installs packages. Their number and sizes are an estimate.', { command: verb });
  const folder = sizes.folder.startsWith('/') ? sizes.folder : shellPath(command.folder, sizes.folder);
  addWritten(context, {
    path: `${folder ?? `/${sizes.folder}`}/packages`,
    bytes,
    source: installed ? 'installed' : 'heuristic',
    detail,
    name: message('packages'),
  });
  const stage = model.stageOf(instruction);
  const cache = stage && cacheFoldersOf(command, stage)?.[0];
  if (sizes.cache === 0 || cache === undefined || !fillsCache(command)) return;
  const name = message('downloaded packages');
  addWritten(context, { path: `${cache}/downloads`, bytes: multiplyBytes(bytes, exactBytes(sizes.cache)), source: 'heuristic', detail, name, isWaste: true }); // prettier-ignore
}

/** What is installed in the folder of the project; with `--no-dev`, packages for development may be a part of it. */
function installedIn({ tool, args }: PackageCommand, { command, state, facts, instruction }: CommandContext): Bytes | undefined {
  if (tool !== 'composer' || command.folder === undefined) return undefined;
  const source = contextSource(joinPath(command.folder, 'composer.json'), state, facts.mountsOf(instruction));
  const bytes = source === undefined ? undefined : installedFolder(facts.build, parentOf(source), 'vendor');
  if (bytes === undefined) return undefined;
  const share = hasOption(args, '--no-dev') ? { low: 0.3, likely: 0.8, high: 1.1 } : { low: 0.9, likely: 1, high: 1.1 };
  return multiplyBytes(exactBytes(bytes), share);
}

/** The packages of the lock file, without those for development if the command leaves them out. */
function lockedIn(
  { tool, args }: PackageCommand,
  { command, state, facts, instruction }: CommandContext,
): readonly LockedPackage[] | undefined {
  const option = optionOf(args, '-d', '--working-dir');
  const folder = option?.value === undefined ? command.folder : shellPath(command.folder, option.value);
  if (folder === undefined || (tool !== 'composer' && tool !== 'bundler')) return undefined;
  const project = manifestsOf(imageFiles(state, facts.build, facts.mountsOf(instruction))).project(tool, folder.slice(1));
  const locked = project?.locked().filter(({ dev, local }) => !local && !(dev && (hasOption(args, '--no-dev') || command.environment('COMPOSER_NO_DEV') === '1'))); // prettier-ignore
  return locked && locked.length > 0 ? locked : undefined;
}

function clean(context: CommandContext): boolean {
  const { command, model, instruction, draft } = context;
  const stage = model.stageOf(instruction);
  const folders = (stage && cacheFoldersOf(command, stage)) ?? [];
  draft.remove((path) => folders.some((folder) => isWithin(folder, path)), false);
  return true;
}

/** https://learn.microsoft.com/dotnet/core/deploying/ */
function readDotnet(packages: PackageCommand, context: CommandContext): boolean {
  const { command, state } = context;
  const { verbText, args } = packages;
  const add = (path: string | undefined, bytes: Bytes, detail: Message): void =>
    path === undefined ? context.draft.add({ parts: [], bytes, source: 'heuristic', detail }) : addWritten(context, { path, bytes, source: 'heuristic', detail }); // prettier-ignore
  if (/^(?:clean|nuget locals|new|sln|add|--info|dev-certs)\b/.test(verbText)) {
    if (packages.verb !== 'clean') context.draft.addSmallFiles();
    return true;
  }
  if (verbText === 'tool install') {
    add(
      `${homeOf(command.user)}/.dotnet/tools/${command.command.start}`,
      dotnetSizes.tool,
      message('A tool that dotnet installs. The size is an estimate.'),
    );
    return true;
  }
  if (!/^(?:download|build|run|install)$/.test(packages.verb)) return false;
  const cache = `${command.environment('NUGET_PACKAGES') ?? `${homeOf(command.user)}/.nuget/packages`}`;
  const key = `${cache} *`;
  if (!state.downloaded.has(key) && !hasOption(args, '--no-restore', '--no-build')) {
    if (!context.draft.isOnMount(cache)) state.downloaded.add(key);
    const name = message('packages of NuGet');
    addWritten(context, {
      path: `${cache}/packages`,
      bytes: dotnetSizes.packages,
      source: 'heuristic',
      name,
      detail: message('Packages that dotnet restores. Their sizes are an estimate.'),
    });
  }
  if (verbText === 'restore' || verbText === 'tool restore') return true;
  const inFolder = (word: string): string | undefined => shellPath(command.folder, word);
  add(inFolder('obj/build'), dotnetSizes.build, message('What dotnet builds. The size is an estimate.'));
  if (verbText !== 'publish') return true;
  const output = optionOf(args, '-o', '--output');
  const value = output?.valueWord ? command.valueOfWord(output.valueWord) : output?.value;
  const words = args.options.map(({ name, value: text }) => `${name}=${text ?? ''}`).join(' ');
  const isTrue = (name: string): boolean => new RegExp(`${name}[=:]?true`, 'i').test(words);
  const bytes = isTrue('PublishAot')
    ? dotnetSizes.native
    : isTrue('PublishTrimmed')
      ? dotnetSizes.trimmed
      : isTrue('self-contained') || isTrue('SelfContained') || / --(?:sc|self-contained)=(?: |$)/.test(` ${words}`)
        ? dotnetSizes.selfContained
        : {
            ...dotnetSizes.published,
            ...(hasOption(args, '-r', '--runtime', '--os', '-a', '--arch') && { high: dotnetSizes.selfContained.high }),
          };
  const path = value === undefined ? inFolder('bin/Release/publish/program') : shellPath(command.folder, `${value}/program`);
  add(path, bytes, message('What dotnet publishes. The size is an estimate.'));
  return true;
}

/** Build tools that are read by their program and their first words alone. */
function readTool(context: CommandContext): boolean {
  const { command } = context;
  if (command.program === undefined || command.output) return false;
  const name = programName(command.program);
  const words = command.args.map(({ value }) => value).join(' ');
  const entry = toolSizes.get(name)?.find((one) => one.words.test(words));
  if (!entry) return false;
  const folder = entry.folder.startsWith('~') ? entry.folder.replace('~', homeOf(command.user)) : shellPath(command.folder, entry.folder);
  const detail = message('{command} downloads and compiles. The size is an estimate for the usual project.', { command: name });
  addWritten(context, { path: `${folder ?? '/'}/${command.command.start}`, bytes: entry.bytes, source: 'heuristic', detail, name });
  return true;
}
