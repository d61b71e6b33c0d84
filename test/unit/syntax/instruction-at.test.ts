import { expect, it } from 'vitest';
import { indexOfInstructionBefore, instructionAt, instructionAtOrAfter } from '../../../server/src/syntax/instruction-at.ts';
import { parse } from '../../../server/src/syntax/parse.ts';

it.each([
  ['|# c\nFROM a\n', -1, undefined, 'FROM a'],
  ['|FROM a\n', 0, 'FROM a', 'FROM a'],
  ['FROM a|\nRUN b\n', 0, 'FROM a', 'FROM a'],
  ['FROM a\n|\nRUN b\n', 0, undefined, 'RUN b'],
  ['FROM a\n|RUN b\n', 1, 'RUN b', 'RUN b'],
  ['FROM a\nRUN b \\\n |c\n', 1, 'RUN b \\\n c', 'RUN b \\\n c'],
  ['FROM a\n\n# end|', 0, undefined, undefined],
  ['|', -1, undefined, undefined],
])('%j', (marked, index, at, behind) => {
  const offset = marked.indexOf('|');
  const tree = parse(marked.replace('|', ''));
  expect(indexOfInstructionBefore(tree, offset)).toBe(index);
  expect(instructionAt(tree, offset)?.source).toBe(at);
  expect(instructionAtOrAfter(tree, offset)?.source).toBe(behind);
});
