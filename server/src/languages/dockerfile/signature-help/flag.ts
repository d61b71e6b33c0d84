import type { FlagFacts } from '../../../knowledge/flags.ts';
import type { Signature } from '../../results.ts';

/** `--interval=<duration>` */
export function flagSignature({ name, value, choices, summary }: FlagFacts): Signature {
  const head = `--${name}=`;
  const part = `<${choices.length > 0 ? choices.map((choice) => choice.value).join('|') : value}>`;
  const at = { start: head.length, end: head.length + part.length };
  return { label: head + part, summary, parameters: [{ ...at, summary }], active: 0 };
}
