import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { corpus } from '../support/corpus.ts';
import { disagreements } from './agreement.ts';
import { loadGrammar } from './tokenise.ts';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar('source.dockerfile');
});

describe.skipIf(corpus.length === 0)('every Dockerfile of the corpus', () => {
  test.each(corpus.map(({ name, text }) => [name, text]))('%s: the grammar and the parser find the same instructions', (_, text) => {
    expect(disagreements(grammar, text)).toEqual([]);
  });
});
