import fc from 'fast-check';
import { expect, it } from 'vitest';
import { completionsAt } from '../../server/src/languages/dockerfile/completion.ts';
import { signatureHelpAt } from '../../server/src/languages/dockerfile/signature-help.ts';
import { english } from '../../server/src/base/message.ts';
import { documentOf } from '../support/document.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { readContextBlock } from '../support/context-block.ts';

const context = readContextBlock('a/b.txt\nc.txt\n.dockerignore\n    a/*\n    !a/b.txt\n');

it('for any text and cursor position: items that an editor can apply, and signature help whose parameters match its label', () => {
  fc.assert(
    fc.property(dockerfileText, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
      const offset = Math.round(share * text.length);
      const document = documentOf(text, context);
      for (const { slot, documentation } of completionsAt(document, offset, { translate: english }).items) {
        expect(slot.start <= offset && offset <= slot.end && slot.end <= text.length).toBe(true);
        expect(text.slice(slot.start, offset)).toBe(slot.typed);
        expect(text.slice(slot.start, slot.end)).not.toContain('\n');
        documentation?.();
      }
      for (const { label, parameters, active } of signatureHelpAt(document, offset)?.signatures ?? []) {
        for (const { start, end } of parameters) expect(start >= 0 && start <= end && end <= label.length).toBe(true);
        if (active !== undefined) expect(parameters[active]).toBeDefined();
      }
    }),
    { numRuns: 1000 },
  );
});
