import { expect, it } from 'vitest';
import { LineIndex } from '../../../../server/src/base/lines.ts';
import { diagnose } from '../../../../server/src/languages/dockerfile/diagnostics.ts';
import { readInputs, readReasons, readRecorded } from '../../../builds/agreement/inputs.mjs';
import { documentOf } from '../../../support/document.ts';

const inputs = readInputs();
const recorded = readRecorded();
const reasons = readReasons();

/** The lines (from 1) of our errors, without repetitions. */
function errorLines(text: string): number[] {
  const lines = new LineIndex(text);
  const errors = diagnose(documentOf(text)).filter(({ severity }) => severity === 'error');
  return [...new Set(errors.map(({ span }) => lines.lineAt(span.start) + 1))];
}

/**
 * Whether our errors agree with Docker, which stops at the first error: one of ours is on its lines, or there is none on either side. Docker
 * gives no line (0) for some errors.
 */
function agrees(text: string, answer: { readonly first: number; readonly last: number } | null): boolean {
  const ours = errorLines(text);
  if (!answer) return ours.length === 0;
  return ours.some((line) => answer.first === 0 || (line >= answer.first && line <= answer.last));
}

it('has an answer of Docker for every input, with unique titles', () => {
  const titles = inputs.map(({ title }) => title);
  expect(titles).toEqual([...new Set(titles)]);
  expect(titles).toEqual(Object.keys(recorded));
});

it.each(inputs)('Docker and Layerwise agree: $title', ({ title, text }) => {
  const answer = recorded[title] ?? null;
  expect({ agrees: agrees(text, answer), answer: answer?.message, ours: errorLines(text) }).toMatchObject({ agrees: !reasons.has(title) });
});

it('explains only inputs that exist', () => {
  expect([...reasons.keys()].filter((title) => !Object.hasOwn(recorded, title) && !title.startsWith('corpus '))).toEqual([]);
});
