import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import { english } from '../../server/src/base/message.ts';
import { allRefactorings } from '../../server/src/refactorings/registry.generated.ts';
import { finish } from '../../server/src/base/work.ts';
import { offersAt } from '../../server/src/refactorings/offers.ts';
import { readContextBlock } from '../support/context-block.ts';
import { documentOf } from '../support/document.ts';
import { readRefactoringCases } from '../support/refactoring-cases.ts';
import { noContext } from '../support/rules.ts';

const folder = join(import.meta.dirname, '../../server/src/refactorings');

describe.each(allRefactorings)('$id/cases.txt', ({ id }) => {
  const cases = readRefactoringCases(readFileSync(join(folder, id, 'cases.txt'), 'utf8'));

  it('has a case with an offer, and one without', () => {
    expect(cases.some(({ offers }) => Object.keys(offers).length > 0)).toBe(true);
    expect(cases.some(({ offers }) => Object.keys(offers).length === 0)).toBe(true);
  });

  it.each(cases)('$title', ({ text, start, end, context, offers }) => {
    const document = documentOf(text, context === undefined ? noContext : readContextBlock(context));
    const made = finish(offersAt(document, { start, end })).filter((offer) => offer.id === id);
    expect(Object.fromEntries(made.map(({ title, edits }) => [english(title), applyEdits(text, edits)]))).toEqual(offers);
  });
});
