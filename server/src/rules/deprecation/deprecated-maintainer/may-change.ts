import { unquoted } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: authors };

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
