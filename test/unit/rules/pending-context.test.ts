import { expect, it } from 'vitest';
import type { External } from '../../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../../server/src/context/context.ts';
import { check, noContext } from '../../support/rules.ts';

const install = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n';
const removal = 'FROM debian:12\nCOPY a.bin /a.bin\nRUN rm /a.bin\n';

/** A finding that the build context can withdraw or change is not shown before it is known. */
it.each([
  ['source-copied-before-install', install],
  ['removed-in-later-layer', removal],
])('%s waits for the build context', (rule, text) => {
  const found = (context: External<ContextSnapshot>): readonly string[] =>
    check(text, { context }).findings.map((finding) => finding.rule).filter((id) => id === rule); // prettier-ignore
  expect(found({ state: 'pending' })).toEqual([]);
  expect(found(noContext)).toEqual([rule]);
});
