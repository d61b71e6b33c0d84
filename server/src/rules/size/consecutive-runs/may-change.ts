import { inRuns } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { leavingOut: runsAsOne };

/** All RUNs that stand side by side and have the same flags as one; its words without what joins and groups commands. */
function runsAsOne(meaning: Meaning): Meaning {
  const merged: Meaning[number][] = [];
  for (const it of meaning) {
    const last = merged.at(-1);
    const joins = it.keyword === 'RUN' && last?.keyword === 'RUN' && it.form === last.form && it.flags.join() === last.flags.join();
    if (joins) merged[merged.length - 1] = { ...last, words: [...last.words, ...it.words] };
    else merged.push(it);
  }
  return inRuns(merged, (words) => words.map((word) => word.replace(/^[({]+|[;)}&]+$/g, '')).filter((word) => word !== ''));
}
