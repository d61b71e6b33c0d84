import { wellKnownVariables } from '../knowledge/variables.ts';
import { knownVariables } from './base-image.ts';
import type { ImageReference, Variable, VariableOrigin } from './model.ts';

type Kind = (typeof wellKnownVariables)[number]['kind'];

/** The PATH if the base image sets none. https://github.com/moby/buildkit/blob/master/util/system/path.go */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The variables of the global scope before the first ARG. */
export const platformVariables = variables(['platform'], 'platform');

/** The variables in the shell of a RUN, in addition to ARG and ENV. */
export const runVariables = variables(['proxy', 'engine'], 'predefined');

/** The variables in the shell form of CMD, ENTRYPOINT and HEALTHCHECK, in addition to ENV. */
export const containerVariables = variables(['engine'], 'predefined');

/** The known environment variables of the image in FROM. PATH is always set, but its value is only known for `scratch`. */
export function variablesOfBase(image: ImageReference | undefined): ReadonlyMap<string, Variable> {
  const known: Readonly<Record<string, string | undefined>> = {
    PATH: image?.isScratch ? defaultPath : undefined,
    ...(image && knownVariables(image)),
  };
  const entries = Object.entries(known);
  return new Map(entries.map(([name, value]) => [name, { ...variable(name, 'base-image'), value, inContainer: true }]));
}

function variable(name: string, origin: VariableOrigin): Variable {
  return { name, origin, value: undefined, pair: undefined, instruction: undefined, source: undefined, inContainer: false };
}

function variables(kinds: readonly Kind[], origin: VariableOrigin): ReadonlyMap<string, Variable> {
  const names = wellKnownVariables.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  return new Map(names.map((name) => [name, variable(name, origin)]));
}
