import { formatBytes } from '../../../base/bytes.ts';
import { defineRule } from '../../../linter/rule.ts';
import { estimateSizesInSteps } from '../../../sizes/estimate.ts';

export const rule = defineRule<'large' | 'wasted', { readonly maxMegabytes: number; readonly maxWastedMegabytes: number }>({
  id: 'layer-too-large',
  category: 'size',
  severity: 'info',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [184],
  summary: 'A layer of the image is larger than the settings allow, as far as its size is known before the build.',
  messages: {
    large: 'This layer has about {size}, more than the limit of {limit}.',
    wasted: 'About {size} of this layer are not needed (caches, package lists, deleted files), more than the limit of {limit}.',
  },
  options: { maxMegabytes: 0, maxWastedMegabytes: 0 },
  optionTexts: {
    maxMegabytes: 'The largest size of a layer in megabytes. With 0, nothing is reported.',
    maxWastedMegabytes: 'The largest part of a layer that is not needed, in megabytes. With 0, nothing is reported.',
  },
  on: {
    *file({ options, model, build, assets, report }) {
      const { maxMegabytes, maxWastedMegabytes } = options;
      // The sizes are only estimated for those who set a limit.
      if ((maxMegabytes <= 0 && maxWastedMegabytes <= 0) || build.snapshot.state === 'pending') return;
      for (const { stage, layers } of yield* estimateSizesInSteps(model, build, assets)) {
        if (!stage.isInFinalImage) continue;
        for (const { instruction, estimate } of layers) {
          const { bytes, wasted } = estimate;
          const at = instruction.keywordSpan;
          if (maxMegabytes > 0 && bytes && bytes.low > maxMegabytes * million) {
            report({ at, message: 'large', data: { size: formatBytes(bytes.likely), limit: formatBytes(maxMegabytes * million) } });
          } else if (maxWastedMegabytes > 0 && wasted > maxWastedMegabytes * million) {
            report({ at, message: 'wasted', data: { size: formatBytes(wasted), limit: formatBytes(maxWastedMegabytes * million) } });
          }
        }
      }
    },
  },
});

const million = 1_000_000;
