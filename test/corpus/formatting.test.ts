import { describe, expect, it } from 'vitest';
import { formatDocument } from '../../server/src/languages/dockerfile/formatting.ts';
import { defaultFormatOptions } from '../../server/src/formatting/options.ts';
import type { FormatOptions } from '../../server/src/formatting/options.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { corpus } from '../support/corpus.ts';
import { documentOf } from '../support/document.ts';
import { commentsOf, heredocsOf, meaningOf } from '../support/meaning.ts';
import type { Meaning } from '../../server/src/linter/may-change.ts';

const ways: readonly (readonly [string, FormatOptions])[] = [
  ['by default', defaultFormatOptions],
  [
    'with tabs, in small letters',
    { ...defaultFormatOptions, insertSpaces: false, indentSize: 8, instructionCase: 'lower', maxBlankLines: 0 },
  ],
];

function format(text: string, options: FormatOptions): string {
  return applyEdits(text, formatDocument(documentOf(text), options));
}

/** `AS` between image and name may be written in any case. https://docs.docker.com/reference/dockerfile/#from */
function withoutCase(meaning: Meaning): Meaning {
  return meaning.map((it) =>
    it.keyword === 'FROM' ? { ...it, words: it.words.map((word, i) => (i === 1 ? word.toUpperCase() : word)) } : it,
  );
}

describe.skipIf(corpus.length === 0).each(ways)('formatting the corpus %s', (_, options) => {
  it('changes no meaning, no comment, no heredoc', () => {
    for (const { name, text } of corpus) {
      const formatted = format(text, options);
      expect(withoutCase(meaningOf(formatted)), name).toEqual(withoutCase(meaningOf(text)));
      expect(commentsOf(parse(formatted)), name).toEqual(commentsOf(parse(text)));
      expect(heredocsOf(parse(formatted)), name).toEqual(heredocsOf(parse(text)));
    }
  });

  it('changes nothing when repeated', () => {
    for (const { name, text } of corpus) {
      const once = format(text, options);
      expect(format(once, options), name).toBe(once);
    }
  });
});
