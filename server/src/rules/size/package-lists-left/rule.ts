import { loneUpdateOf } from '../../../facts/apt/lists.ts';
import { isMounted } from '../../../facts/mounts.ts';
import { lazy, memoize, memoizeWeak } from '../../../base/memoize.ts';
import { finish } from '../../../base/work.ts';
import type { Work } from '../../../base/work.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Facts } from '../../../facts/facts.ts';
import { ownProgramsInSteps, unreadInCommand } from '../../../facts/unread.ts';
import type { Stage } from '../../../model/model.ts';
import { isBase } from '../../../model/sources.ts';
import type { ShellScript } from '../../../shell/script.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { appendCommand } from '../../../linter/edits/append-command.ts';
import { asSameUser } from '../../../linter/edits/same-user.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { isCleaning, leftovers, ofFamily } from '../../../facts/leftovers.ts';
import type { Leftover } from '../../../facts/leftovers.ts';
import { laterUse } from './later-use.ts';
import type { LaterUse } from './later-use.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages = 'lists' | 'cache' | 'not-cleaned' | 'keeps-installed' | 'used-later' | 'may-be-used' | 'clean-up' | 'no-cache';

export const rule = defineRule<Messages>({
  id: 'package-lists-left',
  category: 'size',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'a RUN deletes package lists or caches at its end, or apk runs with --no-cache',
  since: '0.1.0',
  aliases: ['DL3009', 'DL3019', 'DL3032', 'DL3036', 'DL3040'],
  checks: [118, 119, 120, 121, 122],
  summary: 'Package lists and caches stay in the layer, although they are not needed.',
  messages: {
    lists: 'The package lists that this command downloads stay in the layer (about 20 MB on Debian). Delete them in the same RUN.',
    cache: '{tool} {verb} leaves files in {folder}, which stay in the layer. Delete them in the same RUN.',
    'not-cleaned': '"{clean}" asks before it deletes, and takes no answer and --noconfirm as a no. Use rm -rf {folder}/*.',
    'keeps-installed': '"{clean}" keeps the files of installed packages, which stay in the layer. Use rm -rf {folder}/*.',
    'used-later':
      'A later RUN installs with these package lists, which go stale in the build cache. Update, install and delete in one RUN.',
    'may-be-used': 'These package lists stay in the layer, and a later command may need them. Update, install and delete in one RUN.',
    'clean-up': 'Add {command}',
    'no-cache': 'Add --no-cache',
  },
  withinStage: true,
  on: {
    *stage(stage, context) {
      if (!stage.isInFinalImage || !isForLinux(stage)) return;
      if (isBase(stage)) context.readsOtherStages();
      const own = yield* runsOf(stage, context);
      for (const leftover of leftovers) {
        const cleaning = lazy(() => own.findLastIndex((run) => cleansForOthers(run, stage, leftover, context)));
        for (const [i, run] of own.entries()) {
          const cleans = (): boolean => i < cleaning() || cleanedAbove(context.facts)(leftover, context).has(stage);
          yield* check({ leftover, stage, later: { cleans, use: lazy(() => laterUse(stage, run.run, leftover, context)) } }, run, context);
          yield;
        }
      }
    },
  },
});

interface Run {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly commands: readonly CommandFact[];
}

/** What happens after a RUN, in the stage and in those that build on it. */
interface Later {
  /** Whether a RUN deletes what is left here. */
  readonly cleans: () => boolean;
  readonly use: () => LaterUse;
}

interface Subject {
  readonly leftover: Leftover;
  readonly stage: Stage;
  readonly later: Later;
}

function* runsOf({ instructions }: Stage, { facts, scriptOf }: RuleContext<Messages>): Work<Run[]> {
  const runs: Run[] = [];
  for (const run of instructions) {
    const script = run.keyword === 'RUN' ? scriptOf(run) : undefined;
    if (!script) continue;
    runs.push({ run, script, commands: facts.commandsOf(run) });
    yield;
  }
  return runs;
}

type CleanedAbove = (leftover: Leftover, context: RuleContext<Messages>) => ReadonlySet<Stage>;

/** The stages for which a RUN of a later stage of the final image deletes what is left. */
const cleanedAbove = memoizeWeak<Facts, CleanedAbove>(() =>
  memoize((leftover, context) => {
    const cleaned = new Set<Stage>();
    for (const stage of context.model.stages.toReversed()) {
      if (!stage.isInFinalImage || !stage.parent) continue;
      if (cleaned.has(stage) || finish(runsOf(stage, context)).some((run) => cleansForOthers(run, stage, leftover, context)))
        cleaned.add(stage.parent);
    }
    return cleaned;
  }),
);

const placeOf = (command: CommandFact, instruction: Instruction, { model }: RuleContext<Messages>) => ({ model, instruction, command });

/** Whether a RUN deletes what earlier ones left: what it fetches itself before, it deletes for itself. */
function cleansForOthers({ run, commands }: Run, stage: Stage, leftover: Leftover, context: RuleContext<Messages>): boolean {
  for (const command of commands) {
    if (command.packages && leftover.tools.has(command.packages.tool) && leftover.leaves(command.packages)) return false;
    if (isCleaning(placeOf(command, run, context), stage, leftover)) return true;
  }
  return false;
}

function* check({ leftover, stage, later }: Subject, { run, script, commands: all }: Run, context: RuleContext<Messages>): Work<void> {
  if (script.opaque) return;
  const commands = ofFamily(all, leftover);
  const leaving = commands.find(leftover.leaves);
  const folders = leftover.folders(stage);
  const mounts = context.facts.mountsOf(run);
  if (!leaving?.verbWord || folders.some((folder) => isMounted(mounts, folder))) return;
  const last = all.findLast(({ packages }) => packages !== undefined && commands.includes(packages) && leftover.leaves(packages))!;
  const after = all.filter(({ command }) => command.start > last.command.start);
  const own = after.length > 0 ? yield* ownProgramsInSteps(stage, context.facts) : undefined;
  for (const command of after) {
    // A script that the RUN calls may delete them.
    if (isCleaning(placeOf(command, run, context), stage, leftover) || unreadInCommand(command, own!) === 'script') return;
    yield;
  }
  // Deleted in a later layer: removed-in-later-layer reports that.
  if (later.cleans()) return;
  const isAlone = !commands.some(leftover.needs);
  // Stale lists are worse than their size: update-without-install reports them, and its fix joins the instructions.
  if (isAlone && loneUpdateOf(stage, run, context.facts)) return;
  const use = later.use();
  const refused = leftover.asksToClean
    ? after.find(({ packages }) => packages && packages.verb === 'clean' && commands.includes(packages))?.packages
    : undefined;
  context.report({
    at: refused?.verbWord ?? leaving.verbWord,
    message: refused ? (refused.verbText === '-Sc' ? 'keeps-installed' : 'not-cleaned') : messageFor(leftover, use, isAlone),
    data: { tool: leaving.tool, verb: leaving.verbText, folder: folders[0]!, clean: `${leaving.tool} ${refused?.verbText ?? ''}` },
    fixes: use === 'certain' || (use === 'possible' && isAlone) ? [] : fixes({ leftover, use, last, commands }, run, script, context),
  });
}

function messageFor({ tools, fetchesAgain }: Leftover, use: LaterUse, isAlone: boolean): Messages {
  if (fetchesAgain) return 'cache';
  if (use === 'certain') return 'used-later';
  if (use === 'possible' && isAlone) return 'may-be-used';
  return hasRole([...tools][0]!, 'apt') ? 'lists' : 'cache';
}

interface CleanUp {
  readonly leftover: Leftover;
  readonly use: LaterUse;
  /** The last command that leaves files. */
  readonly last: CommandFact;
  readonly commands: readonly PackageCommand[];
}

function fixes(
  { leftover, use, last, commands }: CleanUp,
  run: Instruction,
  script: ShellScript,
  { model }: RuleContext<Messages>,
): ReportedFix<Messages>[] {
  const level = use === 'none' ? 'safe' : 'suggestion';
  const leavingCommands = commands.filter(leftover.leaves);
  if (leftover.tools.has('apk') && leavingCommands.every(({ verb }) => verb === 'install')) {
    // Installed from the cache that an earlier command fills.
    if (commands.some(leftover.needs)) return [];
    return [{ title: 'no-cache', level, edits: leavingCommands.map(withoutCache) }];
  }
  const conditional = leavingCommands.some(({ command }) => command.containers.length > 0 || command.operator === '||');
  const command = asSameUser(leftover.cleanUp(last.packages!.tool), last);
  const edit = conditional || command === undefined ? undefined : appendCommand(model, run, script, command);
  return edit ? [{ title: 'clean-up', data: { command: command! }, level, edits: [edit] }] : [];
}

/**
 * Replaces `--update`, which `--no-cache` includes, or inserts `--no-cache`.
 * https://wiki.alpinelinux.org/wiki/Apk_Tools
 */
function withoutCache({ args, optionPlace }: PackageCommand): TextEdit {
  const update = optionOf(args, '-U', '--update', '--update-cache');
  const alone = update && update.word.raw === update.name;
  const { start, end } = alone ? update.word : optionPlace;
  return { start, end, newText: alone ? '--no-cache' : ' --no-cache' };
}
