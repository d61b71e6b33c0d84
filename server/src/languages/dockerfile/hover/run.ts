import { instructionNamed } from '../../../knowledge/instructions.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { explainCommand } from '../../../facts/commands/help.ts';
import type { ExplainedCommand, ExplainedOption } from '../../../facts/commands/help.ts';
import { factsOf } from '../../../facts/facts.ts';
import { quoteWords, readCommandLine } from '../../../shell/command-line.ts';
import { readingsOf } from '../../../shell/reading.ts';
import { bullets, code, escaped, joined, paragraphs, shortCode } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { layerOf } from '../document-sizes.ts';
import { layerLine, layerParts } from './layer.ts';
import { definition } from './phrases.ts';
import { instructionDetails, onbuildText } from './instruction.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** The maximum number of commands to explain. */
const maxCommands = 8;

/** The maximum number of characters of a command, and of the value of an option. */
const maxLength = { command: 70, value: 40 };

/** Hover on the keyword RUN: what it is, the size of its layer, and what its commands and their options do. */
export const hoverRun: HoverKind = (at) => {
  const { instruction } = at;
  if (instruction.keyword !== 'RUN' || !touches(instruction.keywordSpan, at.offset)) return undefined;
  const facts = instructionNamed('RUN')!;
  return {
    span: instruction.keywordSpan,
    markdown: paragraphs(
      definition(at, 'RUN'),
      bullets([onbuildText(at)]),
      layerLine(at),
      commands(at),
      bullets([wasteNote(at)]),
      layerParts(at),
      at.translate(keptFiles),
      instructionDetails(at, facts),
    ),
  };
};

/** Why a layer has its size. https://docs.docker.com/build/building/best-practices/#run */
const keptFiles = message(
  'The layer keeps every file that exists when this RUN ends. A later RUN can hide files, but not make the image smaller.',
);

function wasteNote({ document, instruction, translate }: HoverRequest): Markdown | undefined {
  const wasted = layerOf(document, instruction)?.estimate.wasted ?? 0;
  if (wasted === 0) return undefined;
  return translate(message('{size} is not needed in the image. Delete it at the end of this RUN.', { size: escaped(formatBytes(wasted)) }));
}

/** Hover on the name or an option of a command in RUN: what it does. */
export const hoverRunWord: HoverKind = (at) => {
  const { document, instruction, offset } = at;
  if (instruction.keyword !== 'RUN') return undefined;
  const command = factsOf(document.model, document.build)
    .commandsOf(instruction)
    .findLast((fact) => touches(fact.command, offset));
  const explained = command && explainCommand(command);
  const name = explained?.names.find((word) => touches(word, offset));
  if (explained && name) return { span: { start: name.start, end: name.end }, markdown: commandText(at, explained, explained.options) };
  const options = explained?.options.filter(({ word }) => touches(word, offset)) ?? [];
  const [first] = options;
  if (!first) return undefined;
  return { span: { start: first.word.start, end: first.word.end }, markdown: bullets(options.map((option) => optionText(at, option)))! };
};

/** What the commands of the RUN do. An option that occurs in several commands of a program is explained once. */
function commands(at: HoverRequest): Markdown | undefined {
  const { document, instruction, translate } = at;
  const { json } = instruction;
  const readings = json
    ? readingsOf(readCommandLine(quoteWords(json.items.map(({ value }) => value))))
    : factsOf(document.model, document.build).commandsOf(instruction);
  const explained = readings
    .filter(({ command }) => !command.containers.includes('substitution'))
    .flatMap((command) => explainCommand(command) ?? []);
  const seen = new Set<string>();
  const shown = explained.slice(0, maxCommands).map((command) => {
    const options = command.options.filter(({ phrase, value }) => {
      const key = `${phrase.text} ${value ?? ''}`;
      return !seen.has(key) && seen.add(key);
    });
    return commandText(at, command, options);
  });
  const count = explained.length - shown.length;
  return bullets([...shown, count > 0 ? translate(message('and {count} more commands', { count })) : undefined]);
}

function commandText(at: HoverRequest, { written, summary }: ExplainedCommand, options: readonly ExplainedOption[]): Markdown {
  const meaning = at.translate(summary);
  const text = at.translate(message('{term}: {meaning}', { term: shortCode(written, maxLength.command), meaning }));
  return joined([text, ...options.map((option) => optionText(at, option))], ' · ');
}

function optionText({ translate }: HoverRequest, { name, value, phrase }: ExplainedOption): Markdown {
  const meaning = translate(value === undefined ? phrase : { text: phrase.text, args: { value: shortCode(value, maxLength.value) } });
  return translate(message('{term}: {meaning}', { term: code(name), meaning }));
}
