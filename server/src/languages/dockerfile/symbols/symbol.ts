import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { Declaration, Reference } from '../../results.ts';

/** A reference with the data that a rename needs. */
export interface Occurrence extends Reference {
  /**
   * `name`: the name as is. `number`: a stage by its number. `computed`: anything else that results in the name, such as `FROM ${BASE}` or
   * `ENV $NAME=1`, or nothing (the FROM of an unnamed stage).
   */
  readonly written: 'name' | 'number' | 'computed';
  /** The span in which the cursor is on the occurrence: the name and the `$` or `${` before it. */
  readonly cursorSpan: Span;
  /** The instruction of the file that contains it. */
  readonly instruction: Instruction;
  /** The declaration that applies at this position. */
  readonly definition: Declaration | undefined;
}

/**
 * A variable: all ARG and ENV with one name that belong together (those of a stage, of the stages based on it, and of the global ARG that
 * sets its value), with all occurrences.
 */
export interface VariableSymbol {
  readonly kind: 'variable';
  readonly name: string;
  /**
   * `file`: set by ARG or ENV, or by Docker. `script`: set by a script and visible only there. `unknown`: not declared in the file (a
   * variable of the base image, or a misspelled name).
   */
  readonly scope: 'file' | 'script' | 'unknown';
  /** Whether an ARG or ENV of the file, or the script, declares it. */
  readonly declared: boolean;
  /** The stages with occurrences. Undefined means the part before the first stage, and FROM. */
  readonly stages: ReadonlySet<Stage | undefined>;
  /** In order of the text. */
  readonly occurrences: readonly Occurrence[];
}

/** A stage with all occurrences of its name. */
export interface StageSymbol {
  readonly kind: 'stage';
  /** In lowercase. Undefined for an unnamed stage. */
  readonly name: string | undefined;
  readonly stage: Stage;
  /** In order of the text. */
  readonly occurrences: readonly Occurrence[];
}

export type DockerfileSymbol = VariableSymbol | StageSymbol;

/**
 * The span of the name in `at`: all of it, or the part inside its quotes. Undefined if it is written differently. Not case sensitive, for
 * stages.
 */
export function nameWithin(text: string, at: Span, name: string): Span | undefined {
  const written = text.slice(at.start, at.end);
  const quotes = /^(["']).*\1$/.test(written) ? 1 : 0;
  if (written.slice(quotes, written.length - quotes).toLowerCase() !== name.toLowerCase()) return undefined;
  return { start: at.start + quotes, end: at.end - quotes };
}
