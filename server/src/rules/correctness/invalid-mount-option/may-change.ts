import { mountValues } from '../../../facts/value-checks.ts';
import { anyMountOptionNamed } from '../../../knowledge/mounts.ts';
import { mapFlags } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { reveals: true, normalize: (meaning) => mapFlags(meaning, (flags) => flags.map(withValidFields)) };

function withValidFields(flag: string): string {
  const [, fields] = /^mount=(.*)$/s.exec(flag) ?? [];
  return fields === undefined ? flag : `mount=${fields.split(',').map(validField).sort().join(',')}`;
}

function validField(field: string): string {
  const [key = '', value] = field.split('=');
  const facts = anyMountOptionNamed(key);
  if (!facts || value === undefined) return field;
  if (facts.value === 'source') return `${key}=${value.toLowerCase()}`;
  return `${key}=${mountValues[facts.value](value, facts.choices)?.suggestion ?? value}`;
}
