import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: lastOfStage };

function lastOfStage(meaning: Meaning): Meaning {
  return meaning.filter((it, i) => {
    if (it.keyword !== 'CMD' && it.keyword !== 'ENTRYPOINT') return true;
    const nextStage = meaning.findIndex((other, j) => j > i && other.keyword === 'FROM');
    return !meaning.slice(i + 1, nextStage < 0 ? undefined : nextStage).some((other) => other.keyword === it.keyword);
  });
}
