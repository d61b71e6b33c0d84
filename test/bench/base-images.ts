import { closestRow, nearSpread, sizedRepositories, sizeRowsOf } from '../../server/src/model/base-image-sizes.ts';
import { versionDistance } from '../../server/src/model/image-spread.ts';
import { createModel } from '../../server/src/model/index.ts';
import { readTag } from '../../server/src/model/image-tag.ts';
import { sizeOfReference } from '../../server/src/model/base-image.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { corpus } from '../support/corpus.ts';

/** How many images in FROM lines have a size. Stages of the same file, `scratch` and names that depend on the build do not count. */
export function coverage() {
  const found = corpus
    .flatMap(({ text }) => createModel(parse(text)).stages)
    .flatMap(({ image }) =>
      image && !image.isScratch && image.resolved !== undefined ? [{ name: image.resolved, size: sizeOfReference(image) }] : [],
    );
  const counts = new Map<string, number>();
  for (const { name } of found.filter(({ size }) => !size)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    images: found.length,
    known: found.filter(({ size }) => size).length,
    exact: found.filter(({ size }) => size?.exact).length,
    unknown: [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} (${count})`),
  };
}

/** Each tag whose size was read, as if the table did not have it. Tags without another one of their variant have no result. */
export function leftOut() {
  return sizedRepositories().flatMap((repository) => {
    const rows = sizeRowsOf(repository);
    return rows.flatMap((row) => {
      const name = row.names[0]!;
      const wanted = readTag(repository, name);
      const rest = rows.filter((other) => other !== row);
      const near = row.how === 'read' ? closestRow(rest, wanted) : undefined;
      if (!near) return [];
      const ratio = row.likely / near.likely;
      const spread = nearSpread(rest, near, wanted);
      const isOtherRelease = !near.tags.some(({ release }) => release === wanted.release);
      return [
        {
          name: `${repository}:${name} from ${near.names[0]}`,
          error: Math.abs(1 / ratio - 1),
          spread,
          isInside: ratio <= (1 + spread) * 1.0001 && ratio >= 0.9999 / (1 + spread),
          isRecent: row.date >= '2022',
          kind: `${versionDistance(near.version, wanted.version)}${isOtherRelease ? ', other release' : ''}${near.how === 'read' ? '' : ', from a ratio'}`,
        },
      ];
    });
  });
}

/** @returns The value below which a share of the values is. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}
