import { instructionNamed } from '../../../knowledge/instructions.ts';
import type { InstructionEffect, InstructionFacts } from '../../../knowledge/instructions.ts';
import { message, joinSentences } from '../../../base/message.ts';
import type { FixedMessage } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { layerText } from './layer.ts';
import { bullets, code, codeBlock, joined, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { definition, docsLink } from './phrases.ts';
import { settingTexts } from './settings.ts';
import type { HoverKind, HoverRequest } from './request.ts';

const effects: Readonly<Record<InstructionEffect, FixedMessage>> = {
  layer: message('Creates a layer.'),
  folder: message('Creates a layer that only contains the folder.'),
  configuration: message('Does not create a layer: it only changes the image configuration.'),
  build: message('Does not create a layer: it only applies during the build.'),
  base: message('Starts with the layers of the base image.'),
};

/** Hover on the keyword of an instruction: what it is, what it does in this file, its layer, and notes. */
export const hoverInstruction: HoverKind = (at) => {
  const { instruction, offset } = at;
  const { keyword, keywordSpan, bodyText } = instruction;
  const facts = instructionNamed(keyword);
  if (!facts || !touches(keywordSpan, offset)) return undefined;
  return {
    span: keywordSpan,
    markdown: paragraphs(
      definition(at, keyword),
      bullets([...settingTexts(at), onbuildText(at)]),
      layerText(at),
      bodyText === '' ? codeBlock(facts.example) : undefined,
      instructionDetails(at, facts),
    ),
  };
};

/** An instruction in ONBUILD does nothing in this image. */
export function onbuildText({ whole, instruction, translate }: HoverRequest): Markdown | undefined {
  if (whole === instruction || whole.keyword !== 'ONBUILD') return undefined;
  return translate(message('ONBUILD: it takes effect in images that are built from this one.'));
}

/** The documentation of an instruction, with an example. */
export function instructionText(at: Pick<HoverRequest, 'translate'>, facts: InstructionFacts): Markdown {
  return paragraphs(definition(at, facts.keyword), codeBlock(facts.example), instructionDetails(at, facts));
}

/** Whether an instruction creates a layer, a common mistake, its forms, and the link to its reference. */
export function instructionDetails({ translate }: Pick<HoverRequest, 'translate'>, facts: InstructionFacts): Markdown {
  const { note, effect, lastWins, anchor } = facts;
  return paragraphs(
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
