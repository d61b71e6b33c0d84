import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixAll } from '../../server/src/linter/fix-all.ts';
import type { Checked } from '../../server/src/linter/fix-all.ts';
import { lintedDockerfile } from '../../server/src/linter/linted-text.ts';
import { suppressEdit } from '../../server/src/linter/suppress-edit.ts';
import { applyEdits, areDisjoint } from '../../server/src/base/edit.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { check } from '../support/rules.ts';

const runs = { numRuns: 1500 };

it('no rule throws on any text; findings and edits are inside the text', () => {
  fc.assert(
    fc.property(dockerfileText, (text) => {
      const { tree, findings } = check(text);
      for (const finding of findings) {
        const spans = [finding.span, ...finding.related.map(({ span }) => span)];
        expect(spans.every(({ start, end }) => start >= 0 && start <= end && end <= text.length)).toBe(true);
        for (const { edits } of [...finding.fixes, { edits: suppressEdit(finding, lintedDockerfile(tree)) }]) {
          expect(areDisjoint(edits)).toBe(true);
          applyEdits(text, edits);
        }
      }
    }),
    runs,
  );
});

it('fix-all finishes on any text, and then nothing is left to fix', () => {
  const run = (text: string): Checked => check(text);
  fc.assert(
    fc.property(dockerfileText, (text) => {
      const fixed = fixAll(text, run).text;
      expect(fixAll(fixed, run).applied.map(({ rule }) => rule)).toEqual([]);
    }),
    runs,
  );
});
