import { contextPath, pathBelow } from '../base/paths.ts';
import type { BuildContext } from '../context/build-context.ts';
import { entryTreeOf } from '../context/entry-tree.ts';
import type { MountFact } from '../facts/mounts.ts';
import type { ProjectFiles } from '../manifests/files.ts';
import { lazy } from '../base/memoize.ts';
import type { StageState } from './stage-state.ts';

/** The context path of the file that a command sees at a path of the image: it was copied, or is on a bind mount. */
export function contextSource(path: string, state: StageState, mounts: readonly MountFact[]): string | undefined {
  const mount = mounts.findLast((one) => one.fromContext && one.target !== undefined && one.covers(path));
  if (!mount) return state.sourceAt(path);
  const inner = pathBelow(mount.target ?? '/', path) ?? '';
  return contextPath(`${mount.source ?? ''}/${inner}`);
}

/** The project files that a command sees: those that were copied into the image, and those of bind mounts. Paths have no leading slash. */
export function imageFiles(state: StageState, build: BuildContext, mounts: readonly MountFact[]): ProjectFiles {
  const sourceOf = (path: string): string | undefined => contextSource(`/${path}`, state, mounts);
  const tree = lazy(() => entryTreeOf(state.paths.map((path) => ({ path: path.slice(1), kind: 'file', size: 0 }))));
  return {
    isImage: true,
    text: (path) => {
      const source = sourceOf(path);
      return source === undefined ? undefined : build.text(source);
    },
    has: (path) => {
      const source = sourceOf(path);
      return source === undefined ? false : build.has(source);
    },
    match: (pattern) => ({ files: tree().matching(pattern, true).filter(({ kind }) => kind === 'file') }), // prettier-ignore
  };
}
