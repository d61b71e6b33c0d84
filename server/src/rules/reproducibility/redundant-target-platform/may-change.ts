import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => meaning.map((it) => ({ ...it, flags: it.flags.filter((flag) => !/^platform=.*TARGETPLATFORM/.test(flag)) })),
};
