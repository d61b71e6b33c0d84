import type { ImagePartView, ImageView } from '../../../server/src/lsp/messages.ts';

/** A part of the bar: a base image or a layer, or several small ones together. */
export interface Segment {
  /** The name of the color in page.css, and its index in the palette of a picture. */
  readonly color: number;
  /** The instruction in one line; undefined for several layers. */
  readonly part: ImagePartView | undefined;
  /** How many layers it stands for. */
  readonly count: number;
  readonly bytes: number;
  readonly wasted: number;
}

/** How many layers have a segment of their own. */
const mostSegments = 8;
/** Smaller parts of the image are shown together. */
const leastPart = 0.001;
/** How many colors there are. */
export const colorCount = 8;

/**
 * The parts of an image with a known size in build order, the smallest layers as one. The first is the base image.
 *
 * @param before The image before changes: what is in both images has the same color in both.
 */
export function segmentsOf(image: ImageView, before = image): readonly Segment[] {
  const known = image.parts.filter(({ bytes }) => bytes > 0);
  const largest = new Set(
    known
      .filter(({ bytes }) => bytes >= leastPart * image.bytes)
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, mostSegments),
  );
  const colors = colorsOf(known, before);
  const own = known.filter((part) => largest.has(part));
  const segments = own.map((part): Segment => ({ color: colors.get(part)!, part, count: 1, bytes: part.bytes, wasted: part.wasted }));
  const small = known.filter((part) => !largest.has(part));
  if (small.length === 0) return segments;
  const sum = (of: (part: ImagePartView) => number): number => small.reduce((total, part) => total + of(part), 0);
  return [
    ...segments,
    { color: colorCount, part: undefined, count: small.length, bytes: sum(({ bytes }) => bytes), wasted: sum(({ wasted }) => wasted) },
  ];
}

/** The color of each part is that of its place in the image before, where it may have another size, or be written in another way. */
function colorsOf(parts: readonly ImagePartView[], before: ImageView): ReadonlyMap<ImagePartView, number> {
  const left = before.parts.map((part, place) => ({ part, place }));
  let next = before.parts.length;
  return new Map(
    parts.map((part) => {
      const at = left.findIndex((other) => startOf(other.part) === startOf(part));
      const place = at < 0 ? next++ : left.splice(at, 1)[0]!.place;
      return [part, place % colorCount];
    }),
  );
}

/** Changes are usually made behind it: the keyword and the start of the first word. */
function startOf({ text }: ImagePartView): string {
  return text.slice(0, 12);
}
