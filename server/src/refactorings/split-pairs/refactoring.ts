import { indentationAt, lineBreakOf } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { slice } from '../../base/span.ts';
import { dependOnEachOther, hasEqualsForm } from '../pair-parts.ts';
import { defineRefactoring } from '../refactoring.ts';
import { commentLines } from '../run-parts.ts';

const keywords: ReadonlySet<string> = new Set(['ENV', 'LABEL', 'ARG']);

/** `ENV A=1 B=2` to one ENV for each; LABEL and ARG likewise. */
export const refactoring = defineRefactoring({
  id: 'split-pairs',
  kind: 'rewrite',
  offers({ instruction, text }) {
    const { keyword, keywordSpan, pairs } = instruction;
    if (!keywords.has(keyword) || pairs.length < 2 || !hasEqualsForm(instruction)) return [];
    if (keyword !== 'LABEL' && dependOnEachOther(pairs.map((pair) => ({ pair, of: instruction })))) return [];
    const lineBreak = lineBreakOf(text);
    const start = `${indentationAt(text, instruction.start)}${slice(text, keywordSpan)} `;
    const edits = pairs.slice(1).map((pair, i) => {
      const gap = { start: pairs[i]!.end, end: pair.start };
      return { ...gap, newText: `${lineBreak}${commentLines(text, gap, lineBreak)}${start}` };
    });
    return [{ title: message('Split into {count} {keyword} instructions', { count: pairs.length, keyword }), edits }];
  },
});
