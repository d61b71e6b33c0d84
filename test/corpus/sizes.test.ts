import { describe, expect, it } from 'vitest';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { createModel } from '../../server/src/model/index.ts';
import { estimateSizes } from '../../server/src/sizes/estimate.ts';
import type { Bytes } from '../../server/src/sizes/size.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { assets } from '../support/assets.ts';
import { corpus } from '../support/corpus.ts';

const pending = createBuildContext({ state: 'pending' });

describe.skipIf(corpus.length === 0)('sizes of real files', () => {
  it.each(corpus)('$name: bounds are ordered, sizes without bytes are unknown, the total is the sum', ({ text }) => {
    for (const { base, layers, total } of estimateSizes(createModel(parse(text)), pending, assets)) {
      const all = [base, ...layers.map(({ estimate }) => estimate)];
      for (const { bytes, source, wasted, parts } of all) {
        expect(bytes === undefined).toBe(source === 'unknown');
        if (bytes) expect(inOrder(bytes)).toBe(true);
        expect(wasted).toBeGreaterThanOrEqual(0);
        expect(parts.every((part, i) => part.bytes >= 0 && part.bytes <= (parts[i - 1]?.bytes ?? Infinity))).toBe(true);
      }
      expect(inOrder(total.bytes)).toBe(true);
      expect(total.complete).toBe(all.every(({ bytes }) => bytes !== undefined));
      const known = all.reduce((sum, { bytes }) => sum + (bytes?.low ?? 0), 0);
      expect(total.bytes.low).toBeGreaterThanOrEqual(known);
    }
  });
});

function inOrder({ low, likely, high }: Bytes): boolean {
  return 0 <= low && low <= likely && likely <= high;
}
