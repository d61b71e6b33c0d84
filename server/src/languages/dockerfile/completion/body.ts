import { takesJson } from '../../../syntax/keywords.ts';
import { message } from '../../../base/message.ts';
import { jsonWordAt, plainWordAt } from '../typed-word.ts';
import type { TypedWord } from '../typed-word.ts';
import { contextPathItems } from './context-paths.ts';
import { imageItems, scratchItems } from './images.ts';
import type { Completion } from './item.ts';
import { argumentNameItems, environmentNameItems, labelKeyItems } from './names.ts';
import { packageItems } from './packages.ts';
import { destinationItems, folderItems, namedPathItems, stagePathItems } from './paths.ts';
import { slotAt } from './place.ts';
import type { ArgumentsPlace, Maker } from './place.ts';
import { portItems } from './ports.ts';
import { shellFormItems, signalItems } from './settings.ts';
import { stageItems } from './stages.ts';
import { userItems } from './users.ts';
import { plainItems } from './values.ts';

/** The words of an instruction's body. */
export function bodyItems(place: ArgumentsPlace): readonly Completion[] {
  const { keyword, body } = place.cursor;
  if (keyword === 'SHELL') return shellFormItems(place);
  const isJson = body.startsWith('[') && takesJson.has(keyword);
  if (keyword === 'RUN' && !isJson) return packageItems(place, body);
  const word = isJson ? jsonWordAt(body) : plainWordAt(body, place.document.model.tree.escape);
  const make = word && words[keyword];
  return make ? make(place, word) : [];
}

const execForm = message('The exec form: the program gets signals itself, no shell stands between.');

type WordMaker = (place: ArgumentsPlace, word: TypedWord) => readonly Completion[];

/** The words of each instruction's body. */
const words: Readonly<Record<string, WordMaker>> = {
  FROM: fromItems,
  COPY: copyItems,
  ADD: copyItems,
  ARG: (place, word) => nameItems(place, word, argumentNameItems),
  ENV: (place, word) => nameItems(place, word, environmentNameItems),
  LABEL: (place, word) => nameItems(place, word, labelKeyItems),
  EXPOSE: (place, { typed }) => withSlot(place, typed, portItems),
  STOPSIGNAL: (place, word) => onlyWord(place, word, signalItems),
  USER: (place, word) => onlyWord(place, word, userItems),
  VOLUME: (place, { typed }) => withSlot(place, typed, folderItems),
  WORKDIR: (place, word) => onlyWord(place, word, folderItems),
  HEALTHCHECK: (place, word) =>
    onlyWord(place, word, (_, slot) => keywords(place, ['CMD', 'NONE']).flatMap((text) => plainItems(slot, [text]))),
  CMD: programItems,
  ENTRYPOINT: programItems,
};

function withSlot(place: ArgumentsPlace, typed: string, ...makers: readonly Maker[]): readonly Completion[] {
  const slot = slotAt(place, typed);
  return slot ? makers.flatMap((make) => make(place, slot)) : [];
}

function onlyWord(place: ArgumentsPlace, { before, typed }: TypedWord, make: Maker): readonly Completion[] {
  return before.length === 0 ? withSlot(place, typed, make) : [];
}

/** Words of the language, in the letter case of the instruction. */
function keywords({ cursor }: ArgumentsPlace, texts: readonly string[]): readonly string[] {
  return cursor.writtenKeyword === cursor.writtenKeyword.toLowerCase() ? texts.map((text) => text.toLowerCase()) : texts;
}

function fromItems(place: ArgumentsPlace, { before, typed }: TypedWord): readonly Completion[] {
  if (before.length === 0) return withSlot(place, typed, stageItems, imageItems, ...(/[:/]/.test(typed) ? [] : [scratchItems]));
  return before.length === 1 ? withSlot(place, typed, (_, slot) => plainItems(slot, keywords(place, ['AS']))) : [];
}

/** Sources come from the context or a stage; the last word is where they go, and any word but the first may be the last. */
function copyItems(place: ArgumentsPlace, { before, typed, form }: TypedWord): readonly Completion[] {
  const { document, cursor, instruction } = place;
  if (typed.startsWith('<<')) return [];
  const from = cursor.flags.find(({ name }) => name === 'from')?.value;
  const stage = from === undefined ? undefined : document.model.sourcesOf(instruction).find(({ kind }) => kind === 'copy')?.stage;
  const isRemote = cursor.keyword === 'ADD' && /^(?:https?|ssh|git)[:@]/i.test(typed);
  return withSlot(place, typed, (_, slot) => {
    const sources =
      from !== undefined ? (stage ? stagePathItems(place, slot, stage) : []) : isRemote ? [] : contextPathItems(place, slot, form);
    return before.length === 0 ? sources : [...destinationItems(place, slot), ...sources];
  });
}

/** The name behind the `=` is free text, but for its variables. */
function nameItems(place: ArgumentsPlace, { typed }: TypedWord, make: Maker): readonly Completion[] {
  return typed.includes('=') ? [] : withSlot(place, typed, make);
}

/** The exec form, where nothing is written yet; in it, the programs that the stage has been given. */
function programItems(place: ArgumentsPlace, { typed, form }: TypedWord): readonly Completion[] {
  if (form === 'json') return typed.startsWith('/') ? withSlot(place, typed, namedPathItems) : [];
  if (place.cursor.body !== '') return [];
  const item = { label: '["…"]', kind: 'snippet', newText: '[""]', snippet: '["$1"]', filter: '[' } as const;
  return withSlot(place, '', ({ translate }, slot) => [{ ...item, slot, documentation: () => translate(execForm) }]);
}
