import { inFolderWith } from '../../../knowledge/folders.ts';
import { lazy, memoize, memoizeWeak } from '../../../base/memoize.ts';
import { baseName, contextPath, joinPath, parentOf } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { ContextEntry, ContextSnapshot } from '../../../context/context.ts';
import { entryTreeOf } from '../../../context/entry-tree.ts';
import { mostSimilar } from '../../../base/similar.ts';

/** Folders of installed or vendored files, which are not the files that the author means. */
const isThirdParty = inFolderWith('versionControl', 'installed', 'vendored');

/**
 * The path in the build context that was most likely meant: a similar name in the same folder, or the only file with that name in any
 * folder.
 */
export function similarPath(missing: string, { entries }: ContextSnapshot, build: BuildContext): string | undefined {
  const found = similarIn(entries)(contextPath(missing));
  return found !== undefined && build.has(found) ? found : undefined;
}

/** How many answers are kept: many Dockerfiles with the same context often lack the same file. */
const mostAnswers = 1000;

const similarIn = memoizeWeak((entries: readonly ContextEntry[]) => {
  const reachable = lazy(() => entries.map((entry) => entry.path).filter((candidate) => !isThirdParty(`${candidate}/`)));
  return memoize((path: string): string | undefined => {
    const [folder, name] = [parentOf(path), baseName(path)];
    const siblings = entryTreeOf(entries)
      .children(folder)
      .map((entry) => entry.path);
    const sibling = mostSimilar(name, siblings.filter((candidate) => !isThirdParty(`${candidate}/`)).map(baseName)); // prettier-ignore
    if (sibling !== undefined) return joinPath(folder, sibling);
    const sameNames = reachable().filter((candidate) => baseName(candidate) === name);
    return sameNames.length === 1 ? sameNames[0] : undefined;
  }, mostAnswers);
});

/** The path with the same prefix and trailing slash as `written`: `./x`, `/x`. */
export function inNotationOf(path: string, written: string): string {
  return `${/^(?:\.?\/)?/.exec(written)![0]}${path}${written.endsWith('/') ? '/' : ''}`;
}
