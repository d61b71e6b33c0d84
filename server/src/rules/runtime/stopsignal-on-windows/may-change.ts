import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: (meaning) => meaning.filter(({ keyword }) => keyword !== 'STOPSIGNAL') };
