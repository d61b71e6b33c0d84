import { describe, expect, it } from 'vitest';
import { selectionsAt } from '../../../../server/src/languages/dockerfile/selection-range.ts';
import { corpus } from '../../../support/corpus.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';

function selections(marked: string): readonly string[] {
  const { text, offset } = readCursor(marked);
  return selectionsAt(documentOf(text), offset).map(({ start, end }) => text.slice(start, end));
}

describe('expand selection', () => {
  it('expands from a word of a command to the file', () => {
    expect(selections('FROM a\nRUN x && apt-get install -y cu‸rl\nFROM b\n')).toEqual([
      'curl',
      'apt-get install -y curl',
      'x && apt-get install -y curl',
      'RUN x && apt-get install -y curl',
      'FROM a\nRUN x && apt-get install -y curl',
      'FROM a\nRUN x && apt-get install -y curl\nFROM b\n',
    ]);
  });

  it('expands through the parts of a flag', () => {
    expect(selections('FROM a\nRUN --mount=type=cache,target=/r‸oot/.npm x\n')).toEqual([
      'root',
      '/root/.npm',
      'target=/root/.npm',
      'type=cache,target=/root/.npm',
      '--mount=type=cache,target=/root/.npm',
      'RUN --mount=type=cache,target=/root/.npm x',
      'FROM a\nRUN --mount=type=cache,target=/root/.npm x',
      'FROM a\nRUN --mount=type=cache,target=/root/.npm x\n',
    ]);
  });

  it('expands from a variable to the pair', () => {
    expect(selections('FROM a\nENV A=x/${B‸B}/y C=d').slice(0, 5)).toEqual(['BB', '${BB}', 'x/${BB}/y', 'A=x/${BB}/y', 'A=x/${BB}/y C=d']);
  });

  it('expands from the text of a JSON string to the string with quotes', () => {
    expect(selections('FROM a\nCMD ["a b", "c ‸d"]').slice(0, 4)).toEqual(['d', 'c d', '"c d"', '["a b", "c d"]']);
  });

  it('expands from a line of a here-document to the whole', () => {
    expect(selections('FROM a\nRUN <<EOF\nfirst x\nsecond ‸y\nEOF\n').slice(0, 3)).toEqual(['y', 'second y', 'first x\nsecond y\n']);
  });

  it.skipIf(corpus.length === 0)('returns nested spans in every real Dockerfile', () => {
    for (const { name, text } of corpus.slice(0, 100)) {
      const document = documentOf(text);
      for (let offset = 0; offset < text.length; offset += 97) {
        const spans = selectionsAt(document, offset);
        expect(spans.at(-1), name).toEqual({ start: 0, end: text.length });
        for (const [i, span] of spans.entries()) {
          const next = spans[i + 1] ?? { start: -1, end: Infinity };
          expect(next.start <= span.start && span.end <= next.end && next.end - next.start > span.end - span.start, name).toBe(true);
        }
      }
    }
  });
});
