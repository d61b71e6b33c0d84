import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parse.ts';
import { corpus } from '../support/corpus.ts';
import { readEverything } from '../support/tree.ts';

describe.skipIf(corpus.length === 0)('every Dockerfile of the corpus', () => {
  it.each(corpus.map((file) => [file.name, file.text] as const))('%s is parsed completely', (_, text) => {
    const tree = parse(text);
    readEverything(tree);
    expect(tree.problems.filter((problem) => problem.code !== 'unknown-instruction')).toEqual([]);
  });

  it('every character outside of blank lines belongs to one directive, comment or instruction', () => {
    for (const { name, text } of corpus) {
      const tree = parse(text);
      const covered = [...tree.directives, ...tree.comments, ...tree.instructions].sort((a, b) => a.start - b.start);
      let at = 0;
      for (const part of covered) {
        expect(text.slice(at, part.start).trim(), name).toBe('');
        at = part.end;
      }
      expect(text.slice(at).trim(), name).toBe('');
    }
  });
});
