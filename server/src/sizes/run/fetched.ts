import { baseName, joinPath } from '../../base/paths.ts';
import { message } from '../../base/message.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { runsInput } from '../../facts/downloads.ts';
import {
  archiveFormat,
  checkoutFiles,
  downloadSize,
  gitFolder,
  knownDownload,
  unknownInstaller,
  unpackingRatio,
} from '../../knowledge/downloads.ts';
import type { ShellWord } from '../../shell/script.ts';
import { exactBytes, multiplyBytes } from '../bytes.ts';
import type { FileGroup } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
import { bytesOf } from '../stage-state.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { nameOf, pathOf, symbolicPath, writeFile, writeContents } from './layer-files.ts';

/** curl and wget: a file, whose size is an estimate by its address. */
export const readDownload: CommandReader = (context) => {
  const { command } = context;
  const { download, output, folder } = command;
  if (!download) return false;
  for (const [i, url] of download.urls.entries()) {
    const address = nameOf(url, context);
    const to = i === 0 ? (download.outputWord ?? output?.files[0]?.word) : undefined;
    const text = download.output ?? to?.value;
    // Several addresses with -O are several files.
    const path = to && download.output === to.value ? pathOf(to, context) : text === undefined ? output && to && pathOf(to, context) : symbolicPath(folder, i === 0 ? text : baseName(url.value)); // prettier-ignore
    if (path === undefined || path.startsWith('/dev/')) continue;
    const detail = message('An estimate by the name of the download {source}.', { source: address });
    writeFile(path, downloadSize(address), { name: address, source: 'heuristic', detail }, context);
    context.state.recordDownload(path, address);
  }
  return true;
};

/** git clone: the files and the .git folder, which a later command may delete. */
export const readClone: CommandReader = (context) => {
  const { clone, folder } = context.command;
  if (!clone) return false;
  const source = nameOf(clone.url, context);
  const detail = message('An estimate: how large the repository {source} is, is only known during the build.', { source });
  const path = symbolicPath(folder, clone.directory) ?? `/${baseName(clone.directory)}`;
  writeContents(path, clone.url.value, checkoutFiles, { name: source, source: 'heuristic', detail }, context);
  const git = joinPath(path, '.git');
  const history = clone.depth === undefined ? gitFolder.whole : gitFolder.shallow;
  writeContents(git, clone.url.value, history, { name: git, source: 'heuristic', detail }, context);
  return true;
};

/** Subcommands of git that get commits or files, and those that change the files of a checkout. */
const gitVerbs: Readonly<Record<string, Bytes>> = {
  pull: checkoutFiles,
  fetch: gitFolder.whole,
  submodule: checkoutFiles,
  lfs: { low: 0, likely: 20_000_000, high: 2_000_000_000 },
  checkout: { low: 0, likely: 100_000, high: 50_000_000 },
  reset: { low: 0, likely: 100_000, high: 50_000_000 },
};

/** git in a checkout: an estimate of what it gets or writes. */
export const readGit: CommandReader = ({ command, draft }) => {
  const verb = command.program === 'git' ? firstOperand(command)?.value : undefined;
  const bytes = verb !== undefined && Object.hasOwn(gitVerbs, verb) ? gitVerbs[verb] : undefined;
  if (!bytes) return false;
  const name = `git ${verb}`;
  const detail = message('An estimate of what {command} writes.', { command: name });
  draft.add({ parts: [{ name, bytes: bytes.likely }], bytes, source: 'heuristic', detail });
  return true;
};

/** tar, unzip: the contents of the archive. */
export const readExtraction: CommandReader = (context) => {
  const { extraction, folder } = context.command;
  if (!extraction) return false;
  const into = extraction.directory === undefined ? folder : symbolicPath(folder, extraction.directory);
  const archive = extraction.archive === undefined ? undefined : symbolicPath(folder, extraction.archive);
  const known = archive === undefined ? undefined : context.state.fileAt(archive);
  const address = archive === undefined ? addressInPipeline(context) : context.state.downloadAt(archive);
  const name = extraction.archive ?? address ?? extraction.tool;
  const named = address === undefined ? undefined : knownDownload(address)?.unpacked;
  const counted = known?.source === undefined ? undefined : unpackedInContext(known.source, context);
  const packed = known ? bytesOf(known) : downloadSize(address ?? name);
  const bytes = counted ?? named ?? multiplyBytes(packed, unpackingRatio(archiveFormat(address ?? name)));
  const group: FileGroup =
    counted === undefined
      ? {
          name,
          source: 'heuristic',
          detail: message('An estimate of what {tool} unpacks from {archive}.', { tool: extraction.tool, archive: name }),
        }
      : { name, source: 'context', detail: message('What {tool} unpacks from {archive}.', { tool: extraction.tool, archive: name }) };
  writeContents(into ?? '/', name, extraction.complete || !counted ? bytes : { ...bytes, low: 0 }, group, context);
  return true;
};

function unpackedInContext(source: string, { facts }: CommandContext): Bytes | undefined {
  const { snapshot } = facts.build;
  const size = snapshot.state === 'known' ? snapshot.value.archives.get(source)?.unpackedSize : undefined;
  return size === undefined ? undefined : exactBytes(size);
}

/** A shell or interpreter that runs a download: `curl ... | sh`, `sh install.sh`, `./install.run`, `python get-pip.py`. */
export const readInstaller: CommandReader = (context) => {
  const { command, state, draft } = context;
  const address = runsInput(command) ? addressInPipeline(context) : addressOfProgram(context);
  if (address === undefined) return false;
  const name = command.program ?? address;
  const bytes = knownDownload(address)?.unpacked ?? unknownInstaller;
  const detail = message('An estimate of what the installer {source} writes.', { source: address });
  draft.add({ parts: [{ name: address, bytes: bytes.likely }], bytes, source: 'heuristic', path: `/${name}/installed`, detail });
  state.recordUnknownWrites();
  return true;
};

/** dpkg -i of a downloaded package. */
export const readPackageFile: CommandReader = (context) => {
  const { command } = context;
  if (command.program !== 'dpkg' || !command.args.some(({ value }) => value === '-i' || value === '--install')) return false;
  for (const word of command.args.filter(({ value }) => !value.startsWith('-'))) {
    const path = symbolicPath(command.folder, word.value);
    const file = path === undefined ? undefined : context.state.fileAt(path);
    const address = path === undefined ? undefined : context.state.downloadAt(path);
    const packed = file ? bytesOf(file) : downloadSize(word.value);
    const bytes = (address === undefined ? undefined : knownDownload(address)?.unpacked) ?? multiplyBytes(packed, unpackingRatio('deb'));
    const detail = message('An estimate of what {tool} unpacks from {archive}.', { tool: 'dpkg', archive: word.value });
    writeContents('/usr', word.value, bytes, { name: word.value, source: 'heuristic', detail }, context);
  }
  return true;
};

/** The address whose content a command reads from the pipeline before it. */
function addressInPipeline({ facts, instruction, command }: CommandContext): string | undefined {
  const all = facts.commandsOf(instruction);
  const before = all.slice(0, all.indexOf(command));
  // The first command of a pipeline has no pipe before it.
  const start = before.findLastIndex((one) => one.command.operator !== '|');
  return command.command.operator === '|' ? before.slice(start).findLast(({ download }) => download)?.download?.urls[0]?.value : undefined;
}

/** The address of the script or program that a command runs. */
function addressOfProgram(context: CommandContext): string | undefined {
  const { command, state } = context;
  const words: readonly (ShellWord | undefined)[] = [command.inner.nameWord, firstOperand(command)];
  for (const word of words) {
    const path = word && /[/.]/.test(word.value) ? pathOf(word, context) : undefined;
    const address = path === undefined ? undefined : state.downloadAt(path);
    if (address !== undefined) return address;
  }
  return undefined;
}

function firstOperand({ args }: CommandFact): ShellWord | undefined {
  return args.find(({ value }) => !value.startsWith('-'));
}
