import { instructionNamed } from '../../../knowledge/instructions.ts';
import type { InstructionEffect, InstructionFacts } from '../../../knowledge/instructions.ts';
import { message, joinSentences } from '../../../base/message.ts';
import type { FixedMessage } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { layerText } from './layer.ts';
import { bold, bullets, code, codeBlock, joined, composed, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { docsLink } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

const effects: Readonly<Record<InstructionEffect, FixedMessage>> = {
  layer: message('Creates a layer.'),
  folder: message('Creates a layer that only contains the folder.'),
  configuration: message('Does not create a layer: it only changes the image configuration.'),
  build: message('Does not create a layer: it only applies during the build.'),
  base: message('Starts with the layers of the base image.'),
};

/** Hover on the keyword of an instruction: its purpose, an example, and whether it creates a layer. */
export const hoverInstruction: HoverKind = (at) => {
  const { instruction, offset } = at;
  const facts = instructionNamed(instruction.keyword);
  if (!facts || !touches(instruction.keywordSpan, offset)) return undefined;
  return { span: instruction.keywordSpan, markdown: instructionText(at, facts, paragraphs(bullets([onbuildText(at)]), layerText(at))) };
};

/** An instruction in ONBUILD does nothing in this image. */
function onbuildText({ whole, instruction, translate }: HoverRequest): Markdown | undefined {
  if (whole === instruction || whole.keyword !== 'ONBUILD') return undefined;
  return translate(message('ONBUILD: it takes effect in images that are built from this one.'));
}

/**
 * The documentation of an instruction.
 *
 * @param layer The text about the size of its layer.
 */
export function instructionText({ translate }: Pick<HoverRequest, 'translate'>, facts: InstructionFacts, layer?: Markdown): Markdown {
  const { keyword, summary, note, effect, lastWins, example, anchor } = facts;
  return paragraphs(
    composed`${bold(keyword)} · ${translate(summary)}`,
    layer,
    codeBlock(example),
    joinSentences(
      translate(effects[effect]),
      lastWins ? translate(message('Only the last one in a stage is used.')) : undefined,
      note && translate(note),
    ),
    forms(facts.forms.map(({ label }) => label)),
    docsLink({ translate }, anchor),
  );
}

/** The forms of the instruction, if there are several. */
function forms(labels: readonly string[]): Markdown | undefined {
  return labels.length > 1 ? joined(labels.map(code), ' · ') : undefined;
}
