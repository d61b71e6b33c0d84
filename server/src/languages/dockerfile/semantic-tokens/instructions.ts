import type { DockerfileModel } from '../../../model/model.ts';
import type { Instruction, Word } from '../../../syntax/tree.ts';
import { slice } from '../../../base/span.ts';
import { addFlags, addSources } from './flags.ts';
import type { Pieces } from './pieces.ts';
import { addScript } from './shell.ts';
import type { Read } from './shell.ts';
import { addPort, addValue } from './values.ts';
import { addDeclaration, addVariables } from './variables.ts';

/** All tokens of an instruction of the file, and of those that it holds. */
export function addInstruction(model: DockerfileModel, whole: Instruction, into: Pieces): void {
  for (let part: Instruction | undefined = whole; part; part = part.trigger) {
    if (!part.known) continue;
    into.add(part.keywordSpan, 'keyword');
    addFlags(part, into);
    if (!part.json && !part.trigger) contents[part.keyword]?.(part, into, model);
    addHeredocs(part, into);
  }
  addSources(model, whole, into);
  const script = model.scriptOf(whole);
  if (script) addScript(script, reading(whole), into);
  addVariables(model, whole, into);
  for (const continuation of whole.continuations) into.leaveOut(continuation);
}

function reading({ source, start, continuations }: Instruction): Read {
  let text = '';
  for (const gap of continuations) text += source.slice(text.length, gap.start - start) + ' '.repeat(gap.end - gap.start);
  text += source.slice(text.length);
  return (at) => text.slice(at.start - start, at.end - start);
}

/** What stands behind the keyword and the flags. The exec form is left to the grammar: it is JSON. */
const contents: Readonly<Record<string, (instruction: Instruction, into: Pieces, model: DockerfileModel) => void>> = {
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

function addPairs(instruction: Instruction, into: Pieces, model: DockerfileModel): void {
  for (const pair of instruction.pairs) {
    if (instruction.keyword === 'LABEL') into.add(pair.nameSpan, 'property');
    else addDeclaration(model, instruction, pair, into);
    const { value, valueSpan } = pair;
    if (value === undefined || !valueSpan) continue;
    addValue(valueSpan, slice(model.tree.text, valueSpan), model.tree.escape, into);
  }
}

const remote = /^(?:https?|ftp|ssh|git):\/\/|^git@/i;

/** Addresses are left to the grammar, and the markers of heredocs are no paths. */
function addPaths({ words, heredocs }: Instruction, into: Pieces): void {
  const markers = new Set(heredocs.map(({ marker }) => marker.start));
  for (const word of words) {
    if (!markers.has(word.start) && !remote.test(word.text)) into.add(word, 'path');
  }
}

function addUser({ start }: Word, text: string, into: Pieces): void {
  for (const { 0: digits, index } of text.matchAll(/(?<![^:])\d+(?![^:])/g)) {
    into.add({ start: start + index, end: start + index + digits.length }, 'number');
  }
}

/** The `<<` and both ends' delimiters. What is between them the shell or the grammar tells. */
function addHeredocs({ heredocs }: Instruction, into: Pieces): void {
  for (const { marker, stripTabs, fd, terminator } of heredocs) {
    const sign = marker.start + (fd > 0 ? String(fd).length : 0);
    const name = sign + (stripTabs ? 3 : 2);
    into.add({ start: marker.start, end: name }, 'operator');
    into.add({ start: name, end: marker.end }, 'heredoc');
    if (terminator) into.add(terminator, 'heredoc');
  }
}
