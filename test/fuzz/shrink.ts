/**
 * A smaller value that still fails: tries the candidates, and goes on with the first one that fails, until none does or `hasTime` is false.
 * `fails` may be asynchronous; it must not throw.
 */
export async function shrink<T>(
  value: T,
  candidates: (value: T) => Iterable<T>,
  fails: (value: T) => Promise<boolean>,
  hasTime: () => boolean = () => true,
): Promise<T> {
  let smallest = value;
  for (;;) {
    let smaller: { readonly value: T } | undefined;
    for (const candidate of candidates(smallest)) {
      if (!hasTime()) return smallest;
      if (!(await fails(candidate))) continue;
      smaller = { value: candidate };
      break;
    }
    if (!smaller) return smallest;
    smallest = smaller.value;
  }
}

/** The list without parts of it: without a half, a quarter, and so on, down to a single item. */
export function* withoutParts<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < list.length; at += size) yield list.toSpliced(at, size);
  }
}

/** Shorter texts: without lines; of few lines, also without words and characters. */
export function* shorterTexts(text: string): Generator<string> {
  const lines = text.split(/(?<=\n)/);
  for (const left of withoutParts(lines)) yield left.join('');
  if (lines.length > 30) return;
  const words = text.split(/(?<=[\s,=&|])/);
  for (const left of withoutParts(words)) yield left.join('');
  if (text.length > 200) return;
  for (const left of withoutParts([...text])) yield left.join('');
}
