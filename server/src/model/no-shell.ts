import type { Stage } from './model.ts';

/** Repositories whose images contain a program and its dependencies, but no shell. */
const bare = /distroless|\/chainguard\/(?!bash$|busybox$|wolfi-base$)/;
/** Tags for debugging and building, which do contain a shell. */
const withShell = /debug|dev/;

/** Whether the base image of the stage has no shell. */
export function hasNoShell({ image, parent }: Stage): boolean {
  if (parent) return hasNoShell(parent);
  if (!image) return false;
  return image.isScratch || (bare.test(`${image.registry}/${image.repository}`) && !withShell.test(image.tag ?? ''));
}
