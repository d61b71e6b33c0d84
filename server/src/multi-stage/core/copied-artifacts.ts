import { isWithin } from '../../base/paths.ts';
import type { Stage } from '../../model/model.ts';
import { isRootUser } from '../../model/runtime.ts';
import { artifactAt } from './effects.ts';
import type { Artifact, Build } from './effects.ts';
import { homeOf, stepsOfBuild } from './project.ts';
import type { Project } from './project.ts';
import { effectsOf } from './step.ts';

/** The names of the stages before the runtime stage. */
export type BuildStageName = 'base' | 'deps' | 'build';

/** What a `COPY --from` of the runtime stage takes. */
export interface CopiedArtifact extends Artifact {
  readonly stage: BuildStageName;
}

/** An artifact that is copied to the path where the build made it. */
export function copiedFrom(path: string, isFolder: boolean, stage: BuildStageName = 'build'): CopiedArtifact {
  return { ...artifactAt(path, isFolder), stage };
}

/** The name of a build stage in the file: the final image keeps the name that the author gave it, and no name is used twice. */
export function stageName({ name: authorsName }: Stage, name: BuildStageName): string {
  return authorsName === name ? `${name}-stage` : name;
}

/** Whether the artifacts include the file or folder at a path of the runtime stage. */
export function includesPath(artifacts: readonly Artifact[], path: string): boolean {
  return artifacts.some(({ destination, isFolder }) => (isFolder ? isWithin(destination, path) : destination === path));
}

/** The artifacts without duplicates, and without those inside a folder that is copied anyway. */
export function withoutRedundant(artifacts: readonly CopiedArtifact[]): readonly CopiedArtifact[] {
  const isSame = (a: CopiedArtifact, b: CopiedArtifact): boolean =>
    a.stage === b.stage && a.source === b.source && a.destination === b.destination;
  const isInside = (artifact: CopiedArtifact, other: CopiedArtifact): boolean =>
    other.isFolder &&
    other.stage === artifact.stage &&
    other.source !== artifact.source &&
    other.source === other.destination &&
    artifact.source === artifact.destination &&
    isWithin(other.source, artifact.source);
  return artifacts.filter(
    (artifact, i) => artifacts.findIndex((other) => isSame(other, artifact)) === i && !artifacts.some((other) => isInside(artifact, other)),
  );
}

/** What commands download or put to known paths (`git clone`, `curl -o`, `cp` to another folder), unless it is deleted later. */
export function fetchedArtifacts({ steps }: Project): readonly CopiedArtifact[] {
  const effects = steps.flatMap(effectsOf);
  return effects.flatMap((effect, i) => {
    if (effect.kind !== 'build' || effect.role !== 'fetch') return [];
    const isDeleted = (path: string): boolean =>
      effects
        .slice(i + 1)
        .some((later) => later.kind === 'setup' && later.program === 'rm' && later.paths?.some((deleted) => isWithin(deleted, path)));
    return (effect.artifacts ?? [])
      .filter(({ source }) => !isDeleted(source))
      .map((artifact): CopiedArtifact => ({ ...artifact, stage: 'build' }));
  });
}

/**
 * The --chown that the COPY --from of a folder of the application needs, so that its files keep their owner: not every builder keeps
 * owners when it copies from a stage. Undefined for root.
 */
export function ownerOf(project: Project, folder: string): string | undefined {
  let owner: string | undefined;
  for (const step of stepsOfBuild(project)) {
    const { copy, instruction } = step;
    if (copy && areRelated(folder, copy.destination)) owner = copy.fact.flags.chown ?? owner;
    for (const effect of effectsOf(step)) {
      const user = project.model.configBefore(instruction).user?.value;
      if (effect.kind === 'build' && (isRelatedTo(folder, effect) || isInHome(project, folder, user))) {
        owner ??= ownerForUser(project, user);
      }
      if (effect.kind !== 'setup' || effect.owner === undefined || /[$`]/.test(effect.owner)) continue;
      if (effect.paths?.some((path) => isWithin(path, folder))) owner = effect.owner;
    }
  }
  return owner === undefined || /^(?:root|0)(?::(?:root|0))?$/.test(owner) ? undefined : owner;
}

/** Whether a build works in a folder, above it or below it. */
function isRelatedTo(folder: string, build: Build): boolean {
  return build.folder !== undefined && areRelated(folder, build.folder);
}

/** Whether a folder is in the home folder of a user other than root, where only that user puts files. */
function isInHome(project: Project, folder: string, user: string | undefined): boolean {
  const home = user === undefined || isRootUser(user) ? undefined : homeOf(project, user);
  return home !== undefined && isWithin(home, folder);
}

/** Whether one of the two paths is inside the other. */
function areRelated(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** The value of --chown, with the group, for a user of USER. */
function ownerForUser(project: Project, user: string | undefined): string | undefined {
  if (user === undefined || isRootUser(user) || user.includes(':')) return user;
  for (const { instruction } of stepsOfBuild(project)) {
    for (const { account, args } of project.facts.commandsOf(instruction)) {
      if (account?.kind !== 'user' || account.name.value !== user) continue;
      const isBusybox = args.some(({ value }) => /^-[a-zA-Z]*S/.test(value));
      return `${user}:${account.group ?? (isBusybox ? 'nogroup' : user)}`;
    }
  }
  return user === 'nobody' ? 'nobody' : /^\d+$/.test(user) ? user : `${user}:${user}`;
}
