import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../../../server/src/languages/dockerfile/hover.ts';
import bundle from '../../../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { english, createTranslator } from '../../../../server/src/base/message.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { documentOf } from '../../../support/document.ts';
import { readServiceFixture } from '../../../support/service-fixture.ts';

const chinese = createTranslator(bundle);
const folder = join(import.meta.dirname, 'hover');

/**
 * `on`: the text of the hover range. `begins`: how its Markdown begins. `says`, `does not say`: parts of its Markdown, one per line. `order`:
 * parts that follow each other in this order. `nothing`: no hover. `context`: the build context in the format of test/support/context-block.ts.
 */
const sections = ['on', 'begins', 'says', 'does not say', 'order', 'nothing', 'context'];

for (const file of readdirSync(folder)) {
  describe(`hover: ${file.replace('.txt', '')}`, () => {
    it.each([...readServiceFixture(readFileSync(join(folder, file), 'utf8'), sections)])('$title', (test) => {
      const context = test.sections.get('context');
      const document = documentOf(test.text, context && readContextBlock(context.join('\n')));
      const hover = hoverAt(document, test.offset, english);
      if (test.sections.has('nothing')) return expect(hover).toBeUndefined();
      expect(hover).toBeDefined();
      const on = test.sections.get('on');
      if (on) expect(test.text.slice(hover!.span.start, hover!.span.end)).toBe(on.join('\n'));
      for (const start of test.sections.get('begins') ?? []) expect(hover!.markdown.slice(0, start.length)).toBe(start);
      expectOrder(hover!.markdown, test.sections.get('order') ?? []);
      for (const piece of test.sections.get('says') ?? []) expect(hover!.markdown).toContain(piece);
      for (const piece of test.sections.get('does not say') ?? []) expect(hover!.markdown).not.toContain(piece);
      // full-width punctuation needs no space after it, except before Markdown syntax
      expect(hoverAt(document, test.offset, chinese)!.markdown).not.toMatch(/[。！？，；：] (?=[^\s|·])/);
    });
  });
}

/** Expects that the pieces follow each other in the text. */
function expectOrder(text: string, pieces: readonly string[]): void {
  let from = 0;
  for (const piece of pieces) {
    const found = text.indexOf(piece, from);
    expect(found, `${piece} after ${text.slice(0, from)}`).toBeGreaterThanOrEqual(from);
    from = found + piece.length;
  }
}
