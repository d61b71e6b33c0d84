import { defineRule } from '../../../linter/rule.ts';
import { lineageOf } from '../../../model/stages.ts';

export const rule = defineRule<'many', { readonly max: number }>({
  id: 'too-many-layers',
  category: 'size',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [181],
  summary: 'The final image gets many layers.',
  messages: { many: 'RUN, COPY and ADD add {count} layers to the image, more than {max}. Merge those that belong together.' },
  options: { max: 40 },
  optionTexts: { max: 'The largest number of layers that the file may add to the final image.' },
  withinStage: true,
  on: {
    stage(stage, { options, report }) {
      if (!stage.isFinal) return;
      const layers = lineageOf(stage).flatMap(({ instructions }) => instructions.filter(({ keyword }) => adding.has(keyword)));
      const excess = layers[options.max];
      if (excess) report({ at: excess.keywordSpan, message: 'many', data: { count: layers.length, max: options.max } });
    },
  },
});

const adding: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);
