import type { CopyFact } from '../../facts/copy.ts';

/** A COPY or ADD whose words are known before the build. */
export interface CopyStep {
  readonly fact: CopyFact;
  /** Takes from the build context; false for another image, an address, a here-document. */
  readonly fromContext: boolean;
  /** Source words, variables replaced. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly destination: string;
  /** The destination is written from the root. */
  readonly absolute: boolean;
  /** The value of --chown, variables replaced. */
  readonly chown: string | undefined;
}

/** Undefined when a word is not known before the build, or there is no destination. */
export function readCopy(fact: CopyFact | undefined): CopyStep | undefined {
  const path = fact?.destination?.path;
  if (!fact?.destination || path === undefined || fact.sources.length === 0) return undefined;
  const sources = fact.sources.map(({ value, text, heredoc }) => (heredoc ? text : value));
  if (!sources.every((source) => source !== undefined)) return undefined;
  const { fromContext, destination, flags } = fact;
  return { fact, fromContext, sources, destination: path, absolute: destination.absolute, chown: flags.chown };
}
