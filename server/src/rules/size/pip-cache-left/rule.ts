import { cacheFoldersOf, cleansCache, fillsCache, mayMountCache } from '../../../facts/tool-caches.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { toolCache } from '../../../knowledge/tool-caches.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact, RuleContext } from '../../../linter/rule.ts';

const option = toolCache('pip')!.offOptions[0]!;

export const rule = defineRule({
  id: 'pip-cache-left',
  category: 'size',
  severity: 'info',
  preset: 'recommended',
  fix: 'safe',
  mayChange: 'pip runs with --no-cache-dir',
  since: '0.1.0',
  aliases: ['DL3042'],
  checks: [125],
  summary: 'pip keeps a copy of everything that it downloads in the layer.',
  messages: {
    cache: 'pip {verb} keeps a copy of its downloads in {folder}, which stays in the layer: up to hundreds of MB. Add {option}.',
    'no-cache': 'Add {option}',
  },
  withinStage: true,
  on: {
    package(command, instruction, context) {
      const { packages } = command;
      if (packages.tool !== 'pip' || !packages.verbWord || !fillsCache(command) || mayHaveOption(packages)) return;
      const stage = context.stageOf(instruction);
      if (!stage?.isInFinalImage || !isForLinux(stage)) return;
      const folders = cacheFoldersOf(command, stage);
      if (!folders || isKeptOut(folders, command, instruction, context) || isConfigured(stage, instruction)) return;
      const { optionPlace } = packages;
      context.report({
        at: packages.verbWord,
        message: 'cache',
        data: { verb: packages.verbText, folder: folders[0]!, option },
        // The text of a here-document stays as the author wrote it, unless a person agrees.
        fixes: [
          {
            title: 'no-cache',
            data: { option },
            level: instruction.heredocs.length > 0 ? 'suggestion' : 'safe',
            edits: [{ ...optionPlace, newText: ` ${option}` }],
          },
        ],
      });
    },
  },
});

/** Local files only, or options in a variable. */
function mayHaveOption({ args, command }: PackageCommand): boolean {
  return (
    hasOption(args, '--no-index') || command.args.some(({ variables }) => variables.some(({ name }) => /OPT|ARG|FLAG|CACHE/i.test(name)))
  );
}

function isKeptOut(folders: readonly string[], command: PackageFact, run: Instruction, { model, facts }: RuleContext): boolean {
  if (mayMountCache(facts.mountsOf(run), folders)) return true;
  const after = facts.commandsOf(run).filter((other) => other.command.start > command.command.start);
  return after.some((other) => cleansCache({ model, instruction: run, command: other }, 'pip', folders));
}

/** Whether an earlier line may turn the cache off: `pip config set global.no-cache-dir true`, a copied pip.conf. */
function isConfigured(stage: Stage, run: Instruction): boolean {
  for (let here: Stage | undefined = stage; here; here = here.parent) {
    if (here.instructions.some(({ start, source }) => start < run.end && /pip\.(?:conf|ini)\b|\bpip3? config\b/.test(source))) return true;
  }
  return false;
}
