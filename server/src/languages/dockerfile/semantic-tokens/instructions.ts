import { remoteKind } from '../../../facts/remote-source.ts';
import type { DockerfileModel } from '../../../model/model.ts';
import type { Instruction, Word } from '../../../syntax/tree.ts';
import { slice } from '../../../base/span.ts';
import { addFlags, addSources } from './flags.ts';
import type { TokenBuilder } from './token-builder.ts';
import { addScript } from './shell.ts';
import type { ReadText } from './shell.ts';
import { addPort, addValue } from './values.ts';
import { addDeclaration, addVariables } from './variables.ts';

/** Adds the tokens of an instruction and of the instructions inside it. */
export function addInstruction(model: DockerfileModel, whole: Instruction, into: TokenBuilder): void {
  for (let part: Instruction | undefined = whole; part; part = part.trigger) {
    if (!part.known) continue;
    into.add(part.keywordSpan, 'keyword');
    addFlags(part, into);
    if (!part.json && !part.trigger) contents[part.keyword]?.(part, into, model);
    addHeredocs(part, into);
  }
  addSources(model, whole, into);
  const script = model.scriptOf(whole);
  if (script) addScript(script, readerOf(whole), into);
  addVariables(model, whole, into);
  for (const continuation of whole.continuations) into.exclude(continuation);
}

function readerOf({ source, start, continuations }: Instruction): ReadText {
  let text = '';
  for (const gap of continuations) text += source.slice(text.length, gap.start - start) + ' '.repeat(gap.end - gap.start);
  text += source.slice(text.length);
  return (at) => text.slice(at.start - start, at.end - start);
}

/** The arguments of each instruction. Exec form is left to the grammar, because it is JSON. */
const contents: Readonly<Record<string, (instruction: Instruction, into: TokenBuilder, model: DockerfileModel) => void>> = {
  FROM: ({ words: [, as, name] }, into) => {
    if (as?.text.toLowerCase() !== 'as') return;
    into.add(as, 'keyword');
    if (name) into.add(name, 'stageDeclaration');
  },
  ARG: addPairs,
  ENV: addPairs,
  LABEL: addPairs,
  COPY: addPaths,
  ADD: addPaths,
  VOLUME: addPaths,
  WORKDIR: ({ body }, into) => into.add(body, 'path'),
  EXPOSE: ({ words }, into, { tree }) => words.forEach((word) => addPort(word, slice(tree.text, word), into)),
  STOPSIGNAL: ({ words: [signal] }, into) => signal && into.add(signal, /^\d+$/.test(signal.text) ? 'number' : 'choice'),
  USER: ({ words: [user] }, into, { tree }) => user && addUser(user, slice(tree.text, user), into),
  HEALTHCHECK: ({ words: [none] }, into) => none?.text.toUpperCase() === 'NONE' && into.add(none, 'keyword'),
};

function addPairs(instruction: Instruction, into: TokenBuilder, model: DockerfileModel): void {
  for (const pair of instruction.pairs) {
    if (instruction.keyword === 'LABEL') into.add(pair.nameSpan, 'property');
    else addDeclaration(model, instruction, pair, into);
    const { value, valueSpan } = pair;
    if (value === undefined || !valueSpan) continue;
    addValue(valueSpan, slice(model.tree.text, valueSpan), model.tree.escape, into);
  }
}

/** Adds paths. URLs are left to the grammar, and heredoc markers are not paths. */
function addPaths({ words, heredocs }: Instruction, into: TokenBuilder): void {
  const markers = new Set(heredocs.map(({ marker }) => marker.start));
  for (const word of words) {
    if (!markers.has(word.start) && remoteKind(word.text) === undefined) into.add(word, 'path');
  }
}

function addUser({ start }: Word, text: string, into: TokenBuilder): void {
  for (const { 0: digits, index } of text.matchAll(/(?<![^:])\d+(?![^:])/g)) {
    into.add({ start: start + index, end: start + index + digits.length }, 'number');
  }
}

/** Adds `<<` and the delimiters of heredocs. Their content is left to the shell or the grammar. */
function addHeredocs({ heredocs }: Instruction, into: TokenBuilder): void {
  for (const { marker, stripTabs, fd, terminator } of heredocs) {
    const operatorStart = marker.start + (fd > 0 ? String(fd).length : 0);
    const name = operatorStart + (stripTabs ? 3 : 2);
    into.add({ start: marker.start, end: name }, 'operator');
    into.add({ start: name, end: marker.end }, 'heredoc');
    if (terminator) into.add(terminator, 'heredoc');
  }
}
