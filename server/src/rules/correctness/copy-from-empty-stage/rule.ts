import { absolutePath } from '../../../base/paths.ts';
import { hasWildcard } from '../../../context/glob.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { executionOrder } from '../../../model/positions.ts';
import { rootStage } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'copy-from-empty-stage',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  aliases: ['tally/copy-from-empty-scratch-stage'],
  checks: [76],
  summary: 'COPY --from copies from a stage that contains no files.',
  messages: {
    empty: 'The stage "{stage}" is based on scratch and contains no files, so the build fails: "{path}" does not exist.',
    here: 'Nothing adds a file to this stage.',
  },
  withinStage: true,
  on: {
    copySource({ kind, value, start, end }, instruction, context) {
      if (kind !== 'stage' || value === undefined || hasWildcard(value)) return;
      context.readsOtherStages();
      const source = context.facts.copyOf(instruction)?.from;
      const stage = source?.stage;
      if (!source || !stage || absolutePath('/', value) === '/' || !isEmpty(stage)) return;
      context.report({
        at: { start, end },
        message: 'empty',
        data: { stage: source.text, path: value },
        related: [{ at: stage.nameSpan ?? stage.from.keywordSpan, message: 'here' }],
      });
    },
  },
});

/** Whether no instruction of the stage or its parents can add a file or a folder. */
function isEmpty(stage: Stage): boolean {
  if (!rootStage(stage).image?.isScratch) return false;
  for (let each: Stage | undefined = stage; each; each = each.parent) if (executionOrder(each).some(addsFiles)) return false;
  return true;
}

const withoutFiles: ReadonlySet<string> = new Set(
  'FROM ARG CMD ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD SHELL STOPSIGNAL USER VOLUME'.split(' '),
);

function addsFiles({ keyword }: { readonly keyword: string }): boolean {
  return !withoutFiles.has(keyword);
}
