import { insertLineAbove } from '../../../base/layout.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { isForDevelopment, mentions, reachesFinalImage } from '../../../facts/stage-text.ts';
import { manifestsOf } from '../../../manifests/manifests.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux } from '../../../model/stages.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact, RuleContext } from '../../../linter/rule.ts';

type Messages = 'composer' | 'bundler' | 'use';

export const rule = defineRule<Messages>({
  id: 'development-dependencies-installed',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/php/composer-no-dev-in-production', 'tally/ruby/missing-bundle-without-development'],
  checks: [259, 269],
  summary: 'Packages for development and tests are installed into the image.',
  messages: {
    composer: 'composer {verb} also installs packages for development and tests, which take space and can be attacked. Add --no-dev.',
    bundler: 'bundle {verb} also installs the gems for development and tests. Set BUNDLE_WITHOUT=development:test.',
    use: 'Use {text}',
  },
  withinStage: true,
  on: {
    package(command, instruction, context) {
      const { tool, verb, verbText, packages, project, verbWord, toolWord } = command.packages;
      if ((tool !== 'composer' && tool !== 'bundler') || verb !== 'install' || packages.length > 0 || !project || command.conditional)
        return;
      const stage = context.stageOf(instruction);
      if (!stage || !isForLinux(stage) || isForDevelopment(stage)) return;
      const isFound = tool === 'composer' ? isForComposer(command, stage, context) : isForBundler(command, instruction, stage, context);
      if (!isFound) return;
      const at = verbWord ?? toolWord;
      const text = tool === 'composer' ? '--no-dev' : 'ENV BUNDLE_WITHOUT=development:test';
      const edit: TextEdit =
        tool === 'composer'
          ? { ...command.packages.optionPlace, newText: ` ${text}` }
          : insertLineAbove(context.text, instruction.start, text);
      context.report({
        at,
        message: tool,
        data: { verb: verbText || 'install' },
        fixes: [{ title: 'use', data: { text }, level: 'suggestion', edits: [edit] }],
      });
    },
  },
});

/** What `composer.json` says decides, if it is known; a later install without them removes the packages again. */
function isForComposer(command: PackageFact, stage: Stage, context: RuleContext): boolean {
  if (hasOption(command.packages.args, '--no-dev', '--no-install', '--dev') || command.environment('COMPOSER_NO_DEV') !== undefined)
    return false;
  if (!reachesFinalImage(stage, (instruction) => context.stageOf(instruction))) return false;
  if (mentions(stage, /COMPOSER_NO_DEV|--no-dev\b/)) return false;
  return hasDevelopmentPackages('composer', context) !== false;
}

/** Gems are in groups that the Gemfile chooses: it has to be known, or the command runs for production. */
function isForBundler(command: PackageFact, run: Instruction, stage: Stage, context: RuleContext): boolean {
  const { args } = command.packages;
  if (hasOption(args, '--without', '--with') || !stage.isInFinalImage) return false;
  if (mentions(stage, /BUNDLE_(?:WITHOUT|ONLY)|config\b[^&;\n]*\b(?:without|only)\b|\.bundle\/config|BUNDLE_APP_CONFIG=/, run))
    return false;
  const isProduction = ['RAILS_ENV', 'RACK_ENV'].some((name) => command.environment(name) === 'production');
  return hasDevelopmentPackages('bundler', context) ?? isProduction;
}

/** Whether the projects of the build context have packages only for development. Undefined if that is not known. */
function hasDevelopmentPackages(ecosystem: 'composer' | 'bundler', { build }: RuleContext): boolean | undefined {
  if (build.snapshot.state !== 'known') return undefined;
  const projects = manifestsOf(build).projects.filter((project) => project.ecosystem === ecosystem);
  if (projects.some(({ dependencies }) => dependencies.some(({ dev }) => dev))) return true;
  return projects.length > 0 && projects.every(({ unknown }) => unknown.length === 0) ? false : undefined;
}
