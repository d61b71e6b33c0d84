import type { Stage } from './model.ts';

/** Repositories whose images hold a program and what it needs, and no shell. */
const bare = /distroless|\/chainguard\/(?!bash$|busybox$|wolfi-base$)/;
/** Their tags for looking around and for building, which do have one. */
const withShell = /debug|dev/;

/** Whether the image that the stage begins with has no shell. */
export function hasNoShell({ image, parent }: Stage): boolean {
  if (parent) return hasNoShell(parent);
  if (!image) return false;
  return image.isScratch || (bare.test(`${image.registry}/${image.repository}`) && !withShell.test(image.tag ?? ''));
}
