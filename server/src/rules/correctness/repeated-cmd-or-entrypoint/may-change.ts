import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: lastOfStage };

function lastOfStage(meaning: Meaning): Meaning {
  return meaning.filter((it, i) => {
    const name = nameOf(it.keyword);
    if (name !== 'CMD' && name !== 'ENTRYPOINT' && name !== 'HEALTHCHECK') return true;
    const nextStage = meaning.findIndex((other, j) => j > i && other.keyword === 'FROM');
    return !meaning.slice(i + 1, nextStage < 0 ? undefined : nextStage).some((other) => nameOf(other.keyword) === name);
  });
}

/** `HEALTHCHECK` for `HEALTHCHECK CMD`. */
function nameOf(keyword: string): string {
  return keyword.startsWith('HEALTHCHECK') ? 'HEALTHCHECK' : keyword;
}
