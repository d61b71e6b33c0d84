import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { Declaration, Reference } from '../../results.ts';

/** A reference with what a rename must know of it. */
export interface Occurrence extends Reference {
  /**
   * `name`: the name, letter for letter. `number`: a stage by its number. `computed`: anything else that comes to the name
   * (`FROM ${BASE}`, `ENV $NAME=1`), or nothing at all (the FROM of a stage without a name).
   */
  readonly written: 'name' | 'number' | 'computed';
  /** Where a cursor counts as being on it: the name and the `$` or `${` before it. */
  readonly reach: Span;
  /** The instruction of the file that it stands in. */
  readonly instruction: Instruction;
  /** The declaration that counts right here. */
  readonly means: Declaration | undefined;
}

/**
 * A variable: all ARG and ENV of one name that are one variable to the reader (those of a stage, of the stages that build on it, and
 * the global ARG that one of them takes its value from), with every place that uses or sets it.
 */
export interface VariableSymbol {
  readonly kind: 'variable';
  readonly name: string;
  /**
   * `file`: ARG and ENV of the file, or what Docker sets. `script`: the script that sets it, which nobody else sees.
   * `unknown`: nothing in the file declares it (a variable of the base image, or a slip).
   */
  readonly scope: 'file' | 'script' | 'unknown';
  /** An ARG or ENV of the file declares it, or the script does. */
  readonly declared: boolean;
  /** The stages with a place of it; undefined stands for what is before the first stage and for FROM. */
  readonly stages: ReadonlySet<Stage | undefined>;
  /** In order of the text. */
  readonly occurrences: readonly Occurrence[];
}

/** A stage, with every word that names it. */
export interface StageSymbol {
  readonly kind: 'stage';
  /** Lower case; undefined for a stage without one. */
  readonly name: string | undefined;
  readonly stage: Stage;
  /** In order of the text. */
  readonly occurrences: readonly Occurrence[];
}

export type DockerfileSymbol = VariableSymbol | StageSymbol;

/**
 * Where in `at` the name itself stands: all of it, or what is between its quotes. Undefined where it is written in another way.
 * Letter case is disregarded, for stages.
 */
export function nameWithin(text: string, at: Span, name: string): Span | undefined {
  const written = text.slice(at.start, at.end);
  const quotes = /^(["']).*\1$/.test(written) ? 1 : 0;
  if (written.slice(quotes, written.length - quotes).toLowerCase() !== name.toLowerCase()) return undefined;
  return { start: at.start + quotes, end: at.end - quotes };
}
