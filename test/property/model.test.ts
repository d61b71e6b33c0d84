import fc from 'fast-check';
import { describe, it } from 'vitest';
import { createModel } from '../../server/src/model/index.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { touchModel } from '../support/touch-model.ts';

describe('the model', () => {
  it('accepts any text', () => {
    fc.assert(
      fc.property(dockerfileText, (text) => touchModel(createModel(parse(text)))),
      { numRuns: 2000 },
    );
  });

  it('accepts thousands of stages that are based on each other', () => {
    const stages = Array.from({ length: 5000 }, (_, i) => `FROM s${i} AS s${i + 1}\nENV V${i % 50}=$V${(i + 1) % 50}x\nRUN echo $V1\n`);
    const model = createModel(parse(`FROM alpine AS s0\n${stages.join('')}`));
    model.configOf(model.final!).env.get('V1');
    for (const instruction of model.tree.instructions) model.scopeAt(instruction).expand('$V1 $V2');
  });
});
