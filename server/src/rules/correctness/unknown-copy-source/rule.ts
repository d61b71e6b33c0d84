import { platformsOfOfficialImage, removalOfOfficialImage } from '../../../facts/official-image-list.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unknown-copy-source',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['DL3022', 'DF049', 'DD039'],
  checks: [74],
  summary: 'COPY --from or RUN --mount=from names neither a stage nor an official image.',
  messages: {
    unknown: 'No earlier stage and no official image is named "{name}": the build fails unless it gets --build-context {name}=...',
  },
  yields: true,
  withinStage: true,
  on: {
    imageSource({ kind, stage, image, text, at }, _, { report }) {
      if (kind === 'from' || stage || !image || !/^[a-z0-9][\w.-]*$/i.test(text) || text === 'scratch') return;
      if (platformsOfOfficialImage(text) || removalOfOfficialImage(text) !== undefined) return;
      report({ at, message: 'unknown', data: { name: text } });
    },
  },
});
