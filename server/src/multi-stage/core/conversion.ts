import type { BuildContext } from '../../context/build-context.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';

/** What a conversion starts from. */
export interface ConversionInput {
  readonly model: DockerfileModel;
  /** Its own state says whether it is known: where it is not, more is copied, or the conversion is refused. */
  readonly build: BuildContext;
}

/** A file with one stage made into one with several, or the reason why not. */
export type Conversion = Converted | Refusal;

export interface Converted {
  readonly kind: 'converted';
  /** The whole new file. */
  readonly text: string;
  /** The same as one edit of the old text. */
  readonly edits: readonly TextEdit[];
  /** What was decided and why, a sentence each, in the order in which it shows in the file. */
  readonly decisions: readonly Message[];
}

/** No conversion: nothing is changed. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: Message;
  /** What would have to be known or changed; empty where nothing would help. */
  readonly needs: readonly Message[];
  /** The place that it is about; undefined when it is about the file. */
  readonly at: Span | undefined;
}

/** Makes a refusal. */
export function refuse(reason: Message, needs: readonly Message[] = [], at?: Span): Refusal {
  return { kind: 'refused', reason, needs, at: at && { start: at.start, end: at.end } };
}

/** Whether a step of the way ended in a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as Partial<Refusal>).kind === 'refused';
}

/** Needed again and again: the build context is not known. */
export const needsContext: Message = message('Save the Dockerfile in the folder that it is built from, or name that folder (--context).');
