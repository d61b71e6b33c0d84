import type { DockerfileDocument } from './document.ts';
import type { Definition } from '../results.ts';
import { symbolsOf } from './symbols/table.ts';

/**
 * The declaration of the symbol at `offset`: the ARG, ENV or assignment that sets the variable at this position, or the FROM of a stage.
 * For an `ARG NAME` without a value, the source of its value. Undefined if there is no symbol, or if it is not declared in this file.
 */
export function definitionAt({ model }: DockerfileDocument, offset: number): Definition | undefined {
  const { cursorSpan, definition } = symbolsOf(model).at(offset)?.occurrence ?? {};
  return cursorSpan && definition && { ...definition, origin: cursorSpan };
}
