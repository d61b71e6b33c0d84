import { liesIn } from '../../../knowledge/folders.ts';
import { baseName, contextPath, joinPath, parentOf } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { ContextSnapshot } from '../../../context/context.ts';
import { mostSimilar } from '../../../base/similar.ts';

/** Folders of installed things: what has the same name there is another file. */
const isForeign = liesIn('versionControl', 'installed', 'vendored');

/** The path of the context that was most likely meant: a similar name in the same folder, or the only one of that name in any. */
export function similarPath(missing: string, { entries }: ContextSnapshot, build: BuildContext): string | undefined {
  const path = contextPath(missing);
  const reachable = entries.map((entry) => entry.path).filter((candidate) => !isForeign(`${candidate}/`));
  const siblings = reachable.filter((candidate) => parentOf(candidate) === parentOf(path)).map(baseName);
  const sibling = mostSimilar(baseName(path), siblings);
  const folder = parentOf(path);
  const namesakes = reachable.filter((candidate) => baseName(candidate) === baseName(path));
  const found = sibling !== undefined ? joinPath(folder, sibling) : namesakes.length === 1 ? namesakes[0] : undefined;
  return found !== undefined && build.has(found) ? found : undefined;
}

/** The path in the manner in which the other is written: `./x`, `/x`. */
export function writtenLike(path: string, written: string): string {
  return `${/^(?:\.?\/)?/.exec(written)![0]}${path}${written.endsWith('/') ? '/' : ''}`;
}
