import { message } from '../../base/message.ts';
import { usersInDistribution } from '../../knowledge/base-users.ts';
import { isRootUser } from '../../model/runtime.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import type { ConversionPlan } from './plan.ts';
import type { Project } from './project.ts';

/**
 * Whether the runtime stage has a user, given as in USER or --chown: root, a number, one that the file creates, or one of every distribution. An
 * image of another repository does not have the other users of the build image; with the same repository, they are assumed.
 */
export function hasUser({ facts, stage, steps }: Project, { base }: Pick<ConversionPlan, 'base'>, user: string): boolean {
  const [name = ''] = user.split(':');
  if (isRootUser(name) || /^\d*$|[$`]/.test(name) || base.image.startsWith(repositoryOf(stage.image?.raw ?? ''))) return true;
  const created = steps.some(({ instruction }) =>
    facts.commandsOf(instruction).some(({ account }) => account?.kind === 'user' && account.name.value === name),
  );
  return (
    created || Object.values(usersInDistribution).every((users) => users.includes(name)) || (base.manager === 'apt' && name === 'www-data')
  );
}

/** Refuses when the runtime stage would not have the user that the container runs as, or that owns files which it copies from the context. */
export function refuseMissingUser(project: Project, plan: ConversionPlan): Refusal | undefined {
  const { model, stage, steps, lastBuild } = project;
  const owners = steps.flatMap((step, i) =>
    step.copy && (i > lastBuild || plan.repeatsCopy(step)) ? (step.copy.fact.flags.chown ?? []) : [],
  );
  const missing = [model.configOf(stage).user?.value ?? 'root', ...owners].find((user) => !hasUser(project, plan, user));
  if (missing === undefined) return undefined;
  return refuse(message('The Dockerfile uses the user "{user}", which {image} does not have.', { user: missing, image: plan.base.image }), [
    message('Create the user in the Dockerfile.'),
  ]);
}

/** The reference without its tag and digest. */
function repositoryOf(image: string): string {
  return image.replace(/(?:@.*|:[^/]*)$/, '');
}
