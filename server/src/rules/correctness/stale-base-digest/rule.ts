import { defineRule } from '../../../linter/rule.ts';
import { rootStage } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'stale-base-digest',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/labels/no-stale-base-digest'],
  checks: [230],
  summary: 'The label with the digest of the base image differs from the digest in FROM.',
  messages: {
    stale: 'FROM has another digest, {digest}. Scanners and updaters read the label to find out what the image is based on.',
    from: 'The base image',
    update: 'Use the digest in FROM',
  },
  on: {
    LABEL(instruction, context) {
      for (const { name, value, valueSpan } of instruction.pairs) {
        if (name !== 'org.opencontainers.image.base.digest' || value === undefined || !valueSpan || value.includes('$')) continue;
        const stage = context.stageOf(instruction);
        const image = stage && rootStage(stage).image;
        const [, quote, written] = /^(["']?)(.*)\1$/s.exec(value)!;
        if (image?.digest === undefined || image.digest === written || written === '') continue;
        const edits = [{ start: valueSpan.start, end: valueSpan.end, newText: `${quote}${image.digest}${quote}` }];
        context.report({
          at: valueSpan,
          message: 'stale',
          data: { digest: image.digest },
          related: [{ at: image.digestSpan ?? image, message: 'from' }],
          fixes: [{ title: 'update', level: 'suggestion', edits }],
        });
      }
    },
  },
});
