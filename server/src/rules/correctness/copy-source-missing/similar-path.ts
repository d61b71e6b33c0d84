import { inFolderWith } from '../../../knowledge/folders.ts';
import { baseName, contextPath, joinPath, parentOf } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { ContextSnapshot } from '../../../context/context.ts';
import { mostSimilar } from '../../../base/similar.ts';

/** Folders of installed or vendored files, which are not the files that the author means. */
const isThirdParty = inFolderWith('versionControl', 'installed', 'vendored');

/**
 * The path in the build context that was most likely meant: a similar name in the same folder, or the only file with that name in any
 * folder.
 */
export function similarPath(missing: string, { entries }: ContextSnapshot, build: BuildContext): string | undefined {
  const path = contextPath(missing);
  const reachable = entries.map((entry) => entry.path).filter((candidate) => !isThirdParty(`${candidate}/`));
  const siblings = reachable.filter((candidate) => parentOf(candidate) === parentOf(path)).map(baseName);
  const sibling = mostSimilar(baseName(path), siblings);
  const folder = parentOf(path);
  const sameNames = reachable.filter((candidate) => baseName(candidate) === baseName(path));
  const found = sibling !== undefined ? joinPath(folder, sibling) : sameNames.length === 1 ? sameNames[0] : undefined;
  return found !== undefined && build.has(found) ? found : undefined;
}

/** The path with the same prefix and trailing slash as `written`: `./x`, `/x`. */
export function inNotationOf(path: string, written: string): string {
  return `${/^(?:\.?\/)?/.exec(written)![0]}${path}${written.endsWith('/') ? '/' : ''}`;
}
