import { memoizeWeak } from '../base/memoize.ts';
import { contextPath, foldersAbove } from '../base/paths.ts';
import type { Span } from '../base/span.ts';
import type { BuildContext, SourceMatch } from '../context/build-context.ts';
import type { CopyFact } from './copy.ts';

/** A source word of COPY or ADD that BuildKit certainly looks up in the build context, of which all is known. */
export interface LookedUpSource extends Span {
  /** The path or glob, variables replaced. */
  readonly value: string;
  /** The word is written exactly as it is used, so that another path can take its place. */
  readonly plain: boolean;
  /** What the word names, `--exclude` not applied. */
  readonly match: SourceMatch;
}

/** One source of a COPY or ADD; undefined where it is not among those that can be looked up. */
export function lookedUpSource(copy: CopyFact, { start }: Span, build: BuildContext): LookedUpSource | undefined {
  return lookedUpSources(copy, build)?.find((source) => source.start === start);
}

/**
 * The sources of a COPY or ADD that can be looked up; undefined where one cannot be, or need not be: the context is not known or was cut,
 * the files come from a stage or an image, `--build-arg` may give the path another value.
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
    if (!match || throughLink(value, build)) return undefined;
    found.push({ start, end, value, plain, match });
  }
  return found;
}

/** Whether a folder of the path is a link: the builder follows it, the listing of the context does not. */
function throughLink(source: string, build: BuildContext): boolean {
  return foldersAbove(contextPath(source)).some((folder) => build.entry(folder)?.kind === 'symlink');
}
