import { describe, expect, it } from 'vitest';
import { createModel } from '../../server/src/model/index.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { corpus } from '../support/corpus.ts';
import { touchModel } from '../support/touch-model.ts';

describe.skipIf(corpus.length === 0)('every Dockerfile of the corpus', () => {
  it.each(corpus.map((file) => [file.name, file.text] as const))('%s has a model', (_, text) => {
    const model = createModel(parse(text));
    expect(model.stages.length).toBeGreaterThan(0);
    touchModel(model);
  });
});
