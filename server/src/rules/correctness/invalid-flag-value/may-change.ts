import { flagValues } from '../../../facts/value-checks.ts';
import { flagNamed } from '../../../knowledge/flags.ts';
import { mapFlags, textOnly } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) => textOnly(mapFlags(meaning, (flags, keyword) => flags.map((flag) => withValidValue(flag, keyword)))),
};

function withValidValue(flag: string, keyword: string): string {
  const [name = '', ...rest] = flag.split('=');
  const facts = flagNamed(keyword, name);
  const value = rest.join('=');
  if (facts?.value === 'source') return `${name}=${value.toLowerCase()}`;
  return `${name}=${(facts && flagValues[facts.value](value, facts.choices)?.suggestion) ?? value}`;
}
