import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symbolsOf } from '../../server/src/languages/dockerfile/symbols/table.ts';
import { corpus } from '../support/corpus.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { documentOf } from '../support/document.ts';

/** Checks that apply to the symbols of any text. */
function expectSound(text: string): void {
  const { model } = documentOf(text);
  const table = symbolsOf(model);
  const declarations = new Set(table.symbols.flatMap(({ occurrences }) => occurrences.map(({ start }) => start)));
  const taken = new Set<string>();
  for (const symbol of table.symbols) {
    let at = -1;
    for (const { start, end, cursorSpan, written, definition, instruction } of symbol.occurrences) {
      const must = (rule: string, holds: boolean): void => {
        if (!holds) expect.fail(`${symbol.name} at ${start} ${rule} in ${JSON.stringify(text)}`);
      };
      must('comes after the one before', start > at);
      must('is inside of its instruction', instruction.start <= start && start <= end && end <= instruction.end);
      must('is inside its cursorSpan', cursorSpan.start <= start && end <= cursorSpan.end);
      must('belongs to one symbol only', !taken.has(`${symbol.kind} ${start}`));
      must('is the name, ignoring letter case', written !== 'name' || text.slice(start, end).toLowerCase() === symbol.name!.toLowerCase());
      must('has a known definition', !definition || declarations.has(definition.name.start));
      const found = table.at(end)?.symbol;
      must('is found by the cursor, or a variable in it is', found === symbol || found?.kind === 'variable');
      taken.add(`${symbol.kind} ${start}`);
      at = start;
    }
    expect(at).toBeGreaterThanOrEqual(0);
  }
}

describe('symbols', () => {
  it('of random text are consistent', () => {
    fc.assert(fc.property(dockerfileText, expectSound), { numRuns: 500 });
  });

  it.skipIf(corpus.length === 0)('of real files, complete and cut off', () => {
    for (const { text } of corpus) {
      expectSound(text);
      expectSound(text.slice(0, text.length * 0.6));
    }
  });
});
