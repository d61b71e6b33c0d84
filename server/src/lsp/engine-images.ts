import type { BuiltImage, BuiltImages } from '../context/built-image.ts';
import type { Message } from '../base/message.ts';
import type { EngineHost, EngineImages as Answer } from '../host/host.ts';

/** Milliseconds between two questions: a build is seen soon, and a list of images is little work for an engine. */
const pauseMs = 15_000;
/** Milliseconds after which the ages of images are told anew: by the minute at first, then they change rarely. */
const agesMs = { young: 60_000, old: 600_000 };
/** An image is young in its first hour. */
const youngMs = 3_600_000;

/** Where the answers of engines are delivered. Neither function may throw. */
export interface EngineListener {
  /** There are other images than before, or the ages of some have changed. */
  changed(): void;
  /** The engines have answered: the number of images, or why there are none. Called after every answer. */
  answered(answer: { readonly count: number } | { readonly problem: Message }): void;
}

/** The images of container engines, asked while documents follow them, and what is known about each document. */
export class EngineImages {
  private readonly engine: EngineHost;
  private readonly listener: EngineListener;
  private readonly followers = new Set<string>();
  /** The ids of images that were built from a document, see `BuiltImages.known`. */
  private readonly known = new Map<string, ReadonlySet<string>>();
  private readonly byDocument = new Map<string, BuiltImages>();
  private images: { readonly list: readonly BuiltImage[]; readonly asOf: number } | undefined;
  private reading: { readonly ended: Promise<void>; readonly cancel: () => void } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: EngineHost, listener: EngineListener) {
    this.engine = engine;
    this.listener = listener;
  }

  /** Asks the engines from now on, for a document whose settings allow it. */
  follow(uri: string): void {
    this.followers.add(uri);
    if (!this.reading && this.timer === undefined) this.ask();
  }

  /** The document is closed, or its settings do not allow it any more. Without documents, no engine is asked. */
  leave(uri: string): void {
    this.followers.delete(uri);
    this.known.delete(uri);
    this.byDocument.delete(uri);
    if (this.followers.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reading?.cancel();
    this.reading = undefined;
    this.images = undefined;
  }

  /** The images for a document; undefined while there are none. The same object as long as nothing has changed. */
  of(uri: string): BuiltImages | undefined {
    if (!this.images || !this.followers.has(uri)) return undefined;
    const { list: images, asOf } = this.images;
    const before = this.byDocument.get(uri);
    if (before?.images === images && before.asOf === asOf) return before;
    const now = { images, asOf, known: this.known.get(uri) ?? new Set<string>() };
    this.byDocument.set(uri, now);
    return now;
  }

  /** Notes that images were built from a version of a document. */
  builtFrom(uri: string, ids: readonly string[]): void {
    const known = this.known.get(uri) ?? new Set<string>();
    if (!this.followers.has(uri) || ids.every((id) => known.has(id))) return;
    this.known.set(uri, new Set([...known, ...ids]));
    this.byDocument.delete(uri);
  }

  /** Resolves when no question is under way. */
  async settled(): Promise<void> {
    await this.reading?.ended;
  }

  /** Asks at once instead of after the pause, and resolves with the answer. */
  async refresh(): Promise<void> {
    if (this.followers.size === 0) return;
    clearTimeout(this.timer);
    if (!this.reading) this.ask();
    await this.settled();
  }

  private ask(): void {
    const controller = new AbortController();
    const reading = { ended: this.read(controller.signal), cancel: () => controller.abort() };
    this.reading = reading;
    void reading.ended.then(() => {
      if (this.reading !== reading) return; // cancelled
      this.reading = undefined;
      this.timer = setTimeout(() => this.ask(), pauseMs);
    });
  }

  private async read(signal: AbortSignal): Promise<void> {
    const answer = await this.engine.images(signal);
    if (!signal.aborted) this.take(answer, Date.now());
  }

  private take(answer: Answer, now: number): void {
    if (answer.state === 'unavailable') {
      const had = this.images !== undefined;
      this.images = undefined;
      this.listener.answered({ problem: answer.reason });
      if (had) this.listener.changed();
      return;
    }
    this.listener.answered({ count: answer.value.length });
    if (this.images && isSame(this.images.list, answer.value) && !haveAged(this.images.list, this.images.asOf, now)) return;
    this.images = { list: answer.value, asOf: now };
    this.listener.changed();
  }
}

function isSame(a: readonly BuiltImage[], b: readonly BuiltImage[]): boolean {
  return a.length === b.length && a.every(({ id, tags }, i) => b[i]!.id === id && b[i]!.tags.join(' ') === tags.join(' '));
}

/** Whether the age of an image may be another text by now. */
function haveAged([newest]: readonly BuiltImage[], asOf: number, now: number): boolean {
  const isYoung = newest !== undefined && asOf - newest.created < youngMs;
  return now - asOf >= (isYoung ? agesMs.young : agesMs.old);
}
