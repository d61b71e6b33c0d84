import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'tag-and-digest',
  category: 'style',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'all',
  aliases: ['S8431'],
  checks: [66],
  summary: 'An image has a tag and a digest, of which only the digest counts.',
  messages: {
    both: 'Docker ignores the tag "{tag}", because the digest decides. After an update of the digest, the tag may be wrong.',
    remove: 'Remove the tag',
  },
  withinStage: true,
  on: {
    imageSource({ image }, _, { report }) {
      if (!image?.digest || image.tag === undefined || !image.tagSpan) return;
      const edits = [{ start: image.tagSpan.start - 1, end: image.tagSpan.end, newText: '' }];
      report({
        at: image.tagSpan,
        message: 'both',
        data: { tag: image.tag },
        fixes: [{ title: 'remove', level: 'suggestion', edits }],
      });
    },
  },
});
