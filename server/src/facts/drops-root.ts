import { baseName } from '../base/paths.ts';
import { imagesDroppingRoot, programsStartingAsRoot } from '../knowledge/base-users.ts';
import { hasRole, programName } from '../knowledge/programs.ts';
import type { Stage } from '../model/model.ts';
import { executionOrder } from '../model/positions.ts';
import { lineageOf } from '../model/stages.ts';
import type { Facts } from './facts.ts';
import { commandsOfPart } from './start/commands.ts';

/** Whether the program of a stage drops root privileges itself, or is meant to be root: servers that do, and scripts that may. */
export function dropsRoot(stage: Stage, facts: Facts): boolean {
  const { model } = facts;
  if (stage.image && imagesDroppingRoot.has(stage.image.repository)) return true;
  if (stage.image?.repository === 'php' && /apache|fpm/.test(stage.image.tag ?? '')) return true;
  const { entrypoint, cmd } = facts.startOf(stage);
  const started = [entrypoint, cmd].flatMap((part) =>
    typeof part === 'string' || part.from === 'base-image' ? [] : commandsOfPart(part, facts),
  );
  if (started.flat().map(baseName).some((word) => programsStartingAsRoot.has(word) || /entrypoint|\.sh$/.test(word))) return true; // prettier-ignore
  const commands = stage.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? (model.scriptOf(instruction)?.commands ?? []) : [],
  );
  return commands.some(({ args }) => args.some(({ value }) => hasRole(/^[\w./-]*/.exec(value)![0], 'rootDropper')));
}

/**
 * Whether the program is a service of the distribution, which has its own configuration for users: it is in a folder for such programs, or an
 * installed package has its name.
 */
export function startsService(stage: Stage, facts: Facts): boolean {
  const [program = ''] = facts.startOf(stage).argv;
  // A path in the project is that of a script, whose name does not tell what it does.
  if (/\/sbin\/|^[^/]+\//.test(program)) return true;
  const name = programName(program);
  if (hasRole(name, 'interpreter')) return false;
  const runs = lineageOf(stage)
    .flatMap(executionOrder)
    .filter(({ keyword }) => keyword === 'RUN');
  return runs.some((run) => facts.filesOf(run).packages.some((one) => one.name === name));
}
