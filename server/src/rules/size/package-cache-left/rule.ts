import { cachesLeft } from '../../../facts/tool-caches.ts';
import type { CacheLeft } from '../../../facts/tool-caches.ts';
import { mayCallCachingTool, privateCaches } from '../../../knowledge/tool-caches.ts';
import { hasRole, programName } from '../../../knowledge/programs.ts';
import { isForLinux, rootStage } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';
import { appendCommand } from '../../../linter/edits/append-command.ts';
import { asSameUser } from '../../../linter/edits/same-user.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { mayBeModernYarn } from '../../../facts/yarn.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'cache' | 'clean-up' | 'no-cache';

export const rule = defineRule<Messages>({
  id: 'package-cache-left',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: 'a RUN deletes the cache of npm or Yarn at its end, or a package manager runs with --no-cache',
  since: '0.1.0',
  aliases: ['DL3060'],
  checks: [123, 124, 267],
  summary: 'A package manager of a language keeps a copy of its downloads in the layer.',
  messages: {
    cache: '{tool} {verb} keeps a copy of its downloads in {folder}, which stays in the layer. Delete it in the same RUN.',
    'clean-up': 'Add {command}',
    'no-cache': 'Add {option}',
  },
  withinStage: true,
  on: {
    RUN(run, context) {
      if (!mayCallCachingTool.test(run.source)) return;
      const stage = context.stageOf(run);
      if (!stage?.isInFinalImage || !isForLinux(stage)) return;
      for (const left of cachesLeft(run, stage, context.facts)) {
        if (!isSuperfluous(left, run, stage, context)) continue;
        const { tool, verbText, verbWord, toolWord } = left.packages;
        context.report({
          at: verbWord ?? toolWord,
          message: 'cache',
          data: { tool, verb: verbText || 'install', folder: left.folders[0]! },
          fixes: fixes(left, run, stage, context),
        });
      }
    },
  },
});

/** Whether nothing in the image needs the cache. pip has a rule of its own. */
function isSuperfluous({ packages, cache, command }: CacheLeft, run: Instruction, stage: Stage, context: RuleContext): boolean {
  const { tool, kind } = packages;
  if (kind !== 'language' || tool === 'pip') return false;
  if (tool === 'yarn') return !mayBeModernYarn(packages, stage, context.facts);
  // A program that is installed by its path needs nothing of what it was built from.
  if (tool === 'go') return packages.verbText === 'install' && !packages.project && !isGoUsedAfter(run, stage, context);
  if (tool === 'bundler' || tool === 'gem')
    return hasKnownGems(command.environment('GEM_HOME') ?? command.environment('BUNDLE_PATH'), stage);
  return cache.content === 'copy';
}

/** The folder of gems is known if a variable sets it, or in the official image. */
function hasKnownGems(folder: string | undefined, stage: Stage): boolean {
  return folder !== undefined || rootStage(stage).image?.repository === 'ruby';
}

/** Whether a later command, or the container, uses the modules and the compiled packages in the cache. */
function isGoUsedAfter(run: Instruction, stage: Stage, { facts }: RuleContext): boolean {
  const later = stage.instructions.filter(({ keyword, start }) => keyword === 'RUN' && start >= run.start);
  const others = later.flatMap((each) => facts.commandsOf(each)).filter(({ packages }) => packages?.tool === 'go');
  const { entrypoint, cmd } = facts.startOf(stage);
  const starts = [entrypoint, cmd].some(
    (part) => typeof part !== 'string' && part.from !== 'base-image' && part.words.some((word) => hasRole(word, 'goRunner')),
  );
  return starts || others.some(({ packages }) => packages!.verbText !== 'install' || packages!.project);
}

/** `safe` if no later instruction may use the cache. */
function levelOf({ packages, command }: CacheLeft, run: Instruction, stage: Stage, { facts }: RuleContext): FixLevel {
  const later = stage.instructions.filter(({ keyword, start }) => keyword === 'RUN' && start > run.start);
  const isUsed = later.some((each) => facts.commandsOf(each).some((other) => other.packages !== undefined || other.program === undefined));
  const isPlain = stage.isFinal && command.wrappers.length === 0 && !command.conditional;
  return isPlain && !isUsed && privateCaches.has(packages.tool) ? fixLevelIn(run) : 'suggestion';
}

function fixes(left: CacheLeft, run: Instruction, stage: Stage, context: RuleContext): ReportedFix<Messages>[] {
  const { command, packages, cache, folders } = left;
  const level = levelOf(left, run, stage, context);
  const [option] = cache.offOptions;
  if (option !== undefined && packages.verbWord) {
    return [{ title: 'no-cache', data: { option }, level, edits: [{ ...packages.optionPlace, newText: ` ${option}` }] }];
  }
  const script = context.scriptOf(run);
  if (!script || command.conditional) return [];
  const own = cache.clean?.replace(/^\S+/, (program) => (packages.tool === 'conda' ? programName(packages.toolWord.value) : program));
  const switchesUser = command.wrappers.some(({ name }) => hasRole(name, 'userSwitch'));
  const text = own !== undefined && !switchesUser ? own : asSameUser(own ?? `rm -rf ${folders.join(' ')}`, command);
  const edit = text === undefined ? undefined : appendCommand(context.model, run, script, text);
  return edit ? [{ title: 'clean-up', data: { command: text! }, level, edits: [edit] }] : [];
}
