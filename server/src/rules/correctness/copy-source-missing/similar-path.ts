import { inFolderWith } from '../../../knowledge/folders.ts';
import { addToList } from '../../../base/lists.ts';
import { lazy, memoize, memoizeWeak } from '../../../base/memoize.ts';
import { baseName, contextPath, joinPath, parentOf } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { ContextEntry, ContextSnapshot } from '../../../context/context.ts';
import { entryTreeOf } from '../../../context/entry-tree.ts';
import { similarIn } from '../../../base/similar.ts';

/** Folders of installed or vendored files, which are not the files that the author means. */
const isThirdParty = inFolderWith('versionControl', 'installed', 'vendored');

/**
 * The path in the build context that was most likely meant: a similar name in the same folder, or the only file with that name in any
 * folder.
 */
export function similarPath(missing: string, { entries }: ContextSnapshot, build: BuildContext): string | undefined {
  const found = answersIn(entries)(contextPath(missing));
  return found !== undefined && build.has(found) ? found : undefined;
}

/** How many answers are kept: many Dockerfiles with the same context often lack the same file. */
const mostAnswers = 1000;

const answersIn = memoizeWeak((entries: readonly ContextEntry[]) => {
  const isOurs = ({ path }: ContextEntry): boolean => !isThirdParty(`${path}/`);
  const byName = lazy(() => {
    const paths = new Map<string, string[]>();
    for (const { path } of entries.filter(isOurs)) addToList(paths, baseName(path), path);
    return paths;
  });
  const similarChild = memoize(
    (folder: string) => similarIn(entryTreeOf(entries).children(folder).filter(isOurs).map(({ path }) => baseName(path))), // prettier-ignore
    mostAnswers,
  );
  return memoize((path: string): string | undefined => {
    const [folder, name] = [parentOf(path), baseName(path)];
    const sibling = similarChild(folder)(name);
    if (sibling !== undefined) return joinPath(folder, sibling);
    const sameNames = byName().get(name) ?? [];
    return sameNames.length === 1 ? sameNames[0] : undefined;
  }, mostAnswers);
});

/** The path with the same prefix and trailing slash as `written`: `./x`, `/x`. */
export function inNotationOf(path: string, written: string): string {
  return `${/^(?:\.?\/)?/.exec(written)![0]}${path}${written.endsWith('/') ? '/' : ''}`;
}
