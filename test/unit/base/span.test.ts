import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coveredBy, covers } from '../../../server/src/base/span.ts';

const anySpan = fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }));

it('a span is covered by one of many as if each of them was asked', () => {
  fc.assert(
    fc.property(fc.array(anySpan), anySpan, (spans, inner) => {
      const sorted = spans.toSorted((a, b) => a.start - b.start);
      expect(coveredBy(sorted)(inner)).toBe(spans.some((outer) => covers(outer, inner)));
    }),
  );
});
