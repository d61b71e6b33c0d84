import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Facts } from '../../../facts/facts.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'split' | 'first';

export const rule = defineRule<Messages>({
  id: 'install-split-across-runs',
  category: 'cache',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [147],
  summary: 'Packages of the distribution are installed in several RUN instructions, each of which reads the package lists again.',
  messages: {
    split: 'An earlier RUN also uses {tool}, and nothing in between changes what it can install. One install reads the lists only once.',
    first: 'The earlier install',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!isForLinux(stage)) return;
      const last = new Map<string, PackageCommand>();
      for (const instruction of stage.instructions) {
        if (!isNeutral(instruction, context.facts)) last.clear();
        for (const { packages } of installsIn(instruction, context.facts)) {
          const before = last.get(familyOf(packages!.tool));
          if (before && before.command.end < instruction.start)
            context.report({
              at: packages!.verbWord!,
              message: 'split',
              data: { tool: packages!.tool },
              related: [{ at: before.verbWord!, message: 'first' }],
            });
          last.set(familyOf(packages!.tool), packages!);
        }
      }
    },
  },
});

/** Tools that install from the same repositories. */
function familyOf(tool: string): string {
  return hasRole(tool, 'apt') ? 'apt' : hasRole(tool, 'rpmInstaller') ? 'rpm' : tool;
}

function installsIn(run: Instruction, facts: Facts): readonly CommandFact[] {
  if (run.keyword !== 'RUN') return [];
  // Packages that the same RUN removes again have to stay together with their removal.
  if (facts.commandsOf(run).some(({ packages }) => packages?.kind === 'system' && packages.verb === 'remove')) return [];
  const found = facts
    .commandsOf(run)
    .find(({ packages }) => packages?.kind === 'system' && packages.verb === 'install' && packages.verbWord);
  return found ? [found] : [];
}

/** Instructions that only describe the container. */
const descriptions: ReadonlySet<Instruction['keyword']> = new Set(['ENV', 'LABEL', 'WORKDIR', 'EXPOSE', 'VOLUME', 'CMD', 'ENTRYPOINT', 'STOPSIGNAL', 'HEALTHCHECK', 'FROM']); // prettier-ignore

const harmless: ReadonlySet<CommandFact['kind']> = new Set(['package', 'shell', 'files', 'account', 'output']);

/** Whether an instruction leaves what can be installed as it is: no repository, key or file is added before its install. */
function isNeutral(instruction: Instruction, { commandsOf }: Facts): boolean {
  if (instruction.keyword !== 'RUN') return descriptions.has(instruction.keyword);
  const commands = commandsOf(instruction);
  return commands.length > 0 && commands.every((command) => harmless.has(command.kind) && !command.output?.files.length);
}
