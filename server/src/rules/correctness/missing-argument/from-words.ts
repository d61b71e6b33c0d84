import type { Instruction, Word } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { Report } from '../../../linter/rule.ts';

export type FromMessage = 'stage' | 'as' | 'not-as' | 'tag' | 'end-of-from' | 'add' | 'use';

/**
 * Checks the words of FROM: one word, or three words of which the second is AS (parseFrom of moby/buildkit, instructions/parse.go).
 * Undefined if they are valid, or if a comment follows, which another rule reports.
 */
export function fromReport({ words, source }: Instruction): Report<FromMessage> | undefined {
  const [image, second, third, ...more] = words;
  if (!image || !second || words.some(({ text }) => text.startsWith('#'))) return undefined;
  const as = source.startsWith('f') ? 'as' : 'AS';
  if (/^as$/i.test(second.text)) {
    if (!third) return { at: spanOf(second), message: 'stage' };
    const last = more.at(-1);
    return last && { at: { start: more[0]!.start, end: last.end }, message: 'end-of-from', data: { name: third.text } };
  }
  const at = spanOf(second);
  const [name, tag] = [image.text.replace(/:$/, ''), second.text.replace(/^:/, '')];
  const isSeparated = name !== image.text || tag !== second.text || /^v?\d/.test(tag);
  if (isSeparated && !/[:@]/.test(name)) {
    const word = `${name}:${tag}`;
    return { at, message: 'tag', data: { word }, fixes: [fix('use', word, { start: image.start, end: second.end }, word)] };
  }
  if (!third)
    return { at, message: 'as', data: { name: second.text }, fixes: [fix('add', as, { start: at.start, end: at.start }, `${as} `)] };
  return { at, message: 'not-as', data: { word: second.text }, fixes: more.length > 0 ? [] : [fix('use', as, at, as)] };
}

function fix(title: 'add' | 'use', word: string, at: Span, newText: string): NonNullable<Report<FromMessage>['fixes']>[number] {
  return { title, data: { word }, level: 'suggestion', edits: [{ ...at, newText }] };
}

function spanOf({ start, end }: Word): Span {
  return { start, end };
}
