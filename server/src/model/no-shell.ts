import type { Stage } from './model.ts';

/** Repositories whose images contain a program and its dependencies, but no shell. */
const imagesWithoutShell = /distroless|\/chainguard\/(?!bash$|busybox$|wolfi-base$)/;
/** Tags for debugging and building, which do contain a shell. */
const tagsWithShell = /debug|dev/;

/** Whether the base image of the stage has no shell. */
export function hasNoShell({ image, parent }: Stage): boolean {
  if (parent) return hasNoShell(parent);
  if (!image) return false;
  return image.isScratch || (imagesWithoutShell.test(`${image.registry}/${image.repository}`) && !tagsWithShell.test(image.tag ?? ''));
}
