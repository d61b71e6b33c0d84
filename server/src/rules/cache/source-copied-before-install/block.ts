import { commandsIn } from '../../../facts/commands/command.ts';
import { absolutePath, contextPath, isWithin, joinPath, pathBelow } from '../../../base/paths.ts';
import type { CopyDestination, CopySource } from '../../../facts/copy.ts';
import type { Stage } from '../../../model/model.ts';
import type { ShellScript } from '../../../shell/script.ts';
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
  /** The folder in the context, `''` for its root. */
  readonly from: string;
  /** The absolute folder in the image. */
  readonly to: string;
}

/** A RUN behind the copy that could go before it, wholly or in its first pieces. */
export interface InstallRun {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly role: RunRole;
  /** Not all of it: behind `role.free` pieces something may need the sources. */
  readonly partial: boolean;
}

/** A copy of the sources and what comes behind it, up to the first instruction that may need them. */
export interface Block {
  readonly copy: SourceCopy;
  readonly runs: readonly InstallRun[];
  /** The project's installs, those in folders that the copy fills. */
  readonly installs: readonly ProjectInstall[];
  /** What the finding names. */
  readonly first: PackageCommand;
  /** The working folder changes between the copy and the last run. */
  readonly moves: boolean;
}

/** What may stand between the copy and the install without seeing the one or changing the other. */
const configuration: ReadonlySet<string> = new Set([
  'WORKDIR', 'ENV', 'ARG', 'LABEL', 'EXPOSE', 'USER', 'SHELL', 'STOPSIGNAL', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'MAINTAINER',
]); // prettier-ignore

/** The COPY as a copy of sources; undefined where it copies single files, from elsewhere, or to where nobody can tell. */
export function sourceCopy(instruction: Instruction, { facts, model }: RuleContext): SourceCopy | undefined {
  const copy = facts.copyOf(instruction);
  const [source, ...more] = copy?.sources ?? [];
  const { destination: target, flags } = copy ?? {};
  if (!copy?.fromContext || !source || !target || more.length > 0 || source.kind !== 'path' || source.value === undefined) return undefined;
  if (flags!.exclude.length > 0 || flags!.parents || flags!.keepGitDir || flags!.unpack !== undefined || flags!.checksum !== undefined)
    return undefined;
  if (/\s/.test(source.value) || target.value === undefined || /\s/.test(target.value)) return undefined;
  const isFolder = source.value === '.' || /\/\.?$/.test(source.value) || source.match?.isDirectory === true;
  // Where the working directory is not known, commands and copies are relative to the same one.
  const to = target.path ?? absolutePath(model.configBefore(instruction).workdir?.value ?? '/', target.value);
  return isFolder && to !== undefined ? { instruction, source, target, from: contextPath(source.value), to } : undefined;
}

/** The block that a copy of sources opens; undefined where nothing behind it could go first. */
export function blockOf(copy: SourceCopy, stage: Stage, context: RuleContext): Block | undefined {
  const runs: InstallRun[] = [];
  const behind = stage.instructions.slice(stage.instructions.indexOf(copy.instruction) + 1);
  let moves = false;
  let movesNow = false;
  for (const instruction of behind) {
    if (configuration.has(instruction.keyword)) {
      if (setsVariables(instruction) && copy.instruction.variables.length > 0) break;
      movesNow ||= instruction.keyword === 'WORKDIR';
      continue;
    }
    const installRun = instruction.keyword === 'RUN' ? installRunOf(instruction, context) : undefined;
    if (!installRun || installRun.role.free === 0 || leadsInto(copy, installRun)) break;
    if (!installRun.partial || installRun.role.divisible || installRun.role.first) {
      runs.push(installRun);
      moves ||= movesNow;
    }
    if (installRun.partial) break;
  }
  while (runs.length > 0 && !runs.at(-1)!.role.first) runs.pop();
  const installs = runs.flatMap(({ role }) => role.installs).filter((install) => goesBy(install, copy));
  const first = installs[0]?.command ?? runs.map(({ role }) => role.first).find(Boolean);
  return first ? { copy, runs, installs, first, moves } : undefined;
}

/** Whether the install reads manifests that the copy brings: it runs in the folder, or names them there. */
function goesBy({ command, folder }: ProjectInstall, { to }: SourceCopy): boolean {
  if (folder === undefined) return false;
  return isWithin(to, folder) || command.manifests.some(({ value }) => isWithin(to, absolutePath(folder, value) ?? ''));
}

/** Whether a command that would go first leads to the sources in a way that nobody has understood: `npm --prefix /app ci`. */
function leadsInto(copy: SourceCopy, { script, role }: InstallRun): boolean {
  if (role.installs.some(({ folder }) => folder === undefined)) return true;
  const understood = new Set(role.installs.filter((install) => goesBy(install, copy)).map(({ command }) => command.command.start));
  const commands = script.pieces.slice(0, role.free).flatMap((piece) => piece.commands);
  // Where a `cd` leads to is known of the installs behind it.
  return commands.some(
    ({ name, start, args }) => name !== 'cd' && !understood.has(start) && args.some(({ value }) => mentions(value, copy.to)),
  );
}

/** `/app`, `/app/x`, `--prefix=/app`. Of the root nothing can be told that way. */
function mentions(word: string, folder: string): boolean {
  return folder !== '/' && isWithin(folder, word.replace(/^-[^=]*=/, '').replace(/\/$/, ''));
}

/** Where the context has a file that an install reads; undefined where the copy does not bring it. */
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
  // A bind mount brings the sources, or the manifests, by itself: then the copy is not what the install waits for.
  const { facts, model } = context;
  const hasBindMount = facts.mountsOf(run).some(({ type }) => type?.type === 'bind');
  if (!script || script.opaque || run.json || run.heredocs.length > 0 || hasBindMount) return undefined;
  // Where WORKDIR is not known, COPY and RUN start from the same place: paths relative to it can be compared all the same.
  const known = model.configBefore(run).workdir !== undefined;
  const commands = known ? facts.commandsOf(run) : commandsIn(script, { folder: '/', user: undefined, scope: model.scopeAt(run) });
  const role = roleOf(script, commands);
  return { run, script, role, partial: role.free < script.pieces.length };
}
