import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) => ({
      ...it,
      words: it.keyword === 'FROM' ? it.words.map((word, i) => (i === 2 ? word.toLowerCase() : word)) : it.words,
      flags: it.flags.map((flag) => (/^(?:from|mount)=/.test(flag) ? flag.toLowerCase() : flag)),
    })),
};
