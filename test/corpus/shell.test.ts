import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parse.ts';
import { scriptOf } from '../../server/src/shell/parse.ts';
import { corpus } from '../support/corpus.ts';
import { expectWhole } from '../support/script-spans.ts';

describe.skipIf(corpus.length === 0)('the shell text of every Dockerfile of the corpus', () => {
  it.each(corpus.map((file) => [file.name, file.text] as const))('%s is parsed without errors', (_, text) => {
    for (const instruction of parse(text).instructions) {
      const script = scriptOf(instruction.trigger ?? instruction, 'sh');
      if (!script) continue;
      expectWhole(text, script);
      expect({ errors: script.errors, opaque: script.opaque }).toEqual({ errors: [], opaque: false });
      expect(script.commands.length).toBeGreaterThan(0);
    }
  });
});
