import { covers } from '../../../base/span.ts';
import type { Stage } from '../../../model/model.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

const askingVerbs: ReadonlySet<PackageCommand['verb']> = new Set(['install', 'upgrade', 'remove']);

export const rule = defineRule({
  id: 'missing-yes-flag',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: '-y (pacman: --noconfirm) is added to package manager commands',
  since: '0.1.0',
  aliases: ['DL3014', 'DL3030', 'DL3038', 'DL3034'],
  checks: [113, 114, 115, 116],
  summary: 'A package manager asks for confirmation, which fails the build.',
  messages: {
    asks: '{tool} {verb} asks for confirmation, and a build cannot answer, so the build fails. Add {option}.',
    'may-ask': '{tool} {verb} asks for confirmation if it installs other packages too, and then the build fails. Add {option}.',
    'may-change': '{tool} {verb} asks for confirmation if there is anything to do, and then the build fails. Add {option}.',
    'add-yes': 'Add {option}',
  },
  onbuild: true,
  withinStage: true,
  on: {
    package(command, instruction, context) {
      const { verbWord, optionPlace, tool, verbText, yesOption: option } = command.packages;
      if (!verbWord || option === undefined || !asks(command.packages) || isAnswered(command)) return;
      if (answeredByConfiguration(instruction, context)) return;
      const edits = [{ ...optionPlace, newText: ` ${option}` }];
      // Before a `--`, it is an option of the program and not of the verb, which is not the same for every program.
      const level = optionPlace.start < verbWord.start ? 'suggestion' : 'safe';
      context.report({
        at: verbWord,
        message: mayNeedNothingElse(command.packages) ? 'may-ask' : mayDoNothing(command.packages) ? 'may-change' : 'asks',
        data: { tool, verb: verbText, option },
        fixes: [{ title: 'add-yes', data: { option }, level, edits }],
      });
    },
  },
});

/** Verbs of apt that do nothing without packages. */
const namesPackages = /^(?:install|reinstall|remove|purge)$/;

function asks(packages: PackageCommand): boolean {
  const { tool, verb, verbText, assumeYes, args } = packages;
  if (hasRole(tool, 'apt') && namesPackages.test(verbText) && args.operands.length === 0 && !hasOption(args, '-f', '--fix-broken'))
    return false;
  return askingVerbs.has(verb) && !assumeYes && !isSimulated(packages);
}

/** apt asks only if it changes more than the packages that are named: one package may need no other one. */
function mayNeedNothingElse({ tool, verb, args }: PackageCommand): boolean {
  return hasRole(tool, 'apt') && verb === 'install' && args.operands.length === 1 && args.operands[0]!.literal;
}

/** `apt-get upgrade`, `autoremove`, `install -f`, `conda update x`: the state of the image decides. `pacman -Syu x` always installs. */
function mayDoNothing({ tool, verb, args }: PackageCommand): boolean {
  return args.operands.length === 0 || (verb === 'upgrade' && tool !== 'pacman');
}

/** `yes | apt-get install`, or input from a file. */
function isAnswered({ command, inner, script }: CommandFact): boolean {
  if (inner.redirects.some((redirect) => redirect.operator.startsWith('<'))) return true;
  const piece = script.pieces.find((one) => covers(one, command));
  return command.operator === '|' || (command.containers.includes('pipeline') && piece?.commands[0] !== command);
}

/** Whether an earlier line of the stage configures the tool not to ask: `APT::Get::Assume-Yes`, `assumeyes=1`, `CONDA_ALWAYS_YES=1`. */
function answeredByConfiguration(instruction: Instruction, { model, stageOf }: RuleContext): boolean {
  for (let stage: Stage | undefined = stageOf(instruction) ?? model.stages[0]; stage; stage = stage.parent) {
    if (
      stage.instructions.some(({ source, start }) => start <= instruction.start && /assume-?yes|always_yes/i.test(withoutOptions(source)))
    )
      return true;
  }
  return false;
}

/** Removes `--assume-yes` as an option, which applies only to its own command. */
function withoutOptions(source: string): string {
  return source.replace(/--assume-?yes\b|--assumeno\b/g, '');
}
