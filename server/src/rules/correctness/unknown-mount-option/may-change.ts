import { onlyNeighbor } from '../../../base/similar.ts';
import { mountOptions, mountTypes } from '../../../knowledge/mounts.ts';
import { mapFlags } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

const types = mountTypes.map(({ type }) => type);
const options = mountOptions.flatMap(({ name, aliases }) => [name, ...aliases]);

export const mayChange: MayChange = { reveals: true, normalize: (meaning) => mapFlags(meaning, (flags) => flags.map(withKnownFields)) };

function withKnownFields(flag: string): string {
  const [, fields] = /^mount=(.*)$/s.exec(flag) ?? [];
  return fields === undefined ? flag : `mount=${fields.split(',').map(knownField).join(',')}`;
}

function knownField(field: string): string {
  const [key = '', value] = field.split('=');
  if (value === undefined) return types.includes(key) ? `type=${key}` : field;
  if (key === 'type') return `type=${onlyNeighbor(value, types) ?? value}`;
  return `${options.includes(key) ? key : (onlyNeighbor(key, options.filter((name) => name.length > 2)) ?? key)}=${value}`; // prettier-ignore
}
