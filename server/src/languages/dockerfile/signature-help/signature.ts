import type { Message } from '../../../base/message.ts';
import type { Span } from '../../../base/span.ts';

/** How something is written: a label, its changeable parts, and which of these the cursor is in. */
export interface Signature {
  readonly label: string;
  readonly summary: Message;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter at the cursor; undefined where it is in none. */
  readonly active: number | undefined;
}

/** A part of a label; the span counts in the label. */
export interface SignatureParameter extends Span {
  readonly summary: Message;
}

/** All ways to write what is being written, and which one it is. */
export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly active: number;
}
