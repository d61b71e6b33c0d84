import type { Stage } from '../../../model/model.ts';
import type { ShellCommand, ShellPiece, ShellScript } from '../../../shell/script.ts';
import { readPackageCommand } from '../../../shell/tools/packages.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

/** The option that answers all questions, by tool. What is not here never asks, or has no such option. */
const yesOption: Partial<Record<PackageCommand['tool'], string>> = {
  apt: '-y',
  'apt-get': '-y',
  aptitude: '-y',
  yum: '-y',
  dnf: '-y',
  microdnf: '-y',
  tdnf: '-y',
  zypper: '-y',
  pacman: '--noconfirm',
  conda: '-y',
  pip: '-y',
};

const asking: ReadonlySet<PackageCommand['verb']> = new Set(['install', 'upgrade', 'remove']);

export const rule = defineRule({
  id: 'missing-yes-flag',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  since: '0.1.0',
  aliases: ['DL3014', 'DL3030', 'DL3038', 'DL3034'],
  summary: 'A package manager that asks "continue?" ends the build, since nobody answers.',
  messages: {
    asks: '{tool} {verb} asks whether to go on, and nobody answers in a build: it gives up. Add {option}.',
    'add-yes': 'Add {option}',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script) return;
      for (const command of script.commands) {
        const packages = readPackageCommand(command);
        const option = packages && yesOption[packages.tool];
        if (!packages?.verbWord || !option || !asks(packages) || isAnswered(command, script)) continue;
        if (answeredByConfiguration(instruction, context)) return;
        const { verbWord, tool, verbText } = packages;
        context.report({
          at: verbWord,
          message: 'asks',
          data: { tool, verb: verbText, option },
          fixes: [
            {
              title: 'add-yes',
              data: { option },
              level: 'safe',
              edits: [{ start: verbWord.end, end: verbWord.end, newText: ` ${option}` }],
            },
          ],
        });
      }
    },
  },
});

function asks({ tool, verb, assumeYes, args }: PackageCommand): boolean {
  const isTrial = hasOption(args, '--simulate', '--dry-run', '--just-print', '--no-act', '--print-uris', '--help');
  return asking.has(verb) && !assumeYes && !isTrial && !(tool.startsWith('apt') && hasOption(args, '-s'));
}

/** `yes | apt-get install`, or input from a file. */
function isAnswered(command: ShellCommand, script: ShellScript): boolean {
  if (command.redirects.some((redirect) => redirect.operator.startsWith('<'))) return true;
  const piece: ShellPiece | undefined = script.pieces.find(({ start, end }) => start <= command.start && command.end <= end);
  return command.operator === '|' || (command.containers.includes('pipeline') && piece?.commands[0] !== command);
}

/** An earlier line of the stage may have told the tool for good: `APT::Get::Assume-Yes`, `assumeyes=1`, `CONDA_ALWAYS_YES=1`. */
function answeredByConfiguration(instruction: Instruction, { model, stageOf }: RuleContext): boolean {
  for (let stage: Stage | undefined = stageOf(instruction) ?? model.stages[0]; stage; stage = stage.parent) {
    if (
      stage.instructions.some(({ source, start }) => start <= instruction.start && /assume-?yes|always_yes/i.test(withoutOptions(source)))
    )
      return true;
  }
  return false;
}

/** Without `--assume-yes` as a plain option, which answers for its own command only. */
function withoutOptions(source: string): string {
  return source.replace(/--assume-?yes\b|--assumeno\b/g, '');
}
