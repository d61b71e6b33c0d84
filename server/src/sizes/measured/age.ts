import { message } from '../../base/message.ts';
import type { FixedMessage, Message } from '../../base/message.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30 * day;
const year = 365 * day;

/** The longest unit first; an age of `one` of it, and of several. */
const units: readonly { readonly length: number; readonly one: FixedMessage; readonly several: (count: number) => Message<number> }[] = [
  { length: year, one: message('1 year ago'), several: (count) => message('{count} years ago', { count }) },
  { length: month, one: message('1 month ago'), several: (count) => message('{count} months ago', { count }) },
  { length: day, one: message('1 day ago'), several: (count) => message('{count} days ago', { count }) },
  { length: hour, one: message('1 hour ago'), several: (count) => message('{count} hours ago', { count }) },
  { length: minute, one: message('1 minute ago'), several: (count) => message('{count} minutes ago', { count }) },
];

/** How long ago an image was built; both in milliseconds since 1970. Undefined if it does not say so, as in reproducible builds. */
export function ageOf(created: number, now: number): Message<number> | undefined {
  if (created <= 0) return undefined;
  const age = now - created;
  const unit = units.find(({ length }) => age >= length);
  if (!unit) return message('just now');
  const count = Math.floor(age / unit.length);
  return count === 1 ? unit.one : unit.several(count);
}
