import { packageFolders } from '../../../knowledge/folders.ts';
import { isMounted } from '../../../facts/mounts.ts';
import { lazy } from '../../../base/memoize.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Stage } from '../../../model/model.ts';
import type { ShellScript } from '../../../shell/script.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { appendCommand } from '../../../linter/edits/append-command.ts';
import { isCleaning, leftovers, ofFamily } from './leftovers.ts';
import type { Leftover } from './leftovers.ts';

type Messages = 'lists' | 'cache' | 'clean-up' | 'no-cache';

export const rule = defineRule<Messages>({
  id: 'package-lists-left',
  category: 'size',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'a RUN deletes package lists or caches at its end, or apk runs with --no-cache',
  since: '0.1.0',
  aliases: ['DL3009', 'DL3019', 'DL3032', 'DL3036', 'DL3040'],
  summary: 'Package lists and caches stay in the layer, although they are not needed.',
  messages: {
    lists: 'The package lists that this command downloads stay in the layer (about 20 MB on Debian). Delete them in the same RUN.',
    cache: '{tool} {verb} leaves files in {folder}, which stay in the layer. Delete them in the same RUN.',
    'clean-up': 'Add {command}',
    'no-cache': 'Add --no-cache',
  },
  on: {
    stage(stage, context) {
      if (!stage.isInFinalImage || stage.os !== 'linux') return;
      const own = runsOf(stage, context);
      const runs = lazy(() => [...own, ...stagesBasedOn(stage, context).flatMap((other) => runsOf(other, context))]);
      for (const leftover of leftovers) {
        const cleaning = lazy(() => runs().findLastIndex(({ commands }) => commands.some((command) => isCleaning(command, leftover))));
        const needing = lazy(() => runs().findLastIndex(({ commands }) => needsEarlierLists(commands, leftover)));
        own.forEach((run, i) => check(leftover, run, { cleans: () => i < cleaning(), needs: () => i < needing() }, context));
      }
    },
  },
});

interface Run {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly commands: readonly CommandFact[];
}

/** Whether a later RUN, in this stage or a stage based on it, deletes the files or needs them. */
interface Later {
  readonly cleans: () => boolean;
  readonly needs: () => boolean;
}

function runsOf({ instructions }: Stage, { facts, scriptOf }: RuleContext<Messages>): Run[] {
  return instructions.flatMap((run) => {
    const script = run.keyword === 'RUN' ? scriptOf(run) : undefined;
    return script ? [{ run, script, commands: facts.commandsOf(run) }] : [];
  });
}

/** The stages of the final image that are based on this one, directly or indirectly. */
function stagesBasedOn(stage: Stage, { model }: RuleContext<Messages>): Stage[] {
  const family = new Set([stage]);
  for (const other of model.stages) if (other.parent && family.has(other.parent)) family.add(other);
  return [...family].filter((other) => other !== stage && other.isInFinalImage);
}

function check(leftover: Leftover, { run, script, commands: all }: Run, later: Later, context: RuleContext<Messages>): void {
  if (script.opaque) return;
  const commands = ofFamily(all, leftover);
  const leaving = commands.find(leftover.leaves);
  if (!leaving?.verbWord || isMounted(context.facts.mountsOf(run), leftover.folder)) return;
  const lastLeaving = commands.findLast(leftover.leaves)!.command.start;
  if (all.some((fact) => fact.command.start > lastLeaving && isCleaning(fact, leftover))) return;
  // Deleted in a later layer, which another rule reports.
  if (later.cleans()) return;
  context.report({
    at: leaving.verbWord,
    message: leftover.folder === packageFolders.aptLists ? 'lists' : 'cache',
    data: { tool: leaving.tool, verb: leaving.verbText, folder: leftover.folder },
    fixes: later.needs() ? [] : fixes(leftover, commands, run, script, context),
  });
}

/** Whether these commands use the lists of an earlier RUN. */
function needsEarlierLists(commands: readonly CommandFact[], leftover: Leftover): boolean {
  for (const command of ofFamily(commands, leftover)) {
    if (leftover.leaves(command) && !leftover.needs(command)) return false;
    if (leftover.needs(command)) return true;
  }
  return false;
}

function fixes(
  leftover: Leftover,
  commands: readonly PackageCommand[],
  run: Instruction,
  script: ShellScript,
  { model }: RuleContext<Messages>,
): ReportedFix<Messages>[] {
  const leavingCommands = commands.filter(leftover.leaves);
  if (leftover.tools.has('apk') && leavingCommands.every(({ verb }) => verb === 'install')) {
    return [{ title: 'no-cache', level: 'safe', edits: leavingCommands.map(withoutCache) }];
  }
  const conditional = leavingCommands.some(({ command }) => command.containers.length > 0 || command.operator === '||');
  if (conditional) return [];
  const edit = appendCommand(model, run, script, leftover.cleanUp);
  return edit ? [{ title: 'clean-up', data: { command: leftover.cleanUp }, level: 'safe', edits: [edit] }] : [];
}

/**
 * Replaces `--update`, which `--no-cache` includes, or inserts `--no-cache` after the subcommand.
 * https://wiki.alpinelinux.org/wiki/Apk_Tools
 */
function withoutCache({ args, verbWord }: PackageCommand): TextEdit {
  const update = optionOf(args, '-U', '--update', '--update-cache');
  const alone = update && update.word.raw === update.name;
  const { start, end } = alone ? update.word : { start: verbWord!.end, end: verbWord!.end };
  return { start, end, newText: alone ? '--no-cache' : ' --no-cache' };
}
