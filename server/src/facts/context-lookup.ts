import { memoizeWeak } from '../base/memoize.ts';
import { contextPath, foldersAbove } from '../base/paths.ts';
import type { Span } from '../base/span.ts';
import type { BuildContext, SourceMatch } from '../context/build-context.ts';
import type { CopyFact } from './copy.ts';

/** A source of COPY or ADD that BuildKit looks up in the build context in every build, and that is fully known. */
export interface LookedUpSource extends Span {
  /** The path or glob, with expanded variables. */
  readonly value: string;
  /** Whether the word is written exactly as it is used, so that it can be replaced with another path. */
  readonly plain: boolean;
  /** What the word matches, without `--exclude`. */
  readonly match: SourceMatch;
}

/** Looks up one source of a COPY or ADD. Returns undefined if it cannot be looked up. */
export function lookedUpSource(copy: CopyFact, { start }: Span, build: BuildContext): LookedUpSource | undefined {
  const sources = lookedUpSources(copy, build);
  return sources && byStart(sources).get(start);
}

const byStart = memoizeWeak((sources: readonly LookedUpSource[]) => new Map(sources.map((source) => [source.start, source])));

/**
 * Looks up the sources of a COPY or ADD. Returns undefined if one of them cannot or must not be looked up: the context is unknown or
 * truncated, the files come from a stage or an image, or `--build-arg` can change the path.
 */
export function lookedUpSources(copy: CopyFact, build: BuildContext): readonly LookedUpSource[] | undefined {
  return lookedUp(build)(copy);
}

const lookedUp = memoizeWeak((build: BuildContext) => memoizeWeak((copy: CopyFact) => lookUp(copy, build)));

function lookUp({ sources, from, instruction, stage, flags }: CopyFact, build: BuildContext): readonly LookedUpSource[] | undefined {
  const { snapshot } = build;
  if (snapshot.state !== 'known' || snapshot.value.truncated || stage?.os === 'windows') return undefined;
  if (from || instruction.flags.some(({ name }) => name === 'from')) return undefined;
  const found: LookedUpSource[] = [];
  for (const { kind, value, fixed, plain, start, end } of sources) {
    if (kind === 'heredoc') continue;
    if (!value || !fixed || value.includes('\\')) return undefined;
    if (kind !== 'path' && kind !== 'glob') continue;
    const match = build.match(value, { parents: flags.parents });
    if (!match || hasSymlinkFolder(value, build)) return undefined;
    found.push({ start, end, value, plain, match });
  }
  return found;
}

/** Whether a folder of the path is a symbolic link: the builder follows it, the listing of the context does not. */
function hasSymlinkFolder(source: string, build: BuildContext): boolean {
  return foldersAbove(contextPath(source)).some((folder) => build.entry(folder)?.kind === 'symlink');
}
