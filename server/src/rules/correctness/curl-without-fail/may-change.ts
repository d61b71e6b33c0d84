import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: withoutFail };

function withoutFail(meaning: Meaning): Meaning {
  return mapRunWords(meaning, (words) =>
    words
      .filter((word) => word !== '-f')
      .map((word) =>
        word
          .replace(/^-f(?=[sSLfkgNRvi]+$)/, '-')
          .replace(/\bcurl -f(?= )/g, 'curl')
          .replace(/\bcurl -f(?=[sSLfkgNRvi]+ )/g, 'curl -'),
      ),
  );
}
