import { describe, expect, it } from 'vitest';
import { createModel } from '../../server/src/model/index.ts';
import { completionsAt } from '../../server/src/languages/dockerfile/completion.ts';
import { signatureHelpAt } from '../../server/src/languages/dockerfile/signature-help.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { english } from '../../server/src/base/message.ts';
import { corpus } from '../support/corpus.ts';
import { documentOf } from '../support/document.ts';

/** Positions after which something new starts: a blank, a sign. The same positions in each run, up to a maximum per file. */
const mostPlaces = 4;

function placesIn(text: string): readonly number[] {
  const all = [...text.matchAll(/[\s$={,:/"-]/g)].map(({ index }) => index + 1);
  const step = Math.max(1, Math.floor(all.length / mostPlaces));
  return all.filter((_, i) => i % step === 0);
}

describe.skipIf(corpus.length === 0)('real Dockerfiles while they are being written', () => {
  it('completion and signature help do not fail, with and without the text after the cursor', () => {
    const misplaced: string[] = [];
    for (const { name, text } of corpus) {
      const whole = documentOf(text);
      for (const offset of placesIn(text)) {
        const begun = text.slice(0, offset);
        for (const document of [whole, { ...whole, text: begun, model: createModel(parse(begun, whole.model.tree)) }]) {
          const { text: written } = document;
          for (const { slot, label } of completionsAt(document, offset, { translate: english }).items) {
            const fits = written.slice(slot.start, offset) === slot.typed && !written.slice(slot.start, slot.end).includes('\n');
            if (!fits) misplaced.push(`${name} at ${offset}: ${label}`);
          }
          signatureHelpAt(document, offset);
        }
      }
    }
    expect(misplaced).toEqual([]);
  }, 120_000);
});
