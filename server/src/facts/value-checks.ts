import { parseDuration } from '../base/duration.ts';
import { mostSimilar } from '../base/similar.ts';
import type { FlagValue } from '../knowledge/flags.ts';
import type { MountValue } from '../knowledge/mounts.ts';
import { architectures, operatingSystems, platforms } from '../knowledge/platforms.ts';
import { booleanWords, digestLengths, durationUnits } from '../knowledge/values.ts';

/** The kind of an invalid value. */
export type ValueFault =
  | 'boolean'
  | 'choice'
  | 'duration'
  | 'too-short'
  | 'count'
  | 'octal'
  | 'mode'
  | 'number'
  | 'size'
  | 'platform'
  | 'unknown-platform'
  | 'checksum'
  | 'device';

/** A value that BuildKit rejects, and what the author probably meant. */
export interface ValueProblem {
  readonly fault: ValueFault;
  readonly suggestion?: string | undefined;
}

/** Checks a value. Returns undefined if it is valid. */
export type ValueCheck = (value: string, choices: readonly { readonly value: string }[]) => ValueProblem | undefined;

const matchesForm =
  (form: RegExp, fault: ValueFault): ValueCheck =>
  (value) =>
    form.test(value) ? undefined : { fault };

/** Accepts any value, also if its validity cannot be decided from the text. */
const acceptsAny: ValueCheck = () => undefined;

/** For flags: BFlags.Parse of moby/buildkit, frontend/dockerfile/instructions/bflag.go. */
const flagBoolean: ValueCheck = (value) =>
  /^(?:true|false)$/i.test(value) ? undefined : { fault: 'boolean', suggestion: booleanWords.get(value.toLowerCase()) };

/** For mount options: https://pkg.go.dev/strconv#ParseBool */
const goBoolean: ValueCheck = (value) =>
  /^(?:[1tT0fF]|true|TRUE|True|false|FALSE|False)$/.test(value)
    ? undefined
    : { fault: 'boolean', suggestion: booleanWords.get(value.toLowerCase()) };

/** One of the choices. */
const choice: ValueCheck = (value, choices) => {
  const words = choices.map((each) => each.value);
  return words.includes(value) ? undefined : { fault: 'choice', suggestion: mostSimilar(value, words) ?? uniqueCompletion(value, words) };
};

/** The only word that starts with the value. */
function uniqueCompletion(value: string, words: readonly string[]): string | undefined {
  const begun = words.filter((word) => value.length > 1 && word.startsWith(value));
  return begun.length === 1 ? begun[0] : undefined;
}

/** One of the choices, case-insensitive. */
const choiceInAnyCase: ValueCheck = (value, choices) => choice(value.toLowerCase(), choices);

/** https://pkg.go.dev/time#ParseDuration; zero or at least one millisecond: parseOptInterval of instructions/parse.go. */
const duration: ValueCheck = (value) => {
  const milliseconds = parseDuration(value);
  if (milliseconds === undefined) return { fault: 'duration', suggestion: suggestDuration(value) };
  if (milliseconds === 0 || milliseconds >= 1) return undefined;
  return { fault: 'too-short', suggestion: milliseconds <= -1 ? value.replace(/^-/, '') : milliseconds > 0 ? '1ms' : undefined };
};

function suggestDuration(value: string): string | undefined {
  const [, number, word = ''] = /^(\d+(?:\.\d+)?) *([a-z]*)$/i.exec(value) ?? [];
  const name = word.toLowerCase();
  const unit = number === undefined ? undefined : (durationUnits[name] ?? durationUnits[name.replace(/s$/, '')]);
  return unit && `${Number(number) * unit[0]}${unit[1]}`;
}

/** A non-negative 32-bit integer: `--retries` in instructions/parse.go. */
const count: ValueCheck = (value) => {
  if (/^\+?\d+$/.test(value) && Number(value) < 2 ** 31) return undefined;
  return { fault: 'count', suggestion: /^-[1-9]\d?$/.test(value) ? value.slice(1) : undefined };
};

/** strconv.ParseUint(value, 10, 32) */
const number: ValueCheck = (value) => (/^\d+$/.test(value) && Number(value) < 2 ** 32 ? undefined : { fault: 'number' });

/** strconv.ParseUint(value, 8, 32) */
const octal: ValueCheck = (value) =>
  /^[0-7]+$/.test(value) && Number.parseInt(value, 8) < 2 ** 32 ? undefined : { fault: 'octal', suggestion: suggestOctal(value) };

/**
 * Octal up to 7777 (dispatchCopy of dockerfile2llb/convert_copy.go), or symbolic as in chmod:
 * https://pkg.go.dev/github.com/tonistiigi/dchapes-mode
 */
const mode: ValueCheck = (value) => {
  if (/^0*[0-7]{1,4}$/.test(value) || symbolic.test(value)) return undefined;
  return { fault: 'mode', suggestion: suggestOctal(value) };
};

const symbolic = /^[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,[ugoa]*(?:[-+=][rwxXstugo]*)+)*$/;

/** `0o755` and `0x755`: prefixes of other languages. */
function suggestOctal(value: string): string | undefined {
  return /^0[ox]([0-7]{3,4})$/i.exec(value)?.[1];
}

/** units.RAMInBytes of https://pkg.go.dev/github.com/docker/go-units */
const size: ValueCheck = matchesForm(/^\d+(?:\.\d+)* ?(?:[kmgtp]?i?b?)$/i, 'size');

/**
 * Parse of https://pkg.go.dev/github.com/containerd/platforms: an operating system, an architecture, or both with an optional variant; the
 * operating system can have a version in parentheses. Parse does not look up the parts of `os/arch`, so that a typing error only fails when
 * no image is found: report it if a known platform is similar.
 */
const platform: ValueCheck = (value) => {
  const parts = value.split('/');
  const [system = '', architecture] = parts;
  if (parts.length > 3 || parts.some((part, i) => !(i === 0 ? /^[\w.-]+(?:\([^)]*\))?$/ : /^[\w.-]+$/).test(part)))
    return { fault: 'platform' };
  const known = (word: string, list: ReadonlySet<string>): boolean => list.has(word.toLowerCase());
  if (architecture === undefined) {
    const bare = system.replace(/\(.*$/, '');
    return known(bare, operatingSystems) || known(bare, architectures)
      ? undefined
      : { fault: 'platform', suggestion: mostSimilar(value, platforms) };
  }
  if (known(system.replace(/\(.*$/, ''), operatingSystems) && known(architecture, architectures)) return undefined;
  const suggestion = mostSimilar(value, platforms);
  return suggestion ? { fault: 'unknown-platform', suggestion } : undefined;
};

/** A digest, or for a Git source a commit, which can be abbreviated. */
const checksum: ValueCheck = (value) => {
  const [algorithm = '', rest] = value.split(':');
  if (rest === undefined) return /^[0-9a-f]+$/.test(value) ? undefined : { fault: 'checksum' };
  const length = digestLengths[algorithm];
  return length !== undefined && rest.length === length && /^[0-9a-f]+$/.test(rest) ? undefined : { fault: 'checksum' };
};

/** ParseDevice of instructions/commands_rundevice.go: a name, and `required` with or without a boolean. */
const device: ValueCheck = (value) => {
  const [, ...options] = value.split(',').filter((field) => !/^(?:required|name=.*)$/i.test(field));
  const [, required] = /(?:^|,)required=([^,]*)/i.exec(value) ?? [];
  if (required !== undefined && goBoolean(required, [])) return { fault: 'device' };
  return options.some((field) => !/^required=/i.test(field)) ? { fault: 'device' } : undefined;
};

/** The check for each type of flag value. */
export const flagValues: Readonly<Record<FlagValue, ValueCheck>> = {
  boolean: flagBoolean,
  choice,
  duration,
  count,
  platform,
  source: acceptsAny,
  owner: acceptsAny,
  mode,
  checksum,
  pattern: acceptsAny,
  mount: acceptsAny,
  device,
};

/** The check for each type of `--mount` option value. */
export const mountValues: Readonly<Record<MountValue, ValueCheck>> = {
  type: acceptsAny,
  path: acceptsAny,
  source: acceptsAny,
  name: acceptsAny,
  variable: acceptsAny,
  boolean: goBoolean,
  choice: choiceInAnyCase,
  octal,
  number,
  size,
};
