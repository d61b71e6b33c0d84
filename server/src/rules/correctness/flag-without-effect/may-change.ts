import { mapFlags } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

// The flags of HEALTHCHECK NONE, ENV and others; values that are empty or zero.
export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapFlags(meaning, (flags, keyword) => flags.filter((flag) => !/=(?:[+-]?0\w*)?$/.test(flag) && hasFlags.has(keyword))).map((it) =>
      it.keyword.includes('HEALTHCHECK') && !it.keyword.endsWith('CMD') ? { ...it, flags: [] } : it,
    ),
};

const hasFlags: ReadonlySet<string> = new Set(['FROM', 'COPY', 'ADD', 'RUN', 'HEALTHCHECK']);
