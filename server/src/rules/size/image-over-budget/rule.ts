import { formatBytes, parseBytes } from '../../../base/bytes.ts';
import { defineRule } from '../../../linter/rule.ts';
import { estimateSizesInSteps } from '../../../sizes/estimate.ts';
import { formatInterval, lowerBound } from '../../../sizes/format.ts';

export const rule = defineRule<'over' | 'at-least' | 'probably' | 'invalid', { readonly budget: string }>({
  id: 'image-over-budget',
  category: 'size',
  severity: 'warning',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'The final image is larger than the budget of the project.',
  messages: {
    over: 'The image takes {size}, more than the budget of {budget}. Show its layers to see what would make it smaller.',
    'at-least': 'The image takes at least {size}, more than the budget of {budget}. Show its layers to see what would make it smaller.',
    probably: 'The image probably takes more than the budget of {budget}: {size}. Show its layers to see what would make it smaller.',
    invalid: '"{budget}" is not a size. Use a number and a unit, as in 500 MB.',
  },
  options: { budget: '' },
  optionTexts: { budget: 'The largest size of the final image on disk, as `500 MB` or `1.2 GB`. Without it, nothing is reported.' },
  on: {
    *stage({ isFinal, from }, { model, build, assets, options, report }) {
      const { budget } = options;
      // The size is not known before the build context has been read.
      if (!isFinal || budget.trim() === '' || build.snapshot.state === 'pending') return;
      const most = parseBytes(budget);
      if (most === undefined) return report({ at: from.keywordSpan, message: 'invalid', data: { budget } });
      const { bytes, complete } = (yield* estimateSizesInSteps(model, build, assets)).at(-1)!.total;
      const data = { budget: formatBytes(most), size: complete ? formatInterval(bytes) : formatBytes(lowerBound(bytes)) };
      if (!complete && bytes.low > most) report({ at: from.keywordSpan, message: 'at-least', data });
      else if (bytes.low > most) report({ at: from.keywordSpan, message: 'over', data });
      else if (complete && bytes.likely > most) report({ at: from.keywordSpan, message: 'probably', data });
    },
  },
});
