import { absolutePath } from '../../../base/paths.ts';
import { defineRule } from '../../../linter/rule.ts';
import { findInCatalogue } from '../../../model/base-image.ts';
import { rootImage } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'copy-of-whole-filesystem',
  category: 'size',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['DL3067'],
  checks: [77],
  summary: 'COPY --from copies all files of another stage or image.',
  messages: {
    all: 'This copies all files of "{source}", including its tools and caches, over those of this stage. Copy only what is needed.',
  },
  withinStage: true,
  on: {
    copySource({ kind, value, start, end }, instruction, context) {
      if ((kind !== 'stage' && kind !== 'image') || value === undefined || !/^(?:\/|\/?\.\/?|\/?\*|\/\.)$/.test(value)) return;
      const copy = context.facts.copyOf(instruction);
      const stage = context.stageOf(instruction);
      if (!copy?.from || !stage || copy.destination?.path === undefined || absolutePath('/', copy.destination.path) !== '/') return;
      // In an image without files, this is the usual way to have one layer, and a stage based on scratch has only chosen files.
      if (rootImage(stage)?.isScratch || (copy.from.stage && rootImage(copy.from.stage)?.isScratch)) return;
      // An unknown image may contain nothing but what is to be copied.
      if (copy.from.image && !findInCatalogue(copy.from.image)) return;
      context.report({ at: { start, end }, message: 'all', data: { source: copy.from.text } });
    },
  },
});
