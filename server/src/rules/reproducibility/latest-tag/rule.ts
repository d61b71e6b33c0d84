import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'latest-tag',
  category: 'reproducibility',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3007', 'DS-0001', 'CKV_DOCKER_7'],
  summary: 'The tag latest is another image whenever a new version comes out.',
  messages: {
    latest: '{image} is another image whenever a new version comes out, so a build that works today may not work tomorrow.',
  },
  on: {
    imageSource({ stage, image, text }, _, context) {
      if (stage || image?.tag !== 'latest' || !image.tagSpan || image.digest) return;
      context.report({ at: image.tagSpan, message: 'latest', data: { image: text } });
    },
  },
});
