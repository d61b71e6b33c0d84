import type { Stage } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { bullets, code, escaped, factTable, joined, composed, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { imageName, lineText, stageTitle } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** Hover on the name of a stage, in its FROM and where it is used: its base image and its uses. */
export const hoverStage: HoverKind = (at) => {
  const { document, instruction, whole, offset, stage } = at;
  const own = stage?.nameSpan;
  if (stage && own && whole === stage.from && touches(own, offset)) return { span: own, markdown: stageText(at, stage) };
  const source = document.model.sourcesOf(instruction).find((reference) => touches(reference.at, offset));
  return source?.stage && { span: source.at, markdown: stageText(at, source.stage) };
};

/** A description of a stage and its uses. */
export function stageText(at: HoverRequest, stage: Stage): Markdown {
  const { translate, lineOf } = at;
  const lines = { first: lineOf(stage.from.start), last: lineOf(stage.instructions.at(-1)!.end) };
  return paragraphs(
    composed`**${stageTitle(at, stage)}** · ${translate(message('lines {first} to {last}', lines))}`,
    factTable([
      [translate(message('Base image')), stage.parent ? stageTitle(at, stage.parent) : imageName(rootImage(stage))],
      [translate(message('Used by')), usesText(at, stage)],
      [
        translate(message('Build only this stage')),
        stage.isFinal ? undefined : code(`docker build --target ${stage.name ?? stage.index} .`),
      ],
    ]),
    bullets([roleText(at, stage)]),
  );
}

function usesText(at: HoverRequest, { usedBy }: Stage): Markdown | undefined {
  if (usedBy.length === 0) return undefined;
  const uses = usedBy.map(({ instruction: { keyword, start } }) =>
    at.translate(message('{keyword} ({line})', { keyword: escaped(keyword), line: lineText(at, start) })),
  );
  return joined(uses, ', ');
}

/** The role of the stage in a build of the whole file. */
function roleText({ translate }: HoverRequest, { isFinal, isInFinalImage, usedBy }: Stage): Markdown {
  if (isFinal) return translate(message('The last stage, which `docker build` builds by default.'));
  if (isInFinalImage) return translate(message('The last stage is based on it: its layers are part of the image.'));
  if (usedBy.length === 0) return translate(message('No other stage uses it: BuildKit skips it, unless it is the target.'));
  return translate(message('Its layers are not part of the image, except for files that other stages copy.'));
}
