import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';

/** A Dockerfile with one stage rewritten with several, or the reason why it is not. */
export type Conversion = Converted | Refusal;

export interface Converted {
  readonly kind: 'converted';
  /** The whole new file. */
  readonly text: string;
  /** The same as one edit of the old text. */
  readonly edits: readonly TextEdit[];
  /** What was decided and why, one sentence each, in the order of the new file. */
  readonly decisions: readonly Message[];
}

/** The file is not converted. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: Message;
  /** What the author can change or provide so that the file can be converted; empty when nothing helps. */
  readonly needs: readonly Message[];
  /** The part of the file that the reason is about; undefined when it is about the whole file. */
  readonly at: Span | undefined;
}

/** Makes a refusal. */
export function refuse(reason: Message, needs: readonly Message[] = [], at?: Span): Refusal {
  return { kind: 'refused', reason, needs, at: at && { start: at.start, end: at.end } };
}

/** Whether a result is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as Partial<Refusal>).kind === 'refused';
}

/** What the author can do when the build context is not known. */
export const needsContext: Message = message('Save the Dockerfile in its build context, or set the folder (--context).');

/** The reason when a conversion would gain nothing. */
export const nothingIsSaved: Message = message('A second stage would not make the image smaller: everything in it is needed at run time.');
