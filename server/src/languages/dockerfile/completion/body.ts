import { remoteKind } from '../../../facts/remote-source.ts';
import { takesJson } from '../../../syntax/keywords.ts';
import { message } from '../../../base/message.ts';
import { jsonWordAt, plainWordAt } from '../typed-word.ts';
import type { TypedWord } from '../typed-word.ts';
import { contextPathItems } from './context-paths.ts';
import { imageItems, scratchItems } from './images.ts';
import type { Completion } from '../../completion-item.ts';
import { argumentNameItems, environmentNameItems, labelKeyItems } from './names.ts';
import { packageItems } from './packages.ts';
import { destinationItems, folderItems, namedPathItems, stagePathItems } from './paths.ts';
import { slotAt } from './request.ts';
import type { ArgumentsRequest, ItemMaker } from './request.ts';
import { portItems } from './ports.ts';
import { shellFormItems, signalItems } from './settings.ts';
import { stageItems } from './stages.ts';
import { userItems } from './users.ts';
import { plainItems } from './values.ts';

/** Items for the arguments of an instruction. */
export function bodyItems(request: ArgumentsRequest): readonly Completion[] {
  const { keyword, body } = request.cursor;
  if (keyword === 'SHELL') return shellFormItems(request);
  const isJson = body.startsWith('[') && takesJson.has(keyword);
  if (keyword === 'RUN' && !isJson) return packageItems(request, body);
  const word = isJson ? jsonWordAt(body) : plainWordAt(body, request.document.model.tree.escape);
  const make = word && words[keyword];
  return make ? make(request, word) : [];
}

const execForm = message('Exec form: no shell is used, so the program receives signals directly.');

type WordMaker = (request: ArgumentsRequest, word: TypedWord) => readonly Completion[];

/** The items for a word, by instruction. */
const words: Readonly<Record<string, WordMaker>> = {
  FROM: fromItems,
  COPY: copyItems,
  ADD: copyItems,
  ARG: (request, word) => nameItems(request, word, argumentNameItems),
  ENV: (request, word) => nameItems(request, word, environmentNameItems),
  LABEL: (request, word) => nameItems(request, word, labelKeyItems),
  EXPOSE: (request, { typed }) => withSlot(request, typed, portItems),
  STOPSIGNAL: (request, word) => onlyWord(request, word, signalItems),
  USER: (request, word) => onlyWord(request, word, userItems),
  VOLUME: (request, { typed }) => withSlot(request, typed, folderItems),
  WORKDIR: (request, word) => onlyWord(request, word, folderItems),
  HEALTHCHECK: (request, word) =>
    onlyWord(request, word, (_, slot) => keywords(request, ['CMD', 'NONE']).flatMap((text) => plainItems(slot, [text]))),
  CMD: programItems,
  ENTRYPOINT: programItems,
};

function withSlot(request: ArgumentsRequest, typed: string, ...makers: readonly ItemMaker[]): readonly Completion[] {
  const slot = slotAt(request, typed);
  return slot ? makers.flatMap((make) => make(request, slot)) : [];
}

function onlyWord(request: ArgumentsRequest, { before, typed }: TypedWord, make: ItemMaker): readonly Completion[] {
  return before.length === 0 ? withSlot(request, typed, make) : [];
}

/** Keywords in the letter case of the instruction. */
function keywords({ cursor }: ArgumentsRequest, texts: readonly string[]): readonly string[] {
  return cursor.writtenKeyword === cursor.writtenKeyword.toLowerCase() ? texts.map((text) => text.toLowerCase()) : texts;
}

function fromItems(request: ArgumentsRequest, { before, typed }: TypedWord): readonly Completion[] {
  if (before.length === 0) return withSlot(request, typed, stageItems, imageItems, ...(/[:/]/.test(typed) ? [] : [scratchItems]));
  return before.length === 1 ? withSlot(request, typed, (_, slot) => plainItems(slot, keywords(request, ['AS']))) : [];
}

/** Sources are from the build context or a stage. The last word is the destination, and every word except the first one may be the last. */
function copyItems(request: ArgumentsRequest, { before, typed, form }: TypedWord): readonly Completion[] {
  const { document, cursor, instruction } = request;
  if (typed.startsWith('<<')) return [];
  const from = cursor.flags.find(({ name }) => name === 'from')?.value;
  const stage = from === undefined ? undefined : document.model.sourcesOf(instruction).find(({ kind }) => kind === 'copy')?.stage;
  const isRemote = cursor.keyword === 'ADD' && remoteKind(typed) !== undefined;
  return withSlot(request, typed, (_, slot) => {
    const sources =
      from !== undefined ? (stage ? stagePathItems(request, slot, stage) : []) : isRemote ? [] : contextPathItems(request, slot, form);
    return before.length === 0 ? sources : [...destinationItems(request, slot), ...sources];
  });
}

/** Only names are completed: the value after `=` is free text, except for variables. */
function nameItems(request: ArgumentsRequest, { typed }: TypedWord, make: ItemMaker): readonly Completion[] {
  return typed.includes('=') ? [] : withSlot(request, typed, make);
}

/** Offers exec form if there is no text yet, and programs of the stage inside the JSON array. */
function programItems(request: ArgumentsRequest, { typed, form }: TypedWord): readonly Completion[] {
  if (form === 'json') return typed.startsWith('/') ? withSlot(request, typed, namedPathItems) : [];
  if (request.cursor.body !== '') return [];
  const item = { label: '["…"]', kind: 'snippet', newText: '[""]', snippet: '["$1"]', filter: '[' } as const;
  return withSlot(request, '', ({ markdown }, slot) => [{ ...item, slot, documentation: () => markdown(execForm) }]);
}
