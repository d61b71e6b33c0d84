import { onlyNeighbor } from '../../../base/similar.ts';
import { flagsOf } from '../../../knowledge/flags.ts';
import { mapFlags } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) =>
    mapFlags(meaning, (flags, keyword) => {
      const known = flagsOf(keyword).map(({ name }) => name);
      return flags.map((flag) => flag.replace(/^[^=]+/, (name) => onlyNeighbor(name, known) ?? name));
    }),
};
