import type { External } from '../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../server/src/context/context.ts';
import type { FormatOptions } from '../../server/src/formatting/options.ts';

/** One input of the fuzzer: a document in its build context, and what is done with it. */
export interface FuzzInput {
  readonly language: 'dockerfile' | 'dockerignore';
  readonly text: string;
  readonly context: External<ContextSnapshot>;
  /** Applied one after the other. Offsets count in the text at that point; those outside of it are moved to its end. */
  readonly edits: readonly Change[];
  /** The positions to ask about, as shares of the length of the text. */
  readonly places: readonly number[];
  readonly format: FormatOptions;
  /** A new name for whatever is at a position. */
  readonly newName: string;
  /** Whether to run the command line too, which takes longer. */
  readonly withCommandLine: boolean;
}

/** Replaces a part of a text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** The text after a change, whose offsets may lie outside of it. */
export function changed(text: string, { start, end, insert }: Change): string {
  const from = Math.min(start, text.length);
  return text.slice(0, from) + insert + text.slice(Math.max(from, Math.min(end, text.length)));
}
