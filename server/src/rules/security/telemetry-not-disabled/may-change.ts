import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.filter(({ keyword, words }) => keyword !== 'ENV' || !/^\w*(?:TELEMETRY|ANALYTICS|METRICS)\w*=\w+$/.test(words.join(' '))),
};
