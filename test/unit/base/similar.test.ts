import { expect, it } from 'vitest';
import { mostSimilar } from '../../../server/src/base/similar.ts';

it.each([
  ['FORM', ['FROM', 'RUN'], 'FROM'],
  ['emali', ['email', 'mail'], 'email'],
  ['run', ['RUN'], 'RUN'],
  ['COPPY', ['COPY', 'CMD'], 'COPY'],
  ['ENTRYPIONT', ['ENTRYPOINT'], 'ENTRYPOINT'],
  ['AD', ['ADD', 'ARG'], 'ADD'],
  ['INSTALL', ['LABEL', 'SHELL'], undefined],
  ['A', ['B', '#'], undefined],
  ['a', ['B', 'A'], 'A'],
  ['', ['A'], undefined],
  ['builder', [], undefined],
])('%s in %j: %s', (word, candidates, expected) => {
  expect(mostSimilar(word, candidates)).toBe(expected);
});
