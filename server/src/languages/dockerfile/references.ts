import type { DockerfileDocument } from './document.ts';
import type { Occurrence } from './symbols/symbol.ts';
import { symbolsOf } from './symbols/table.ts';

/**
 * All occurrences of the symbol at `offset`, in the order of the text. Declarations are included only if `withDeclarations` is set. Empty
 * if there is no symbol.
 */
export function referencesAt({ model }: DockerfileDocument, offset: number, withDeclarations: boolean): readonly Occurrence[] {
  const occurrences = symbolsOf(model).at(offset)?.symbol.occurrences ?? [];
  return withDeclarations ? occurrences : occurrences.filter(({ role }) => role !== 'declaration');
}
