import type { RuntimeConfig } from '../../model/model.ts';

/**
 * Entrypoints that start whatever command they are given: init processes, and the scripts that official images call so.
 * https://github.com/docker-library/official-images#consistency
 */
const wrapper = /(^|\/)(tini|dumb-init|catatonit|s6-svscan|(docker-)?entrypoint(\.sh)?)$/;

/** What becomes of CMD: it is started itself, handed to a wrapper that starts it, or handed to a program as its arguments. */
export function fateOfCmd(config: RuntimeConfig): 'started' | 'wrapped' | 'arguments' | 'unknown' {
  const { entrypoint, baseKnown } = config;
  if (!entrypoint) return baseKnown ? 'started' : 'unknown';
  const { form, words } = entrypoint.value;
  const [program] = words;
  if (program === undefined) return 'started';
  return form === 'exec' && wrapper.test(program) ? 'wrapped' : 'arguments';
}
