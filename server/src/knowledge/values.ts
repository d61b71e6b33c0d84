import type { FlagValue } from './flags.ts';
import type { MountValue } from './mounts.ts';

/** Common words for true and false. */
export const booleanWords: ReadonlyMap<string, string> = new Map([
  ...['true', '1', 't', 'yes', 'y', 'on'].map((word) => [word, 'true'] as const),
  ...['false', '0', 'f', 'no', 'n', 'off'].map((word) => [word, 'false'] as const),
]);

/** Common spellings of units, without a plural s, with the unit in Go; a day is 24 hours. */
export const durationUnits: Readonly<Record<string, readonly [factor: number, unit: string]>> = {
  '': [1, 's'],
  ms: [1, 'ms'],
  msec: [1, 'ms'],
  millisecond: [1, 'ms'],
  s: [1, 's'],
  sec: [1, 's'],
  second: [1, 's'],
  m: [1, 'm'],
  min: [1, 'm'],
  minute: [1, 'm'],
  h: [1, 'h'],
  hr: [1, 'h'],
  hour: [1, 'h'],
  d: [24, 'h'],
  day: [24, 'h'],
};

/** The number of hexadecimal digits of a digest: https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests */
export const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** The flag types for which BuildKit rejects an empty value after `=`. For other flags, an empty value is the same as no flag. */
export const rejectsEmptyValue: ReadonlySet<FlagValue> = new Set<FlagValue>(['boolean', 'choice', 'mount', 'device']);

/** The `--mount` option types for which BuildKit rejects an empty value after `=`. */
export const rejectsEmptyOptionValue: ReadonlySet<MountValue> = new Set<MountValue>([
  'type',
  'boolean',
  'choice',
  'octal',
  'number',
  'size',
]);
