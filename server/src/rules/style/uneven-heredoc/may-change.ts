import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  heredocs: withoutOuterBlanks,
  normalize: (meaning) => meaning.map((it) => (it.keyword === 'RUN' ? { ...it, heredocs: it.heredocs.map(withoutOuterBlanks) } : it)),
};

function withoutOuterBlanks(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+(?=\r?$)/gm, '');
}
