import { expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import { createdText } from '../../../server/src/lsp/features/create-dockerignore.ts';

it.each([
  [3_004_000, 3_001_000, 'Created .dockerignore: it excludes 3 kB of the build context.'],
  [3_000_000, 1_000_000, 'Created .dockerignore: the build context is now 1 MB instead of 3 MB.'],
  [120, 120, 'Created .dockerignore.'],
])('a context of %i bytes, then %i', (before, after, text) => {
  expect(createdText({ before, after }, { translate: english })).toBe(text);
});
