import { stageText } from '../hover/stage.ts';
import { hoverRequestIn } from '../hover/request.ts';
import { slice } from '../../../base/span.ts';
import type { Stage } from '../../../model/model.ts';
import type { Completion } from '../../completion-item.ts';
import type { ItemMaker, CompletionRequest } from './request.ts';

/** The named stages before this one, the nearest first. If several have the same name, the last one is used. */
export const stageItems: ItemMaker = (request, slot) => {
  const named = new Map<string, Stage>();
  for (const stage of stagesBefore(request)) if (stage.name !== undefined && !named.has(stage.name)) named.set(stage.name, stage);
  return [...named.values()].map((stage) => item(request, slot, slice(request.document.text, stage.nameSpan!), stage));
};

/** The unnamed stages before this one, by number. */
export const numberedStageItems: ItemMaker = (request, slot) =>
  stagesBefore(request)
    .filter(({ name }) => name === undefined)
    .map((stage) => item(request, slot, String(stage.index), stage));

function stagesBefore({ document, stage }: CompletionRequest): readonly Stage[] {
  return stage ? document.model.stages.slice(0, stage.index).reverse() : [];
}

function item(
  { document, offset, markdown, instruction }: CompletionRequest,
  slot: Completion['slot'],
  label: string,
  stage: Stage,
): Completion {
  const { from } = stage;
  return {
    label,
    kind: 'stage',
    slot,
    newText: label,
    detail: from.words[0]?.text,
    documentation: () => stageText(hoverRequestIn(document, instruction ?? from, offset, markdown), stage),
  };
}
