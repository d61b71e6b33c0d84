import type { Message } from './message.ts';

/** Data from outside the pure part of the server: it is known, it is being loaded, or it is unavailable for a reason. */
export type External<T> =
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'pending' }
  | { readonly state: 'unavailable'; readonly reason: Message };
