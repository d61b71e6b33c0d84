import { findBaseImage } from '../../../model/base-image-catalogue.ts';
import { imageNameFault } from '../../../model/image-reference.ts';
import type { ImageReference, SourceReference } from '../../../model/model.ts';
import { isPlain } from '../../../syntax/expand.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'image-without-tag',
  category: 'reproducibility',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3006', 'S6596', 'DS-0001'],
  checks: [63],
  summary: 'An image has no tag, so builds may use different versions.',
  messages: {
    untagged: '"{image}" has no tag, so Docker uses "{image}:latest", which changes with every release. Add a tag.',
  },
  withinStage: true,
  on: {
    imageSource(source, _, context) {
      const { image } = source;
      if (source.stage || !image || image.tag || image.digest || image.isScratch) return;
      // A variable at the end of the name may contain the tag.
      if (!image.repositorySpan || image.repositorySpan.end !== image.end) return;
      // An invalid name is another mistake.
      if (isPlain(source.text) && imageNameFault(source.text)) return;
      if (source.kind === 'from' || isCertainlyImage(source, image)) {
        context.report({ at: source.at, message: 'untagged', data: { image: source.text } });
      }
    },
  },
});

/** COPY --from and --mount=from also accept the name of a context (`--build-context`). */
function isCertainlyImage({ text }: SourceReference, { repository }: ImageReference): boolean {
  return text.includes('/') || findBaseImage(repository, undefined) !== undefined;
}
