import { onlyNeighbor } from '../../../base/similar.ts';
import { wholeText } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';
import { keywords } from '../../../syntax/keywords.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) =>
    wholeText(meaning.map((it) => ({ ...it, keyword: withoutRun(onlyNeighbor(it.keyword, keywords) ?? it.keyword) }))),
};

function withoutRun(keyword: string): string {
  return keyword === 'RUN' ? '' : keyword;
}
