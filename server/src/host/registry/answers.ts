import type { External } from '../../base/external.ts';
import { message } from '../../base/message.ts';
import { RegistryError } from './http.ts';

/** Milliseconds: contents of registries rarely change, and a registry that did not answer is not asked again for a while. */
const freshMs = { known: 10 * 60_000, unavailable: 60_000 };
/** Maximum number of answers kept; the oldest are dropped. */
const mostAnswers = 200;

interface Answer<T> {
  readonly is: External<T>;
  /** When it arrived; for a running request, when it was sent. */
  readonly at: number;
}

/** Answers to queries of one kind: requested in the background, kept for some minutes. */
export class Answers<T> {
  private readonly now: () => number;
  private readonly byKey = new Map<string, Answer<T>>();
  private readonly underWay = new Set<Promise<void>>();

  /** `now`: returns milliseconds since any fixed time. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** What is known now about `key`. If nothing is known, or the answer is old, `ask` requests it from `registry`. `ask` may reject. */
  to(key: string, registry: string, ask: () => Promise<T>): External<T> {
    return this.known(key) ?? this.start(key, registry, ask);
  }

  /** The answer or the running request; undefined if there was no request, or it is too old. */
  known(key: string): External<T> | undefined {
    const answer = this.byKey.get(key);
    return answer && !this.isStale(answer) ? answer.is : undefined;
  }

  /** Resolves when no request is running. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** While a request is running, an older answer is better than none. */
  private start(key: string, registry: string, ask: () => Promise<T>): External<T> {
    const older = this.byKey.get(key)?.is;
    const meanwhile: External<T> = older?.state === 'known' ? older : { state: 'pending' };
    this.byKey.set(key, { is: meanwhile, at: this.now() });
    const answering = this.answer(registry, ask).then((is) => {
      this.byKey.delete(key);
      this.byKey.set(key, { is, at: this.now() });
      for (const oldest of [...this.byKey.keys()].slice(0, Math.max(0, this.byKey.size - mostAnswers))) this.byKey.delete(oldest);
      this.underWay.delete(answering);
    });
    this.underWay.add(answering);
    return meanwhile;
  }

  private async answer(registry: string, ask: () => Promise<T>): Promise<External<T>> {
    try {
      return { state: 'known', value: await ask() };
    } catch (error) {
      const status = error instanceof RegistryError ? error.status : 0;
      const reason =
        status === 0
          ? message('The registry {registry} does not respond.', { registry })
          : message('The registry {registry} responds with status {status}.', { registry, status });
      return { state: 'unavailable', reason };
    }
  }

  private isStale({ is, at }: Answer<T>): boolean {
    return is.state !== 'pending' && this.now() - at > freshMs[is.state];
  }
}
