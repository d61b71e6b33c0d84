import { hasOption, optionOf } from '../../../shell/tools/options.ts';
import type { PackageFact } from '../../../linter/rule.ts';
import { defineRule } from '../../../linter/rule.ts';

/** The tools that run scripts of packages by default, and the variable that prevents it: pnpm 10 and Bun only run those that a project allows. */
const variables: Readonly<Record<string, readonly string[]>> = {
  npm: ['npm_config_ignore_scripts', 'NPM_CONFIG_IGNORE_SCRIPTS'],
  yarn: ['npm_config_ignore_scripts', 'NPM_CONFIG_IGNORE_SCRIPTS', 'YARN_ENABLE_SCRIPTS', 'YARN_IGNORE_SCRIPTS'],
};

export const rule = defineRule({
  id: 'install-scripts-allowed',
  category: 'security',
  severity: 'info',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['S6505'],
  checks: [143],
  summary: 'An install runs scripts of all packages, including those that nobody has read.',
  messages: {
    scripts: '{tool} {verb} runs scripts of every package, also of indirect dependencies. If none is needed, add {option}.',
    add: 'Add {option}',
  },
  on: {
    package(command, _, context) {
      const { tool, verb, verbText, verbWord, toolWord, args } = command.packages;
      if (!Object.hasOwn(variables, tool) || (verb !== 'install' && verb !== 'upgrade')) return;
      if (optionOf(args, '--ignore-scripts') || hasOption(args, '--dry-run', '--mode') || isPrevented(command)) return;
      const at = verbWord ?? toolWord;
      const option = '--ignore-scripts';
      context.report({
        at,
        message: 'scripts',
        data: { tool, verb: verbText || 'install', option },
        fixes: [
          { title: 'add', data: { option }, level: 'suggestion', edits: [{ ...command.packages.optionPlace, newText: ` ${option}` }] },
        ],
      });
    },
  },
});

function isPrevented(command: PackageFact): boolean {
  return variables[command.packages.tool]!.some((name) => command.environment(name) !== undefined);
}
