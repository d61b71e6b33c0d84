import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { convertToMultiStage } from '../../../server/src/multi-stage/convert.ts';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { factsOf } from '../../../server/src/facts/facts.ts';
import { english, message } from '../../../server/src/base/message.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { readConversionCases } from '../../support/conversion-cases.ts';
import { modelOf } from '../../support/model.ts';

const unknown = { state: 'unavailable', reason: message('no folder') } as const;

describe.each(fs.readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt')))('%s', (name) => {
  const cases = readConversionCases(fs.readFileSync(path.join(import.meta.dirname, name), 'utf8'));
  test.each(cases)('$title', ({ text, context, becomes, because, refused }) => {
    const build = createBuildContext(context === undefined ? unknown : readContextBlock(context));
    const conversion = convertToMultiStage(factsOf(modelOf(text), build));
    if (conversion.kind === 'refused') {
      const texts = [conversion.reason, ...conversion.needs].map(english);
      expect(refused, texts.join('\n')).toBeDefined();
      refused!.forEach((part, i) => expect(texts[i]).toContain(part));
      return;
    }
    expect(conversion.text).toBe(becomes);
    expect(applyEdits(text, conversion.edits)).toBe(conversion.text);
    const texts = conversion.decisions.map(english).join('\n');
    for (const part of because) expect(texts).toContain(part);
  });
});
