import { onlyNeighbor } from '../../../base/similar.ts';
import type { Instruction, Word } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { FixLevel, Report } from '../../../linter/rule.ts';

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
  const isMarked = name !== image.text || tag !== second.text;
  const isSeparated = isMarked || /^v?\d/.test(tag);
  if (isSeparated && !/[:@]/.test(name)) {
    const word = `${name}:${tag}`;
    return {
      at,
      message: 'tag',
      data: { word },
      fixes: [fix('use', word, { start: image.start, end: second.end }, word, isMarked && isPlain(source) ? 'safe' : 'suggestion')],
    };
  }
  // After a tag or a digest, a word can only be the name of the stage.
  const isOnlyName = /[:@]/.test(image.text.replace(/^[^/]*\//, '')) && /^[a-z][\w.-]*$/i.test((third ?? second).text);
  if (!third)
    return {
      at,
      message: 'as',
      data: { name: second.text },
      fixes: [fix('add', as, { start: at.start, end: at.start }, `${as} `, isOnlyName ? 'safe' : 'suggestion')],
    };
  return {
    at,
    message: 'not-as',
    data: { word: second.text },
    fixes: more.length > 0 ? [] : [fix('use', as, at, as, isOnlyName && onlyNeighbor(second.text, ['AS']) ? 'safe' : 'suggestion')],
  };
}

function isPlain(source: string): boolean {
  return !/[\r\n]/.test(source);
}

function fix(
  title: 'add' | 'use',
  word: string,
  at: Span,
  newText: string,
  level: FixLevel,
): NonNullable<Report<FromMessage>['fixes']>[number] {
  return { title, data: { word }, level, edits: [{ ...at, newText }] };
}

function spanOf({ start, end }: Word): Span {
  return { start, end };
}
