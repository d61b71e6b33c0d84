/**
 * The results of `start` for all items, in order. While one of them is used, up to `count` later ones are in progress, so that files are
 * read meanwhile. `start` must not reject.
 */
export async function* withLookahead<T, R>(items: readonly T[], count: number, start: (item: T) => Promise<R>): AsyncGenerator<R> {
  const started: Promise<R>[] = [];
  let next = 0;
  for (let i = 0; i < items.length; i++) {
    while (next < items.length && next <= i + count) started.push(start(items[next++]!));
    yield await started.shift()!;
  }
}
