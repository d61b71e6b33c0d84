import type { BuiltImage } from '../../server/src/context/built-image.ts';

/**
 * An image as a list of its history, the oldest entry first: `BYTES WHAT THE HISTORY SAYS`, one in a line. The first entry has the time
 * `created`, the next ones a second later each. Empty lines and indentation do not matter; ` # FROM x` at the end is a comment of buildah.
 */
export function builtImage(history: string, { tag = 'app:latest', created = 1000 }: { tag?: string; created?: number } = {}): BuiltImage {
  const rows = history.split('\n').map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  return {
    id: `${tag} ${created}`,
    tags: tag === '' ? [] : [tag],
    created: created * 1000,
    history: rows.map((row, i) => {
      const [, bytes, createdBy, comment] = /^(\d+) (.*?)(?: # (FROM \S+))?$/.exec(row)!;
      return { bytes: Number(bytes), createdBy: createdBy!, comment: comment ?? '', created: created + i };
    }),
  };
}
