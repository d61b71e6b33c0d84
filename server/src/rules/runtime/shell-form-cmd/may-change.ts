import { unquoted } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: withoutForm };

function withoutForm(meaning: Meaning): Meaning {
  return meaning.map((it) =>
    it.keyword === 'CMD' || it.keyword === 'ENTRYPOINT'
      ? { ...it, form: 'json', words: it.form === 'json' ? it.words : it.words.map(unquoted) }
      : it,
  );
}
