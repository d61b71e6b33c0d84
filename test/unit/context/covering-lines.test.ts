import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coveringLinesOf } from '../../../server/src/context/dockerignore/covering-lines.ts';
import { covers } from '../../../server/src/context/dockerignore/covers.ts';
import { readIgnoreFile } from '../../../server/src/context/dockerignore/patterns.ts';

const part = fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '?b', '[ab]', '\\a', '..', '.', '');
const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const line = fc.tuple(fc.constantFrom('', '!'), pattern).map(([sign, text]) => sign + text);

it('finds the lines that cover another one, as a comparison of all pairs does', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { patterns } = readIgnoreFile(lines.join('\n'));
      const found = coveringLinesOf(patterns);
      for (const [i, inner] of patterns.entries()) {
        const covering = patterns.flatMap((outer, line) => (line !== i && covers(outer, inner) ? [line] : []));
        const isNegated = (line: number): boolean => patterns[line]!.negated;
        expect([...found.after(i, true, false)]).toEqual(covering.filter((line) => line > i));
        expect([...found.after(i, true)]).toEqual(covering.filter((line) => line > i && isNegated(line)));
        expect(found.before(i, false)).toBe(covering.findLast((line) => line < i && !isNegated(line)));
      }
    }),
    { numRuns: 500 },
  );
});
