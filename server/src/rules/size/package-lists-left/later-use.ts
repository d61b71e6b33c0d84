import { memoize, memoizeWeak } from '../../../base/memoize.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Facts } from '../../../facts/facts.ts';
import { isMounted } from '../../../facts/mounts.ts';
import { commandsOfPart } from '../../../facts/start/commands.ts';
import type { OptionalPart, StartFact } from '../../../facts/start/start.ts';
import { ownPrograms, unreadInCommand, unreadInWords } from '../../../facts/unread.ts';
import { hasRole, programName } from '../../../knowledge/programs.ts';
import type { DockerfileModel, Stage } from '../../../model/model.ts';
import { innermost } from '../../../model/uses.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { ofFamily } from '../../../facts/leftovers.ts';
import type { Leftover } from '../../../facts/leftovers.ts';

/** Whether something after a RUN needs the files that it leaves. `possible`: a script or a program that is not read may need them. */
export type LaterUse = 'none' | 'possible' | 'certain';

interface Input {
  readonly model: DockerfileModel;
  readonly facts: Facts;
}

/**
 * Whether something that comes after a RUN needs the files that it leaves: later instructions of its stage, ONBUILD, the command of the
 * container, and all stages that build on this one.
 *
 * @param stage A stage of the final image.
 */
export function laterUse(stage: Stage, run: Instruction, leftover: Leftover, { model, facts }: Input): LaterUse {
  return usesIn(facts)(leftover, model).get(stage)!.after.get(run)!;
}

/** The use after each instruction of a stage, and by the whole stage. Both include the container and the stages that build on it. */
interface StageUse {
  readonly after: ReadonlyMap<Instruction, LaterUse>;
  readonly whole: LaterUse;
}

/**
 * The uses in the stages of the final image and those that build on one of them, from the last one to the first: what builds on a stage
 * comes after it. Each instruction is read once.
 */
const usesIn = memoizeWeak((facts: Facts) =>
  memoize((leftover: Leftover, model: DockerfileModel): ReadonlyMap<Stage, StageUse> => {
    const uses = new Map<Stage, StageUse>();
    const byChildren = new Map<Stage, LaterUse>();
    const asked = new Set<Stage>();
    for (const stage of model.stages) if (stage.isInFinalImage || (stage.parent && asked.has(stage.parent))) asked.add(stage);
    for (const stage of [...asked].reverse()) {
      const use = useOfStage(stage, byChildren.get(stage) ?? 'none', leftover, { model, facts });
      uses.set(stage, use);
      if (stage.parent) byChildren.set(stage.parent, strongest([use.whole, byChildren.get(stage.parent) ?? 'none']));
    }
    return uses;
  }),
);

function useOfStage(stage: Stage, byChildren: LaterUse, leftover: Leftover, input: Input): StageUse {
  const { instructions } = stage;
  const after = new Map<Instruction, LaterUse>();
  const triggers = instructions.filter(({ keyword, trigger }) => keyword === 'ONBUILD' && trigger);
  const byTriggers = triggers.map((trigger) => byOne(useByRun(stage, trigger, leftover, input)));
  let next = strongest([...byTriggers, byChildren, useByStart(stage, input.facts.startOf(stage), leftover, input.facts)]);
  for (const instruction of instructions.toReversed()) {
    after.set(instruction, next);
    const use = useByRun(stage, instruction, leftover, input);
    // Where files are fetched, there are other files from then on.
    next = use === 'fetches' && instruction.keyword === 'RUN' ? 'none' : strongest([byOne(use), next]);
  }
  return { after, whole: next };
}

function byOne(use: LaterUse | 'fetches'): LaterUse {
  return use === 'fetches' ? 'none' : use;
}

function strongest(uses: readonly LaterUse[]): LaterUse {
  const found = new Set(uses);
  return found.has('certain') ? 'certain' : found.has('possible') ? 'possible' : 'none';
}

function useByRun(stage: Stage, instruction: Instruction, leftover: Leftover, { model, facts }: Input): LaterUse | 'fetches' {
  const run = innermost(instruction);
  if (run.keyword !== 'RUN') return 'none';
  const mounts = facts.mountsOf(run);
  if (leftover.folders(stage).some((folder) => isMounted(mounts, folder))) return 'none';
  const words = model.execOf(instruction)?.items.map(({ value }) => value);
  const own = ownPrograms(stage, facts);
  if (words) return useByWords(words, leftover, own);
  const script = model.scriptOf(instruction);
  if (!script || script.opaque || script.errors.length > 0) return leftover.fetchesAgain ? 'none' : 'possible';
  return useByCommands(facts.commandsOf(instruction), leftover, own);
}

function useByCommands(commands: readonly CommandFact[], leftover: Leftover, own: ReadonlySet<string>): LaterUse | 'fetches' {
  let possible = false;
  for (const command of commands) {
    const [packages] = ofFamily([command], leftover);
    if (packages && leftover.needs(packages)) return 'certain';
    if (packages && leftover.leaves(packages) && !command.conditional) return possible ? 'possible' : 'fetches';
    possible ||= !leftover.fetchesAgain && unreadInCommand(command, own) !== undefined;
  }
  return possible ? 'possible' : 'none';
}

/** What a container starts: scripts may install, other programs hardly do. */
function useByStart(stage: Stage, { entrypoint, cmd, cmdRole }: StartFact, leftover: Leftover, facts: Facts): LaterUse {
  const parts: readonly OptionalPart[] = cmdRole === 'arguments' || cmdRole === 'ignored' ? [entrypoint] : [entrypoint, cmd];
  const own = ownPrograms(stage, facts);
  const uses = parts.flatMap((part) => {
    if (typeof part === 'string' || part.from === 'base-image') return [];
    return commandsOfPart(part, facts).map((words): LaterUse =>
      isShellAlone(words) ? 'none' : useByWords(words, leftover, own, 'script'),
    );
  });
  return strongest(uses);
}

/** `bash`, `/bin/sh -c`: it runs no script, and the commands of its command line are listed themselves. */
function isShellAlone([program = '', ...args]: readonly string[]): boolean {
  return hasRole(program, 'shell') && args.every((arg) => arg.startsWith('-'));
}

function useByWords(words: readonly string[], leftover: Leftover, own: ReadonlySet<string>, least?: 'script'): LaterUse {
  if (leftover.fetchesAgain) return 'none';
  if (leftover.tools.has(programName(words[0] ?? ''))) return words.includes('update') ? 'none' : 'certain';
  const unread = unreadInWords(words, own);
  return unread === undefined || (least && unread !== least) ? 'none' : 'possible';
}
