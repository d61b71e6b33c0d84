import { mapFlags } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { reveals: true, normalize: withStageNumbers };

/** The names of stages, where they are given and used, become the positions of the stages. */
function withStageNumbers(meaning: Meaning): Meaning {
  const names = meaning.filter(({ keyword }) => keyword === 'FROM').map(({ words }) => words[2]?.toLowerCase() ?? '');
  const numbered = (name: string): string => {
    const at = names.lastIndexOf(name.toLowerCase());
    return name === '' || at === -1 ? name : `stage ${at}`;
  };
  const inFlag = (flag: string): string => flag.replace(/(?<=^from=)[^,]+$|(?<=^mount=(?:.*,)?from=)[^,]+/, numbered);
  return mapFlags(meaning, (flags) => flags.map(inFlag)).map((it) =>
    it.keyword === 'FROM' ? { ...it, words: it.words.map(numbered) } : it,
  );
}
