import { memoizeWeak } from '../../../base/memoize.ts';
import type { DockerfileModel, Stage } from '../../../model/model.ts';
import { defineRule } from '../../../linter/rule.ts';

/** The first stage of each name. */
const firstNamed = memoizeWeak(
  ({ stages }: DockerfileModel): ReadonlyMap<string | undefined, Stage> => new Map(stages.toReversed().map((stage) => [stage.name, stage])),
);

export const rule = defineRule({
  id: 'duplicate-stage-name',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3024', 'DuplicateStageName', 'DS-0012', 'CKV_DOCKER_11'],
  checks: [59],
  summary: 'Two stages have the same name.',
  messages: {
    duplicate: 'Duplicate stage name "{name}": FROM, COPY --from and --target may use the wrong stage. Rename one of them.',
    first: 'The other stage "{name}"',
  },
  withinStage: true,
  on: {
    stage({ index, name, nameSpan }, { model, report }) {
      const first = name === undefined ? undefined : firstNamed(model).get(name);
      if (!nameSpan || !first?.nameSpan || first.index === index) return;
      report({
        at: nameSpan,
        message: 'duplicate',
        data: { name: name! },
        related: [{ at: first.nameSpan, message: 'first', data: { name: name! } }],
      });
    },
  },
});
