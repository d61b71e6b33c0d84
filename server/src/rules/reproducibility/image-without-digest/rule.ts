import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'image-without-digest',
  category: 'reproducibility',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['S7023'],
  checks: [65],
  summary: 'An image is not pinned by its digest.',
  messages: {
    missing:
      'The tag of "{image}" can refer to another image at any time. Append its digest (@sha256:...) to always build on the same one.',
  },
  withinStage: true,
  on: {
    imageSource({ kind, stage, image, at, text }, _, { report }) {
      if (stage || !image || image.isScratch || image.digest !== undefined || image.resolved === undefined) return;
      // A name alone in COPY or a mount can be a named context.
      if (kind !== 'from' && !/[/:]/.test(text)) return;
      report({ at: { start: at.start, end: at.end }, message: 'missing', data: { image: image.resolved } });
    },
  },
});
