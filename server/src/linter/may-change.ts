import type { Finding } from './rule.ts';

// Used only by the `may-change.ts` files of rules and by the property tests. It is not part of the server.

/** The meaning of an instruction without its layout. Two texts with equal lists of these have the same meaning. */
export interface InstructionMeaning {
  /** `ONBUILD COPY` and `HEALTHCHECK CMD` count as one keyword. */
  readonly keyword: string;
  readonly flags: readonly string[];
  /** `json` and `shell` are the forms of a command. Other instructions have `pairs` or `words`. */
  readonly form: 'json' | 'shell' | 'pairs' | 'words';
  readonly words: readonly string[];
  readonly heredocs: readonly string[];
}

export type Meaning = readonly InstructionMeaning[];

/**
 * What the safe fix of a rule may change, as code: `normalize` must return the same value for the meaning before and after the fix. A rule
 * without a `may-change.ts` file may only change the layout.
 */
export interface MayChange {
  readonly normalize?: (meaning: Meaning) => Meaning;
  /** Words of the original text that the fix removes. */
  readonly words?: (finding: Finding) => { readonly start: number; readonly end: number };
  /**
   * The fix repairs an instruction that Docker rejects or that cannot do what it is for, or names another program. Other rules may report
   * something about it only after that.
   */
  readonly reveals?: boolean;
  /** What stays the same of the text of a here-document; all of it, if it is not given. */
  readonly heredocs?: (text: string) => string;
}

/**
 * The text of each instruction without blanks and punctuation of values: for a fix after which the same text is read as other words, flags or
 * pairs.
 */
export function textOnly(meaning: Meaning): Meaning {
  return meaning.map(({ keyword, flags, words, heredocs }) => {
    // `HEALTHCHECK --interval=5s CMD`: the flags are before the second keyword.
    const [first = '', ...more] = keyword.split(' ');
    const text = [first, ...flags, ...more, ...words].join('').replaceAll(/[^\w/.]/g, '');
    return { keyword: '', flags: [], form: 'words', words: [text], heredocs };
  });
}

/** The text of all instructions as one, in lower case: for a fix after which lines belong to other instructions. */
export function wholeText(meaning: Meaning): Meaning {
  const text = textOnly(meaning).flatMap(({ words }) => words).join('').toLowerCase(); // prettier-ignore
  return [{ keyword: '', flags: [], form: 'words', words: [text], heredocs: meaning.flatMap(({ heredocs }) => heredocs) }];
}

/** Changes the flags of every instruction. `keyword` is that of the instruction with the flags. */
export function mapFlags(meaning: Meaning, change: (flags: readonly string[], keyword: string) => readonly string[]): Meaning {
  return meaning.map((it) => ({ ...it, flags: change(it.flags, it.keyword.replace(/^ONBUILD /, '').split(' ')[0]!) }));
}

/** Applies `change` to the words of every RUN in shell form. */
export function mapRunWords(meaning: Meaning, change: (words: readonly string[]) => readonly string[]): Meaning {
  return meaning.map((it) => (/\bRUN$/.test(it.keyword) && it.form === 'shell' ? { ...it, words: change(it.words) } : it));
}

/** A word without the quotes around it. */
export function unquoted(word: string): string {
  return word.replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** Merges consecutive RUN instructions with the same flags, and removes operators and groups. */
export function runsAsOne(meaning: Meaning): Meaning {
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
