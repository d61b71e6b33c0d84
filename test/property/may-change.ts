import type { Finding } from '../../server/src/rules/rule.ts';
import type { Meaning } from '../support/meaning.ts';

/**
 * What the safe fix of a rule may change, and nothing else: the meaning before and after the fix must be the same once both have
 * gone through `leavingOut`. Every rule with a safe fix has a line here; `nothing` stands for a fix that changes the layout only.
 */
export interface MayChange {
  /** For the reader of a failed test. */
  readonly what: string;
  readonly leavingOut?: (meaning: Meaning) => Meaning;
  /** Words of the text before the fix that are gone after it. */
  readonly words?: (finding: Finding) => { readonly start: number; readonly end: number };
}

export const mayChange: Readonly<Record<string, MayChange>> = {
  'add-for-local-files': { what: 'ADD becomes COPY', leavingOut: addIsCopy },
  'deprecated-maintainer': { what: 'MAINTAINER becomes a label of the same text', leavingOut: authors },
  'inline-comment': { what: 'the words of the comment are no arguments any more', words: (finding) => finding.span },
  'repeated-cmd-or-entrypoint': { what: 'a CMD or ENTRYPOINT goes that a later one of its stage overrides', leavingOut: lastOfStage },
  'shell-form-cmd': { what: 'the words of a shell command become a JSON array', leavingOut: withoutForm },
};

function addIsCopy(meaning: Meaning): Meaning {
  return meaning.map((it) => ({ ...it, keyword: it.keyword.replace(/\bADD$/, 'COPY') }));
}

function authors(meaning: Meaning): Meaning {
  const label = 'org.opencontainers.image.authors=';
  return meaning.map((it) => {
    const text = it.keyword === 'MAINTAINER' ? it.words.join(' ') : it.words.find((word) => word.startsWith(label))?.slice(label.length);
    return text === undefined
      ? it
      : {
          ...it,
          keyword: 'authors',
          form: 'words',
          words: [
            unquoted(text)
              .replace(/[\\`](["$\\`])/g, '$1')
              .replace(/\s+/g, ' '),
          ],
        };
  });
}

function lastOfStage(meaning: Meaning): Meaning {
  return meaning.filter((it, i) => {
    if (it.keyword !== 'CMD' && it.keyword !== 'ENTRYPOINT') return true;
    const nextStage = meaning.findIndex((other, j) => j > i && other.keyword === 'FROM');
    return !meaning.slice(i + 1, nextStage < 0 ? undefined : nextStage).some((other) => other.keyword === it.keyword);
  });
}

function withoutForm(meaning: Meaning): Meaning {
  return meaning.map((it) =>
    it.keyword === 'CMD' || it.keyword === 'ENTRYPOINT'
      ? { ...it, form: 'json', words: it.form === 'json' ? it.words : it.words.map(unquoted) }
      : it,
  );
}

function unquoted(word: string): string {
  return word.replace(/^(["'])([\s\S]*)\1$/, '$2');
}
