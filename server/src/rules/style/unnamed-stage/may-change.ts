import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => {
    const names = meaning.filter(({ keyword }) => keyword === 'FROM').map(({ words }) => words[2]?.toLowerCase());
    const numbered = (name: string): string => (names.includes(name.toLowerCase()) ? String(names.indexOf(name.toLowerCase())) : name);
    return meaning.map((it) =>
      it.keyword === 'FROM'
        ? { ...it, words: it.words.slice(0, 1) }
        : { ...it, flags: it.flags.map((flag) => flag.replace(/(?<=\bfrom=)[^,]+/, numbered)) },
    );
  },
};
