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
/** How many colors there are. */
export const colorCount = 8;

/** The parts of an image with a known size in build order, the smallest layers as one. The first is the base image. */
export function segmentsOf({ parts }: ImageView): readonly Segment[] {
  const known = parts.filter(({ bytes }) => bytes > 0);
  const largest = new Set(known.toSorted((a, b) => b.bytes - a.bytes).slice(0, mostSegments));
  const own = known.filter((part) => largest.has(part));
  const segments = own.map((part, i): Segment => ({ color: i % colorCount, part, count: 1, bytes: part.bytes, wasted: part.wasted }));
  const small = known.filter((part) => !largest.has(part));
  if (small.length === 0) return segments;
  const sum = (of: (part: ImagePartView) => number): number => small.reduce((total, part) => total + of(part), 0);
  return [
    ...segments,
    { color: colorCount, part: undefined, count: small.length, bytes: sum(({ bytes }) => bytes), wasted: sum(({ wasted }) => wasted) },
  ];
}
