import type { Message } from './message.ts';

/** Data from outside the pure part: it is there, it is being loaded, or it cannot be had, and why. */
export type External<T> =
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'pending' }
  | { readonly state: 'unavailable'; readonly reason: Message };
