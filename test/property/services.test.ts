import { finish } from '../../server/src/base/work.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import { codeLensesOf } from '../../server/src/languages/dockerfile/code-lens.ts';
import { foldsOf } from '../../server/src/languages/dockerfile/folding.ts';
import { hoverAt } from '../../server/src/languages/dockerfile/hover.ts';
import { layersOf } from '../../server/src/languages/dockerfile/layers.ts';
import { linksOf } from '../../server/src/languages/dockerfile/links.ts';
import { outlineOf } from '../../server/src/languages/dockerfile/outline.ts';
import type { OutlineEntry } from '../../server/src/languages/results.ts';
import { selectionsAt } from '../../server/src/languages/dockerfile/selection-range.ts';
import { signatureHelpAt } from '../../server/src/languages/dockerfile/signature-help.ts';
import { english } from '../../server/src/base/message.ts';
import { covers } from '../../server/src/base/span.ts';
import type { Span } from '../../server/src/base/span.ts';
import { readContextBlock } from '../support/context-block.ts';
import { corpus } from '../support/corpus.ts';
import { documentOf } from '../support/document.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';

/** Number of inputs for each property; CI uses more. */
const runs = Number(process.env.LAYERWISE_PROPERTY_RUNS ?? 500);

const context = readContextBlock('a\n    x\nx (100 bytes)\nsrc/x (10 bytes)\n.dockerignore\n    src\n');

/** The results of all features at a position, as spans that must be inside the text. */
function spansOf(document: DockerfileDocument, offset: number): readonly Span[] {
  const hover = hoverAt(document, offset, english);
  const entries = (list: readonly OutlineEntry[]): readonly Span[] =>
    list.flatMap(({ name, span, selection, children }) => {
      // An editor shows no outline at all if one entry has no name, or a selection range outside of its range.
      expect(name !== '' && covers(span, selection), `entry ${JSON.stringify(name)}`).toBe(true);
      return [span, selection, ...entries(children)];
    });
  signatureHelpAt(document, offset);
  return [
    ...(hover ? [hover.span] : []),
    ...codeLensesOf(document, english).map(({ span }) => span),
    ...finish(layersOf(document, english)).flatMap(({ at, layers }) => [at, ...layers.map((layer) => layer.at)]),
    ...foldsOf(document),
    ...linksOf(document),
    ...selectionsAt(document, offset),
    ...entries(outlineOf(document, english)),
  ];
}

function ask(text: string, at: number): void {
  const offset = at % (text.length + 1);
  for (const { start, end } of spansOf(documentOf(text, context), offset)) {
    expect(0 <= start && start <= end && end <= text.length, `${start}..${end} of ${text.length}`).toBe(true);
  }
}

describe('features work on any text, with spans inside it', () => {
  it('made of parts of Dockerfiles', () => {
    fc.assert(fc.property(dockerfileText, fc.nat(), ask), { numRuns: runs });
  });

  it.skipIf(corpus.length === 0)('real Dockerfiles that are cut off anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.nat(), fc.nat(), fc.nat(), ({ text }, a, b, at) => {
        const [from, to] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        ask(text.slice(from, to), at);
      }),
      { numRuns: runs },
    );
  });
});
