import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: runsAsOne };

/** Merges consecutive RUN instructions with the same flags, and removes operators and groups. */
function runsAsOne(meaning: Meaning): Meaning {
  const merged: Meaning[number][] = [];
  for (const it of meaning) {
    const last = merged.at(-1);
    const joins = it.keyword === 'RUN' && last?.keyword === 'RUN' && it.form === last.form && it.flags.join() === last.flags.join();
    if (joins) merged[merged.length - 1] = { ...last, words: [...last.words, ...it.words] };
    else merged.push(it);
  }
  return mapRunWords(merged, (words) => withoutRepeatedCleanUps(words.map((word) => word.replace(/^[({]+|[;)}&]+$/g, '')).filter((word) => word !== ''))); // prettier-ignore
}

const cleanUp = / (?:rm -\w+(?: \/var\/(?:lib\/apt\/lists|cache\/\S+)(?:\/\*)?)+|[a-z-]+ clean(?: -y)?(?: (?:all|--all))?)(?= )/g;

/** Leaves only the last of several equal commands that delete package lists or caches. */
function withoutRepeatedCleanUps(words: readonly string[]): readonly string[] {
  const text = ` ${words.join(' ')} `;
  return text
    .replace(cleanUp, (found, at: number) => (text.includes(`${found} `, at + 1) ? '' : found))
    .trim()
    .split(' ');
}
