import { defineRule } from '../../../linter/rule.ts';
import type { DockerfileModel, Stage } from '../../../model/model.ts';
import { executionOrder } from '../../../model/positions.ts';
import { isChosenByBuild } from '../../../model/scopes.ts';

export const rule = defineRule({
  id: 'unused-stage',
  category: 'style',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['tally/no-unreachable-stages', 'DD066'],
  checks: [73],
  summary: 'A stage is not part of the final image, and nothing copies from it.',
  messages: {
    unnamed: 'Nothing uses this stage, so Docker skips it. Copy from it, or remove it.',
    named: 'The final stage does not use the stage "{name}", so Docker skips it. It is only built with --target {name}.',
  },
  on: {
    file({ model, report }) {
      if (model.stages.length < 2 || model.stages.some((stage) => isAnyStage(stage))) return;
      const used = usedStages(model);
      for (const stage of model.stages) {
        if (used.has(stage)) continue;
        report({
          at: stage.nameSpan ?? stage.from.keywordSpan,
          message: stage.name === undefined ? 'unnamed' : 'named',
          data: stage.name === undefined ? {} : { name: stage.name },
          tag: 'unnecessary',
        });
      }
    },
  },
});

/** Whether a variable selects what a stage is based on, or an ONBUILD copies from a stage: then any stage may be used. */
function isAnyStage(stage: Stage): boolean {
  return (
    isChosenByBuild(stage) ||
    stage.instructions.some(({ keyword, trigger }) => keyword === 'ONBUILD' && trigger?.flags.some(({ value }) => value !== undefined))
  );
}

/** The final stage, and all that it is based on or copies from, directly or not. */
function usedStages(model: DockerfileModel): ReadonlySet<Stage> {
  const used = new Set<Stage>();
  const open = model.final ? [model.final] : [];
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (used.has(stage)) continue;
    used.add(stage);
    if (stage.parent) open.push(stage.parent);
    for (const instruction of executionOrder(stage)) {
      if (instruction.flags.length === 0) continue;
      for (const source of model.sourcesOf(instruction)) if (source.stage) open.push(source.stage);
    }
  }
  return used;
}
