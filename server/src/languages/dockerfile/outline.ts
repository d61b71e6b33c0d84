import type { Stage } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { OutlineEntry } from '../results.ts';
import type { DockerfileDocument } from './document.ts';

/** The instructions before the first FROM, then the stages with their instructions. Every entry has a name. */
export function outlineOf({ text, model }: DockerfileDocument, translate: Translate): readonly OutlineEntry[] {
  const { stages, tree } = model;
  const first = stages[0]?.start ?? text.length;
  const before = tree.instructions.filter(({ start }) => start < first);
  return [...entriesOf(text, before), ...stages.map((stage) => stageEntry(text, stage, translate))];
}

function stageEntry(text: string, stage: Stage, translate: Translate): OutlineEntry {
  const { from, instructions, name, nameSpan, index } = stage;
  const image = from.words[0];
  return {
    name: name === undefined ? translate(message('stage {index}', { index })) : text.slice(nameSpan!.start, nameSpan!.end),
    detail: image?.text ?? '',
    kind: 'stage',
    span: { start: stage.start, end: stage.end },
    selection: nameSpan ?? (image ? { start: image.start, end: image.end } : from.keywordSpan),
    children: entriesOf(
      text,
      instructions.filter((instruction) => instruction !== from),
    ),
  };
}

/** Entries for instructions. A line without a keyword, such as a single escape character, has no entry. */
function entriesOf(text: string, instructions: readonly Instruction[]): readonly OutlineEntry[] {
  return instructions.filter(({ keyword }) => keyword !== '').map((instruction) => entryOf(text, instruction));
}

/** The entry of an instruction, with a child entry for each of its pairs. */
function entryOf(text: string, instruction: Instruction): OutlineEntry {
  const { keyword, keywordSpan, pairs, start, end } = instruction;
  const named = pairs.filter(({ name }) => name !== '');
  return {
    name: keyword,
    detail: oneLine(instruction),
    kind: keyword,
    span: { start, end },
    selection: { start: keywordSpan.start, end: keywordSpan.end },
    children: named.map((pair): OutlineEntry => ({
      name: pair.name,
      detail: pair.valueSpan ? text.slice(pair.valueSpan.start, pair.valueSpan.end) : '',
      kind: 'variable',
      span: { start: pair.start, end: pair.end },
      selection: pair.nameSpan,
      children: [],
    })),
  };
}

/** The maximum length of the text after the keyword. */
const maxDetailLength = 120;

function oneLine({ bodyText, flags }: Instruction): string {
  const words = [...flags.map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`), bodyText];
  return words.join(' ').replace(/\s+/g, ' ').trim().slice(0, maxDetailLength);
}
