import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../server/src/languages/dockerfile/hover.ts';
import { english } from '../../server/src/base/message.ts';
import type { Translate } from '../../server/src/base/message.ts';
import { corpus } from '../support/corpus.ts';
import { documentOf } from '../support/document.ts';

/** Translates to English and throws if a placeholder of a message has no value. */
const strict: Translate = (message) => {
  for (const [, place] of message.text.matchAll(/\{(\w+)\}/g)) {
    if (message.args?.[place!] === undefined) throw new Error(`${message.text}: no value for {${place}}`);
  }
  return english(message);
};

describe.skipIf(corpus.length === 0)('hovers on real Dockerfiles', () => {
  it('do not fail, contain the cursor, and have a value for every placeholder', () => {
    for (const { name, text } of corpus) {
      const document = documentOf(text);
      for (let offset = 0; offset < text.length; offset += 53) {
        const hover = hoverAt(document, offset, strict);
        if (!hover) continue;
        expect(hover.span.start <= offset && offset <= hover.span.end, `${name} at ${offset}`).toBe(true);
        expect(hover.markdown, `${name} at ${offset}`).not.toMatch(/undefined|\[object/);
      }
    }
  }, 60_000);
});
