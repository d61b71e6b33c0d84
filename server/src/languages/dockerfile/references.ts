import type { DockerfileDocument } from './document.ts';
import type { Occurrence } from './symbols/symbol.ts';
import { symbolsOf } from './symbols/table.ts';

/**
 * All places of the symbol at `offset`, in order of the text; those that declare it only when `withDeclarations`. Empty where there
 * is none.
 */
export function referencesAt({ model }: DockerfileDocument, offset: number, withDeclarations: boolean): readonly Occurrence[] {
  const occurrences = symbolsOf(model).at(offset)?.symbol.occurrences ?? [];
  return withDeclarations ? occurrences : occurrences.filter(({ role }) => role !== 'declaration');
}
