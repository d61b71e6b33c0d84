import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../server/src/services/completion.ts';
import { signatureHelpAt } from '../../server/src/services/signature-help.ts';
import { english } from '../../server/src/text/message.ts';
import { corpus } from '../support/corpus.ts';
import { documentOf } from '../support/document.ts';

/** Behind what begins something new: a blank, a sign. The same places in each run, at most so many in a file. */
const mostPlaces = 12;

function placesIn(text: string): readonly number[] {
  const all = [...text.matchAll(/[\s$={,:/"-]/g)].map(({ index }) => index + 1);
  const step = Math.max(1, Math.floor(all.length / mostPlaces));
  return all.filter((_, i) => i % step === 0);
}

describe.skipIf(corpus.length === 0)('real Dockerfiles while they are being written', () => {
  it('completion and signature help fail nowhere, with and without what follows the cursor', () => {
    for (const { name, text } of corpus) {
      for (const offset of placesIn(text)) {
        for (const written of [text, text.slice(0, offset)]) {
          const document = documentOf(written);
          for (const { slot, label } of completionsAt(document, offset, { say: english }).items) {
            expect(written.slice(slot.start, offset), `${name} at ${offset}: ${label}`).toBe(slot.typed);
            expect(written.slice(slot.start, slot.end), `${name} at ${offset}: ${label}`).not.toContain('\n');
          }
          signatureHelpAt(document, offset);
        }
      }
    }
  }, 120_000);
});
