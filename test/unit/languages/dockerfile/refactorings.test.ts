import { expect, it } from 'vitest';
import { applyEdits } from '../../../../server/src/base/edit.ts';
import { english } from '../../../../server/src/base/message.ts';
import { finish } from '../../../../server/src/base/work.ts';
import { refactoringsAt } from '../../../../server/src/languages/dockerfile/refactorings.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';

/** The offers of a rule at the cursor, with the text after each. */
function offersOf(rule: string, marked: string, context = 'run.sh (100 bytes)'): Readonly<Record<string, string>> {
  const { text, offset } = readCursor(marked);
  const offers = finish(refactoringsAt(documentOf(text, readContextBlock(context)), { start: offset, end: offset }));
  return Object.fromEntries(offers.filter(({ id }) => id === rule).map(({ title, edits }) => [english(title), applyEdits(text, edits)]));
}

/** Fixes of rules that are off, or that report only larger files. */
it.each<[rule: string, text: string, offers: Readonly<Record<string, string>>]>([
  [
    'missing-cache-mount',
    'FROM python:3.13\nRUN pip‸ install flask\n',
    { 'Add a cache mount': 'FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n' },
  ],
  [
    'unsorted-packages',
    'FROM debian:12\nRUN apt-get update && apt-get install -y b a ‸d c e\n',
    { 'Sort the packages': 'FROM debian:12\nRUN apt-get update && apt-get install -y a b c d e\n' },
  ],
  [
    'files-stored-twice',
    'FROM debian:12\nCOPY run.sh /\nRUN ‸chmod 755 /run.sh\n',
    { 'Use --chmod=755': 'FROM debian:12\nCOPY --chmod=755 run.sh /\n' },
  ],
  [
    'files-stored-twice',
    'FROM debian:12\nCOPY run‸.sh /\nRUN chmod 755 /run.sh\n',
    { 'Use --chmod=755': 'FROM debian:12\nCOPY --chmod=755 run.sh /\n' },
  ],
  ['missing-cache-mount', 'FROM python:3.13\nCOPY ‸run.sh /\nRUN pip install flask\n', {}],
  ['unsorted-packages', 'FROM debian:12\nRUN apt-get install -y a b c ‸d e\n', {}],
])('%s: %j', (rule, text, offers) => {
  expect(offersOf(rule, text)).toEqual(offers);
});

it('a fix that a finding offers is no refactoring as well', () => {
  expect(offersOf('files-stored-twice', 'FROM debian:12\nCOPY run.sh /\nRUN ‸chmod 755 /run.sh\n', 'run.sh (3000000 bytes)')).toEqual({});
});
