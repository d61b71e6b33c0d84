import { expect, it } from 'vitest';
import { newestTagFirst } from '../../../server/src/base/tag-order.ts';

it('words, then versions in descending order', () => {
  const tags = ['1.9', '22-slim', 'latest', '1.10', '22.3', 'alpine', '3'];
  expect(tags.toSorted(newestTagFirst)).toEqual(['alpine', 'latest', '22.3', '22-slim', '3', '1.10', '1.9']);
});
