import { rootStage, isForLinux } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'gem-documentation-installed',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: '--no-document is added to gem',
  since: '0.1.0',
  aliases: [],
  checks: [144],
  summary: 'gem install also creates documentation, which takes time and space.',
  messages: {
    documentation: 'gem {verb} also creates documentation of every gem, which nobody reads in the image. Add --no-document.',
    add: 'Add --no-document',
  },
  withinStage: true,
  on: {
    package({ packages }, instruction, context) {
      const { tool, verb, verbText, verbWord } = packages;
      if (tool !== 'gem' || (verb !== 'install' && verb !== 'upgrade') || !verbWord || isChosen(packages)) return;
      const stage = context.stageOf(instruction);
      if (!stage?.isInFinalImage || !isForLinux(stage) || isConfigured(stage, instruction)) return;
      context.report({
        at: verbWord,
        message: 'documentation',
        data: { verb: verbText },
        fixes: [{ title: 'add', level: fixLevelIn(instruction), edits: [{ ...packages.optionPlace, newText: ' --no-document' }] }],
      });
    },
  },
});

/** Older versions of RubyGems have two options. */
function isChosen({ args }: PackageCommand): boolean {
  return hasOption(args, '-N', '--no-document', '--document', '--no-rdoc', '--no-ri', '--rdoc', '--ri');
}

/** The official image has `install: --no-document` in its gemrc (https://github.com/docker-library/ruby); an unknown one may have it. */
function isConfigured(stage: Stage, run: Instruction): boolean {
  const root = rootStage(stage);
  if (!root.base || root.image?.repository === 'ruby') return true;
  for (let here: Stage | undefined = stage; here; here = here.parent) {
    if (here.instructions.some(({ start, source }) => start <= run.start && /gemrc\b/.test(source))) return true;
  }
  return run.source.includes('gemrc');
}
