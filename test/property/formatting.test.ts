import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocument, formatNewLine, formatRange } from '../../server/src/languages/dockerfile/formatting.ts';
import { defaultFormatOptions } from '../../server/src/formatting/options.ts';
import type { FormatOptions } from '../../server/src/formatting/options.ts';
import { applyEdits, areDisjoint } from '../../server/src/base/edit.ts';
import { corpus } from '../support/corpus.ts';
import { documentOf } from '../support/document.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { check, ruleOf } from '../support/rules.ts';
import { layoutFreeMeaning } from '../support/layout-free-meaning.ts';

/** Number of inputs for each property; CI uses more. */
const runs = Number(process.env.LAYERWISE_PROPERTY_RUNS ?? 500);

const options: fc.Arbitrary<FormatOptions> = fc.record({
  indentSize: fc.constantFrom(1, 2, 4, 8),
  insertSpaces: fc.boolean(),
  instructionCase: fc.constantFrom('upper', 'lower', 'keep'),
  maxBlankLines: fc.nat({ max: 2 }),
  trimTrailingWhitespace: fc.boolean(),
  finalNewline: fc.boolean(),
});

/** The rules about what the formatter changes. The others of their category are about the lines of the author and about here-documents. */
const layoutRules = [
  'indented-instruction',
  'missing-final-newline',
  'repeated-blank-lines',
  'repeated-spaces',
  'stages-not-separated',
  'trailing-spaces',
];

/** Lines of continued instructions with random blanks, where the formatter changes most. */
const continued = fc
  .array(
    fc.constantFrom(
      'RUN a', 'ENV A=1', 'ENV A b', 'LABEL a="b c"', 'COPY a', 'FROM a as b', 'CMD ["a",', 'ONBUILD run x', 'HEALTHCHECK --interval=5s', 'cmd y',
      ' \\\n', '\\\n', ' \\  \n', '\t\\\r\n', '\n', '  \n', '\n\n\n\n', '# c \n', '  # c\n', '&& x', 'if a; then', 'fi', '"b c"]', "'d", "'",
      '"', 'B=2', 'x y', '    ', '\t', '<<EOF', 'EOF\n', ' EOF\n', '\\', '--from=a', '$(x', ')', '# escape=`\n', '`\n', '; # z', 'case x in', 'a) b;;', 'esac',
      'RUN \\\n', '\\ ', '\\ \n', '\v', '\f', '\r', '\u00a0', '\u0085', '\u2028', '\ufeff',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join('')); // prettier-ignore

const anyText = fc.oneof(dockerfileText, continued);

function holds(text: string, how: FormatOptions): void {
  const document = documentOf(text);
  const edits = formatDocument(document, how);
  expect(areDisjoint(edits)).toBe(true);
  const formatted = applyEdits(text, edits);
  expect(layoutFreeMeaning(formatted)).toEqual(layoutFreeMeaning(text));
  expect(formatDocument(documentOf(formatted), how)).toEqual([]);
}

describe('formatting', () => {
  it('changes no meaning, no comment, no heredoc, and nothing when repeated', () => {
    fc.assert(fc.property(anyText, options, holds), { numRuns: runs * 4 });
  });

  it.skipIf(corpus.length === 0)('nor does formatting a part of a real Dockerfile', () => {
    const piece = fc.tuple(fc.constantFrom(...corpus), fc.nat(), fc.nat()).map(([{ text }, a, b]) => {
      const [from, to] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
      return text.slice(from, to);
    });
    fc.assert(fc.property(piece, options, holds), { numRuns: runs });
  });

  it('leaves nothing to report for the rules about the same layout', () => {
    const rules = layoutRules.map(ruleOf);
    const isDone = (text: string): void => {
      const formatted = applyEdits(text, formatDocument(documentOf(text), defaultFormatOptions));
      expect(check(formatted, { rules }).findings).toEqual([]);
    };
    for (const { text } of corpus) isDone(text);
    fc.assert(fc.property(anyText, isDone), { numRuns: runs });
  });

  it('of a range makes a subset of the edits of the whole file', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const document = documentOf(text);
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        const whole = formatDocument(document, defaultFormatOptions);
        for (const edit of formatRange(document, { start, end }, defaultFormatOptions)) expect(whole).toContainEqual(edit);
      }),
      { numRuns: runs },
    );
  });

  it('of a new line only changes the blanks around the cursor', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (before, at) => {
        const offset = at % (before.length + 1);
        const text = `${before.slice(0, offset)}\n${before.slice(offset)}`;
        for (const { start, end, newText } of formatNewLine(documentOf(text), offset + 1, defaultFormatOptions)) {
          expect(start).toBe(offset + 1);
          expect(text.slice(start, end) + newText).toMatch(/^[ \t]*$/);
        }
      }),
      { numRuns: runs },
    );
  });
});
