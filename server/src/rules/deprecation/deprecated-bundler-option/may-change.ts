import { bundlerSettings } from '../../../knowledge/ruby.ts';
import { mapRunWords, unquoted } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

/** The words of `bundle config set --local`, and those that become settings. */
const changed: ReadonlySet<string> = new Set(['bundle', 'config', 'set', '--local', 'true', '&&', ...Object.values(bundlerSettings)]);

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) =>
      words
        .flatMap((word) => (word.startsWith('--') ? word.split('=') : unquoted(word).split(' ')))
        .filter((word) => !changed.has(word) && !Object.hasOwn(bundlerSettings, word))
        .sort(),
    ),
};
