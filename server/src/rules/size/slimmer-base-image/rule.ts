import { formatBytes } from '../../../base/bytes.ts';
import { needOfFullImage } from '../../../facts/full-image-needs.ts';
import { slimmerImage } from '../../../model/slimmer-image.ts';
import type { Stage } from '../../../model/model.ts';
import { isBase } from '../../../model/sources.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'slimmer-base-image',
  category: 'size',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['DD018'],
  checks: [81],
  summary: 'A smaller variant of the base image contains all that the stage uses.',
  messages: {
    slim: '"{slim}" is about {saved} smaller than "{image}": it has no compilers and development files, which nothing here uses.',
    docs: '"{slim}" is about {saved} smaller than "{image}": it has no documentation and translations, which nothing here uses.',
    jre: '"{slim}" is about {saved} smaller than "{image}": it has no compiler and tools for development, which nothing here uses.',
    change: 'Change the tag to {tag}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      const { image, base } = stage;
      if (!image?.tag || !image.tagSpan || image.digest !== undefined || !base || !stage.isInFinalImage || !isForLinux(stage)) return;
      const slimmer = slimmerImage(image.repository, image.tag, base);
      if (!slimmer) return;
      if (isBase(stage)) context.readsOtherStages();
      const needsFullImage = (other: Stage): boolean =>
        other.isInFinalImage && needOfFullImage(other, base, slimmer.base, context) !== undefined;
      if (context.model.stages.some(needsFullImage)) return;
      const tag = slimmer.tag;
      context.report({
        at: image.tagSpan,
        message: slimmer.kind,
        data: { slim: `${image.repository}:${tag}`, image: `${image.repository}:${image.tag}`, saved: formatBytes(slimmer.saved) },
        fixes: [{ title: 'change', data: { tag }, level: 'suggestion', edits: [{ ...image.tagSpan, newText: tag }] }],
      });
    },
  },
});
