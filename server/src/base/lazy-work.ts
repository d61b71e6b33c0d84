import { finish } from './work.ts';
import type { Work } from './work.ts';

/**
 * A value that is computed once: in steps, or all at once if it is needed before that. Whoever asks gets the same value, even if two
 * computed it at the same time. If the work throws, nothing is stored.
 */
export class LazyWork<T> {
  private readonly make: () => Work<T>;
  private known: { readonly value: T } | undefined;

  constructor(make: () => Work<T>) {
    this.make = make;
  }

  now(): T {
    return (this.known ?? this.keep(finish(this.make()))).value;
  }

  *inSteps(): Work<T> {
    return (this.known ?? this.keep(yield* this.make())).value;
  }

  private keep(value: T): { readonly value: T } {
    return (this.known ??= { value });
  }
}
