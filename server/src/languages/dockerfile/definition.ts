import type { DockerfileDocument } from './document.ts';
import type { Definition } from '../results.ts';
import { symbolsOf } from './symbols/table.ts';

/**
 * The declaration that counts at `offset`: the ARG, ENV or assignment that gives a variable its value right there, or the FROM of a
 * stage. On an `ARG NAME` without a value it is where its value comes from. Undefined where there is no symbol, or none of this file.
 */
export function definitionAt({ model }: DockerfileDocument, offset: number): Definition | undefined {
  const { reach, means } = symbolsOf(model).at(offset)?.occurrence ?? {};
  return reach && means && { ...means, origin: reach };
}
