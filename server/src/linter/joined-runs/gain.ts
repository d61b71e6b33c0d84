import { changesAllOf } from '../../facts/file-changes.ts';
import type { AddedPath, FileChanges } from '../../facts/file-changes.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { isApt, usesLists } from '../../facts/apt/lists.ts';
import { isCleaning, leftovers, ofFamily } from '../../facts/leftovers.ts';
import type { Leftover } from '../../facts/leftovers.ts';
import { toolCache } from '../../knowledge/tool-caches.ts';
import { fillsCache } from '../../facts/tool-caches.ts';
import type { Work } from '../../base/work.ts';
import type { RuleContext } from '../rule.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { Instruction } from '../../syntax/tree.ts';

/** What two RUN instructions gain if they become one: the id of a message and its values. */
export interface Gain {
  readonly message: 'stale' | 'lists' | 'deleted' | 'caches' | 'changed';
  readonly data?: Readonly<Record<string, string>>;
  /** For stale lists: whether their RUN installs nothing itself. */
  readonly isUpdateAlone?: boolean;
}

interface Run {
  readonly run: Instruction;
  readonly commands: readonly CommandFact[];
  readonly files: FileChanges;
}

/** Longer groups are not written by hand: only their first instructions are compared with each other. */
const mostRuns = 50;

/** What is gained for certain if RUN instructions become one: no stale package lists, or fewer bytes. Undefined if nothing is known. */
export function* gainOf(
  runs: readonly Instruction[],
  stage: Stage,
  { facts, model }: Pick<RuleContext<string>, 'facts' | 'model'>,
): Work<Gain | undefined> {
  const all = runs.slice(0, mostRuns).map((run): Run => ({ run, commands: facts.commandsOf(run), files: facts.filesOf(run) }));
  const readers = [staleLists, (a: Run, b: Run) => deletedLater(a, b, stage, model), changedLater];
  for (const read of readers) {
    for (const [i, earlier] of all.entries()) {
      for (const later of all.slice(i + 1)) {
        const gain = read(earlier, later);
        if (gain) return gain;
      }
      yield;
    }
  }
  return undefined;
}

/** `apt-get update` in one RUN, and in a later one an install that has no lists of its own. */
function staleLists(earlier: Run, later: Run): Gain | undefined {
  const update = earlier.commands.findLast(({ packages }) => packages?.verb === 'update' && isApt(packages.tool))?.packages;
  const first = later.commands.find(({ packages }) => packages && isApt(packages.tool) && listsMatter.has(packages.verb))?.packages;
  if (!update || !first || first.verb === 'update') return undefined;
  const isUpdateAlone = !usesLists(earlier.commands);
  return { message: 'stale', data: { update: nameOf(update), install: nameOf(first) }, isUpdateAlone };
}

const listsMatter: ReadonlySet<string> = new Set(['update', 'install', 'upgrade', 'download']);

function nameOf({ tool, verbText }: PackageCommand): string {
  return verbText === '' ? tool : `${tool} ${verbText}`;
}

/** Files, packages and caches of one RUN that a later one deletes. */
function deletedLater(earlier: Run, later: Run, stage: Stage, model: DockerfileModel): Gain | undefined {
  const keptByEarlier = (added: AddedPath): boolean => added.certain && added.by !== 'text' && !isDeletedAgain(added, earlier);
  for (const added of earlier.files.added.filter(keptByEarlier)) {
    if (!later.files.removed.some(({ covers, path }) => path !== '/' && covers(added))) continue;
    return added.by === 'lists' ? { message: 'lists' } : { message: 'deleted', data: { name: added.path } };
  }
  const removed = later.files.packages.find(
    ({ name, change }) => change === 'removed' && earlier.files.packages.findLast((it) => it.name === name)?.change === 'installed',
  );
  if (removed) return { message: 'deleted', data: { name: removed.name } };
  const family = leftovers.find((leftover) => {
    const leaving = lastLeaving(earlier, leftover);
    if (!leaving) return false;
    const after = earlier.commands.filter(({ command }) => command.start > leaving.command.start);
    if (after.some((command) => isCleaning({ model, instruction: earlier.run, command }, stage, leftover))) return false;
    const cleansByVerb = later.commands.some(
      (command) => command.packages && isCleaning({ model, instruction: later.run, command }, stage, leftover),
    );
    return cleansByVerb || leftover.folders(stage).some((folder) => deletesFolder(folder, later));
  });
  if (family)
    return family.fetchesAgain ? { message: 'caches', data: { name: ofFamily(earlier.commands, family)[0]!.tool } } : { message: 'lists' };
  return cacheCleanedLater(earlier, later);
}

function lastLeaving({ commands }: Run, leftover: Leftover): PackageCommand | undefined {
  return ofFamily(commands, leftover).findLast(leftover.leaves);
}

function isDeletedAgain(added: AddedPath, { files }: Run): boolean {
  return files.removed.some(({ at, covers }) => at.start > added.at.start && covers(added));
}

function deletesFolder(path: string, { files }: Run): boolean {
  return files.removed.some(({ covers }) => covers({ path, kind: 'folder' }));
}

/** The cache of a language's package manager: `pip cache purge`, `rm -rf /root/.npm`. */
function cacheCleanedLater(earlier: Run, later: Run): Gain | undefined {
  const cleans = (tool: string, run: Run): boolean =>
    run.commands.some(({ packages }) => packages?.tool === tool && packages.verb === 'clean') ||
    (toolCache(tool)?.folders.some((folder) => deletesFolder(folder, run)) ?? false);
  const filling = earlier.commands.find((command) => command.packages?.kind === 'language' && fillsCache(command))?.packages;
  if (!filling || cleans(filling.tool, earlier) || !cleans(filling.tool, later)) return undefined;
  return { message: 'caches', data: { name: nameOf(filling) } };
}

/** Files of one RUN that a later one changes, which stores them a second time. */
function changedLater(earlier: Run, later: Run): Gain | undefined {
  const added = earlier.files.added.filter((path) => path.certain && path.by !== 'text' && !isDeletedAgain(path, earlier));
  for (const changed of later.files.changed) {
    const again = added.find((path) => changesAllOf(changed, path));
    if (again) return { message: 'changed', data: { program: changed.program, name: again.path } };
  }
  return undefined;
}
