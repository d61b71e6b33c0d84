import { isWithin } from '../../base/paths.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { commandsOf } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { actionsOf } from './steps.ts';
import type { Step } from './steps.ts';

/** Which of the stages in front of the run-time stage. */
export type StageName = 'base' | 'deps' | 'build';

/** What a COPY --from of the run-time stage takes. Paths are absolute. */
export interface StageCopy {
  readonly stage: StageName;
  readonly source: string;
  readonly destination: string;
  /** A folder, whose contents are copied; else a file. */
  readonly folder: boolean;
}

/** A folder or file at the place where the build made it. */
export function inPlace(source: string, folder: boolean, stage: StageCopy['stage'] = 'build'): StageCopy {
  return { stage, source, destination: source, folder };
}

/** Whether the copies bring what lies at a path. */
export function delivers(copies: readonly StageCopy[], path: string): boolean {
  return copies.some(({ destination, folder }) => (folder ? isWithin(destination, path) : destination === path));
}

/** The copies without those that another one brings along. */
export function withoutCovered(copies: readonly StageCopy[]): readonly StageCopy[] {
  const first = (copy: StageCopy, i: number): boolean => copies.findIndex(({ stage, source, destination }) => stage === copy.stage && source === copy.source && destination === copy.destination) === i; // prettier-ignore
  const covered = (copy: StageCopy): boolean =>
    copies.some((other) => other !== copy && other.folder && other.stage === copy.stage && other.source === other.destination && other.source !== copy.source && isWithin(other.source, copy.source) && copy.source === copy.destination); // prettier-ignore
  return copies.filter((copy, i) => first(copy, i) && !covered(copy));
}

/** What commands fetch or put to known places (`git clone`, `curl -o`, `cp` to elsewhere), unless it is deleted again. */
export function fetchedCopies(steps: readonly Step[]): readonly StageCopy[] {
  const actions = steps.flatMap(actionsOf);
  return actions.flatMap((action, i) => {
    if (action.kind !== 'build' || action.build.what !== 'fetch') return [];
    const { path, program } = action.build;
    const deleted = actions
      .slice(i + 1)
      .some((later) => later.kind === 'setup' && later.program === 'rm' && later.paths?.some((gone) => isWithin(gone, path)));
    return deleted ? [] : [inPlace(path, hasRole(program, 'fileTransfer', 'versionControl'))];
  });
}

/**
 * The --chown that a COPY --from of an application's folder needs, so that its files belong to whom they belonged before: not every
 * builder keeps owners when it copies from a stage. Undefined for root. `steps`: those of the build.
 */
export function ownerOf(model: DockerfileModel, steps: readonly Step[], folder: string): string | undefined {
  let owner: string | undefined;
  for (const step of steps) {
    const { copy, instruction } = step;
    if (copy?.chown !== undefined && areRelated(folder, copy.destination)) owner = copy.chown;
    for (const action of actionsOf(step)) {
      if (action.kind === 'build' && 'folder' in action.build && areRelated(folder, action.build.folder)) {
        owner ??= userAsOwner(model, steps, model.configBefore(instruction).user?.value);
      }
      if (action.kind !== 'setup' || action.owner === undefined || /[$`]/.test(action.owner)) continue;
      if (action.paths?.some((path) => isWithin(path, folder))) owner = action.owner;
    }
  }
  return owner === undefined || /^(?:root|0)(?::(?:root|0))?$/.test(owner) ? undefined : owner;
}

/** One of the two lies in the other. */
function areRelated(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** Who a user of USER is to --chown, which wants the group too. */
function userAsOwner(model: DockerfileModel, steps: readonly Step[], user: string | undefined): string | undefined {
  if (user === undefined || user === 'root' || user === '0' || user.includes(':')) return user;
  for (const step of steps) {
    for (const { account, args } of commandsOf(model, step.instruction)) {
      if (account?.kind !== 'user' || account.name.value !== user) continue;
      const busybox = args.some(({ value }) => /^-[a-zA-Z]*S/.test(value));
      return `${user}:${account.group ?? (busybox ? 'nogroup' : user)}`;
    }
  }
  return user === 'nobody' ? 'nobody' : /^\d+$/.test(user) ? user : `${user}:${user}`;
}
