import { syntaxInUse } from '../../../model/syntax-in-use.ts';
import { flagNamed } from '../../../knowledge/flags.ts';
import { mountOptionNamed } from '../../../knowledge/mounts.ts';
import { heredocsSince, modifiersSince } from '../../../knowledge/syntax-version.ts';
import type { Since } from '../../../knowledge/syntax-version.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { flagName, effectiveFlags, hasVariable } from '../../../model/flags.ts';
import type { Facts } from '../../../facts/facts.ts';

/** A feature in an instruction that some versions of the syntax do not support. */
export interface Need {
  readonly at: Span;
  readonly since: Since;
  readonly what: 'feature' | 'value' | 'option' | 'heredoc';
  /** Its name, as written. */
  readonly name: string;
}

/** All versioned features of an instruction. */
export function needsOf(instruction: Instruction, { model, mountsOf }: Facts): readonly Need[] {
  const { keyword, heredocs, variables } = instruction;
  const flags = effectiveFlags(instruction, syntaxInUse(model.tree)).flatMap((flag): Need[] => {
    const facts = flagNamed(keyword, flag.name);
    if (!facts) return [];
    const { value, valueSpan, name } = flag;
    const written = value === undefined || hasVariable(value) ? undefined : value;
    const forms = written === undefined ? [] : facts.newerForms.filter(({ form }) => form.test(written));
    return [
      { at: flagName(flag), since: facts.since, what: 'feature', name: `${keyword} --${name}` },
      ...forms.map(({ since }): Need => ({ at: valueSpan!, since, what: 'value', name: written! })),
    ];
  });
  const options = mountsOf(instruction).flatMap(({ type, fields }) =>
    fields.flatMap(({ key, keySpan }): Need[] => {
      const facts = type && mountOptionNamed(type, key);
      return facts ? [{ at: keySpan, since: facts.since, what: 'option', name: key }] : [];
    }),
  );
  return [
    ...flags,
    ...options,
    ...heredocs
      .filter(({ misplaced }) => !misplaced)
      .map(({ marker, name }): Need => ({ at: marker, since: heredocsSince, what: 'heredoc', name })),
    ...variables.map(({ start, end, modifier, name }): Need => {
      return { at: { start, end }, since: modifiersSince[modifier] ?? {}, what: 'feature', name: `\${${name}${modifier}...}` };
    }),
  ];
}
