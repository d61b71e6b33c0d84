import type { Finding } from './rule.ts';

// For the `may-change.ts` beside a rule and the property tests. Nothing that is shipped imports it.

/** What one instruction says, whatever its layout: two texts with the same list of these say the same. */
export interface InstructionMeaning {
  /** `ONBUILD COPY` and `HEALTHCHECK CMD` are one keyword. */
  readonly keyword: string;
  readonly flags: readonly string[];
  /** `json` and `shell` are the forms of a command; `pairs` and `words` what the others take. */
  readonly form: 'json' | 'shell' | 'pairs' | 'words';
  readonly words: readonly string[];
  readonly heredocs: readonly string[];
}

export type Meaning = readonly InstructionMeaning[];

/**
 * What the safe fix of a rule may change, and nothing else, as code: the meaning before and after the fix must be the same once both have
 * gone through `leavingOut`. A rule without a `may-change.ts` changes the layout only.
 */
export interface MayChange {
  readonly leavingOut?: (meaning: Meaning) => Meaning;
  /** Words of the text before the fix that are gone after it. */
  readonly words?: (finding: Finding) => { readonly start: number; readonly end: number };
}

/** `change` done to the words of every RUN in shell form. */
export function inRuns(meaning: Meaning, change: (words: readonly string[]) => readonly string[]): Meaning {
  return meaning.map((it) => (/\bRUN$/.test(it.keyword) && it.form === 'shell' ? { ...it, words: change(it.words) } : it));
}

/** A word without the quotes around it. */
export function unquoted(word: string): string {
  return word.replace(/^(["'])([\s\S]*)\1$/, '$2');
}
