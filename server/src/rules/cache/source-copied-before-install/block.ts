import { commandsIn } from '../../../facts/commands/command.ts';
import { absolutePath, contextPath, isAbsolutePath, isWithin, joinPath, pathBelow } from '../../../base/paths.ts';
import type { CopyDestination, CopySource } from '../../../facts/copy.ts';
import type { Scope, Stage } from '../../../model/model.ts';
import type { ShellCommand, ShellScript } from '../../../shell/script.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { roleOf } from './runs.ts';
import type { ProjectInstall, RunRole } from './runs.ts';

/** A COPY, or an ADD that only copies, of a whole folder of the context. */
export interface SourceCopy {
  readonly instruction: Instruction;
  readonly source: CopySource;
  readonly target: CopyDestination;
  /** The folder in the build context; `''` is its root. */
  readonly from: string;
  /** The absolute path of the folder in the image. */
  readonly to: string;
}

/** A RUN after the copy that could be moved before it, completely or in part. */
export interface InstallRun {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly role: RunRole;
  /** Whether only the first `role.independent` pieces can be moved: a later piece may need the sources. */
  readonly partial: boolean;
}

/** A copy of the sources, and the instructions after it up to the first one that may need the sources. */
export interface Block {
  readonly copy: SourceCopy;
  readonly runs: readonly InstallRun[];
  /** The installs of the project in folders that the copy fills. */
  readonly installs: readonly ProjectInstall[];
  /** The install that the finding names. */
  readonly first: PackageCommand;
  /** Whether the working directory changes between the copy and the last RUN. */
  readonly changesFolder: boolean;
}

/** Instructions that may be between the copy and the install, because they neither read nor change files. */
const configuration: ReadonlySet<string> = new Set([
  'WORKDIR', 'ENV', 'ARG', 'LABEL', 'EXPOSE', 'USER', 'SHELL', 'STOPSIGNAL', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'MAINTAINER',
]); // prettier-ignore

/** The COPY as a copy of sources. Undefined if it copies single files, does not copy from the context, or has an unknown destination. */
export function sourceCopy(instruction: Instruction, { facts, model }: RuleContext): SourceCopy | undefined {
  const copy = facts.copyOf(instruction);
  const [source, ...more] = copy?.sources ?? [];
  if (!copy?.fromContext || !source || more.length > 0 || source.kind !== 'path' || source.value === undefined) return undefined;
  const isFolder = source.value === '.' || /\/\.?$/.test(source.value) || source.match?.isDirectory === true;
  if (!isFolder) return undefined;
  const { destination: target, flags } = copy;
  if (
    !target ||
    flags.exclude.length > 0 ||
    flags.parents ||
    flags.keepGitDir ||
    flags.unpack !== undefined ||
    flags.checksum !== undefined
  )
    return undefined;
  if (/\s/.test(source.value) || target.value === undefined || /\s/.test(target.value)) return undefined;
  // If the working directory is unknown, commands and copies are relative to the same folder.
  const to = target.path ?? absolutePath(model.configBefore(instruction).workdir?.value ?? '/', target.value);
  return to !== undefined ? { instruction, source, target, from: contextPath(source.value), to } : undefined;
}

/** The block after a copy of sources. Undefined if nothing after it could be moved before it. */
export function blockOf(copy: SourceCopy, stage: Stage, context: RuleContext): Block | undefined {
  const runs: InstallRun[] = [];
  const following = stage.instructions.slice(stage.instructions.indexOf(copy.instruction) + 1);
  let changesFolder = false;
  let changedFolder = false;
  for (const instruction of following) {
    if (configuration.has(instruction.keyword)) {
      if (setsVariables(instruction) && copy.instruction.variables.length > 0) break;
      changedFolder ||= instruction.keyword === 'WORKDIR';
      continue;
    }
    const installRun = instruction.keyword === 'RUN' ? installRunOf(instruction, context) : undefined;
    if (!installRun || installRun.role.independent === 0 || mayReadSources(copy, installRun, instruction, context)) break;
    if (!installRun.partial || installRun.role.canSplit || installRun.role.first) {
      runs.push(installRun);
      changesFolder ||= changedFolder;
    }
    if (installRun.partial) break;
  }
  while (runs.length > 0 && !runs.at(-1)!.role.first) runs.pop();
  const installs = runs.flatMap(({ role }) => role.installs).filter((install) => readsManifestsOf(install, copy));
  const first = installs[0]?.command ?? runs.map(({ role }) => role.first).find(Boolean);
  return first ? { copy, runs, installs, first, changesFolder } : undefined;
}

/** Whether the install reads manifests that the copy adds: it runs in the copied folder or names files there. */
function readsManifestsOf({ command, folder }: ProjectInstall, { to }: SourceCopy): boolean {
  if (folder === undefined) return false;
  return isWithin(to, folder) || command.manifests.some(({ value }) => isWithin(to, absolutePath(folder, value) ?? ''));
}

/** Whether a moved command may read the sources in a way that is not understood: `npm --prefix /app ci`. */
function mayReadSources(copy: SourceCopy, { script, role }: InstallRun, run: Instruction, { facts, model }: RuleContext): boolean {
  const scope = model.scopeAt(run);
  if (role.installs.some(({ folder }) => folder === undefined)) return true;
  if (
    namesFilesByVariable(
      script.pieces.slice(0, role.independent).flatMap((piece) => piece.commands),
      copy,
      scope,
    )
  )
    return true;
  const understood = new Set(
    role.installs.filter((install) => readsManifestsOf(install, copy)).map(({ command }) => command.command.start),
  );
  // The base image may set WORKDIR to the folder that the copy fills.
  const isKnown = model.configBefore(run).workdir !== undefined || !isAbsolutePath(copy.target.value!);
  if (!isKnown && role.installs.some(({ command }) => !understood.has(command.command.start))) return true;
  const commands = script.pieces.slice(0, role.independent).flatMap((piece) => piece.commands);
  const folders = new Map(facts.commandsOf(run).map(({ command, folder }) => [command.start, folder]));
  // The folder after a `cd` is already known for the installs after it.
  return commands.some(
    ({ name, start, args }) =>
      name !== 'cd' &&
      !understood.has(start) &&
      args.some(({ value }) => mentions(value, copy.to) || mentionsRelative(value, folders.get(start), copy.to)),
  );
}

/** `pip install ./app`, `-e lib/python`, `go get ./...`: a path below the folder of the command that is, or contains, the copied folder. */
function mentionsRelative(word: string, folder: string | undefined, to: string): boolean {
  const [path] = word.replace(/^-[^=]*=/, '').split(/\/?\.\.\.$|\[/);
  if (path === undefined || !/^\.{0,2}\/|^\.{1,2}$|^\w[\w.-]*\/[\w./-]*$/.test(path) || path.startsWith('/')) return false;
  const full = folder === undefined ? undefined : absolutePath(folder, path);
  return full === undefined || isWithin(to, full) || (path.startsWith('.') && isWithin(full, to));
}

/** Whether a word with a variable, such as `-r $FILE`, names a file of the copied folder, or one that is not known. */
function namesFilesByVariable(commands: readonly ShellCommand[], { to }: SourceCopy, scope: Scope): boolean {
  return commands.some(({ args }) =>
    args.some((word, i) => {
      if (word.variables.length === 0) return false;
      const value = scope.expand(word.value);
      if (value !== undefined) return mentions(value, to) || (namesFile.test(value) && !value.startsWith('/'));
      return fileOption.test(word.value) || fileOption.test(args[i - 1]?.value ?? '');
    }),
  );
}

/** Options of pip, npm and other tools whose value is a file or folder. */
const fileOption =
  /^(?:-r|-c|-e|-f|-t|-C|--(?:requirements?|constraints?|editable|find-links|prefix|cwd|dir|directory|file|manifest-path|project))(?:=|$)/;

/** A relative path, or a name with the extension of a list or manifest. */
const namesFile = /\/|\.(?:txt|in|toml|json|ya?ml|lock|cfg|xml)$/;

/** `/app`, `/app/x`, `--prefix=/app`. A root folder cannot be checked this way. */
function mentions(word: string, folder: string): boolean {
  return folder !== '/' && isWithin(folder, word.replace(/^-[^=]*=/, '').replace(/\/$/, ''));
}

/** The context path of a file that an install reads. Undefined if the copy does not include it. */
export function contextPathOf(name: string, { folder }: ProjectInstall, { from, to }: SourceCopy): string | undefined {
  const path = folder === undefined ? undefined : absolutePath(folder, name);
  const inner = path === undefined ? undefined : pathBelow(to, path);
  return inner === undefined ? undefined : joinPath(from, inner);
}

function setsVariables({ keyword }: Instruction): boolean {
  return keyword === 'ENV' || keyword === 'ARG';
}

function installRunOf(run: Instruction, context: RuleContext): InstallRun | undefined {
  const script = context.scriptOf(run);
  // A bind mount provides the sources or manifests itself, so the install does not depend on the copy.
  const { facts, model } = context;
  const hasBindMount = facts.mountsOf(run).some(({ type }) => type?.type === 'bind');
  if (!script || script.opaque || run.json || run.heredocs.length > 0 || hasBindMount) return undefined;
  // If WORKDIR is unknown, COPY and RUN use the same folder, so relative paths can still be compared.
  const known = model.configBefore(run).workdir !== undefined;
  const commands = known ? facts.commandsOf(run) : commandsIn(script, { folder: '/', user: undefined, scope: model.scopeAt(run) });
  const role = roleOf(script, commands);
  return { run, script, role, partial: role.independent < script.pieces.length };
}
