import { shellPath } from '../../base/paths.ts';
import { commandsOf, factsAbout } from '../../facts/commands/command.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { sizeOfKind } from '../../knowledge/file-sizes.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { Output } from '../../shell/tools/writes.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { Bytes } from '../size.ts';
import type { CommandReader, CommandContext } from './context.ts';
import { appendTo } from './files.ts';
import { readSystemPackages } from './system-packages.ts';
import { pathOf, writeFile } from './layer-files.ts';
import { expandWords } from '../../facts/commands/words.ts';

/** Package managers without a table: the size of installs is unknown, or an estimate by the number of names; cleaning adds nothing. */
export const readOtherPackages: CommandReader = (context) => {
  const { command, draft } = context;
  const found = command.packages;
  if (!found) return false;
  if (found.kind === 'system' && readSystemPackages(found, context)) return true;
  if (found.verb === 'clean' || isInfoCommand(command)) return true;
  if (found.verb === 'other' && writesManifest(found)) draft.addSmallFiles();
  else draft.addUnknown(reasonOf(found));
  return true;
};

/** Whether a command writes a manifest or a setting, and installs nothing. `npm init vite` is different: it runs a package. */
function writesManifest({ tool, kind, verbText, args }: PackageCommand): boolean {
  if (kind === 'language' && verbText === 'init') return args.operands.length === 0 || !hasRole(tool, 'packageInit');
  return /^(?:config|version|whoami|login|chef prepare|mod (?:init|edit|verify))\b/.test([verbText, args.operands[0]?.value].join(' '));
}

function reasonOf({ tool, verb, verbText, project, manifests }: PackageCommand): Message {
  const command = `${tool} ${verbText}`.trim();
  if (verb === 'run' || verb === 'build') return message('What {command} creates is only known during the build.', { command });
  if (manifests[0]) return message('The sizes of the packages in {file} are only known during the build.', { file: manifests[0].value });
  if (project)
    return message("{command} installs the packages in the project's manifests; their sizes are only known during the build.", {
      command,
    });
  return message('The sizes of the packages that {command} installs are unknown.', { command });
}

/** Subcommands that write at most settings, of tools that have other subcommands. */
const smallVerbs: Readonly<Record<string, RegExp>> = {
  git: /^(?:config|init|rev-parse|describe|log|status|--version)$/,
  npm: /^(?:config|set)$/,
  dpkg: /^(?:--print-architecture|--print-foreign-architectures|--add-architecture|-l|-L|-s|-S|--list|--listfiles|--status|--search|--get-selections|--set-selections|--compare-versions)$/,
  'dpkg-query': /./,
  'dpkg-architecture': /./,
  'dpkg-divert': /./,
  go: /^(?:version|env)$/,
};

/** Programs that write nothing or only small files, and commands that only print something (`node --version`). */
export const readSmallCommand: CommandReader = (context) => {
  const { command, draft } = context;
  const { program: tool, args } = command;
  if (tool === undefined) return command.inner.nameWord === undefined;
  const reads = (hasRole(tool, 'reader', 'readerByDefault', 'shellState') && !runsOtherCommands(command)) || isInfoCommand(command);
  const verb = Object.hasOwn(smallVerbs, tool) ? smallVerbs[tool] : undefined;
  const writesLittle =
    (hasRole(tool, 'settingsTool', 'accountTool', 'smallFileTool') && !hasLargerEffect(context)) ||
    command.writing?.mode === 'folder' ||
    (verb?.test(args[0]?.value ?? '') ?? false);
  if (!reads && !writesLittle) return false;
  if (command.output) return recordOutput(command.output, context);
  if (!reads) recordFolders(context);
  if (!reads) draft.addSmallFiles();
  return true;
};

/** Records the folders that mkdir creates, and the home folders of new users. */
function recordFolders(context: CommandContext): void {
  const { command, draft, state } = context;
  const { account, folder, writing } = command;
  if (account?.kind === 'user') draft.addFolder(account.home ?? `/home/${account.name.value}`);
  // With mkdir -p the folder may have existed before, with unknown contents.
  if (writing?.mode !== 'folder') return;
  for (const word of writing.targets) {
    for (const text of expandWords(word, context) ?? []) {
      const path = shellPath(folder, text);
      if (path === undefined) continue;
      if (!writing.keepsExisting || !state.isOpaqueAt(path)) draft.addFolder(path);
      state.addFolder(path);
    }
  }
}

/** `find -exec`: the command that it runs may write. */
function runsOtherCommands({ args }: CommandFact): boolean {
  return args.some(({ value }) => /^-(?:exec|execdir|ok|fprint)/.test(value));
}

/** `apt-mark auto` affects what autoremove removes; `curl | tee` writes what curl downloads. */
function hasLargerEffect({ model, instruction, command }: CommandContext): boolean {
  const { args, program, script } = command;
  if (program === 'apt-mark') return /^(?:auto|manual|minimize-manual)$/.test(args[0]?.value ?? '');
  const piece = program === 'tee' ? script.pieces.find(({ commands }) => commands.includes(command.command)) : undefined;
  return piece !== undefined && factsAbout(piece.commands, commandsOf(model, instruction)).some(({ download }) => download !== undefined);
}

function isInfoCommand({ args }: CommandFact): boolean {
  return args.length === 1 && args.every(({ value }) => /^(?:--?version|--?help|-[vVh]|version|help)$/.test(value));
}

/** What a program that reads texts writes to a file of any name. An estimate: settings and lists. */
const filteredText: Bytes = { low: 0, likely: 3_000, high: 2_000_000 };

/** The redirected output of echo and printf is small; the output of other programs can have any size. */
function recordOutput({ files, isText }: Output, context: CommandContext): true {
  const { command, draft } = context;
  const { folder, program = '' } = command;
  const [first] = files;
  for (const { word, appends } of files) {
    const path = appends ? pathOf(word, context) : undefined;
    if (path !== undefined) appendTo(path, program, context);
  }
  if (isText || !first) {
    draft.addSmallFiles();
    return true;
  }
  const { literal, value: file } = first.word;
  const path = pathOf(first.word, context);
  if (path !== undefined && hasRole(program, 'reader', 'readerByDefault')) {
    const detail = message('What {command} writes to {file}: an estimate by its name.', { command: program, file });
    writeFile(path, sizeOfKind(path) ?? filteredText, { name: file, source: 'heuristic', detail }, context);
    return true;
  }
  draft.addUnknown(
    message('What {command} writes to {file} is only known during the build.', { command: program, file }),
    literal ? shellPath(folder, file) : undefined,
  );
  return true;
}

/** The last reader: every command that no other reader supports. */
export const readUnknown: CommandReader = ({ command, draft, state }) => {
  const { nameWord, assignments } = command.command;
  const name = nameWord?.raw ?? assignments[0]?.name ?? '';
  draft.addUnknown(message('What {command} writes is only known during the build.', { command: name }));
  state.recordUnknownWrites();
  return true;
};
