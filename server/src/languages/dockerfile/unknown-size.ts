import { factsOf } from '../../facts/facts.ts';
import { message } from '../../base/message.ts';
import type { FixedMessage, Translate } from '../../base/message.ts';
import { knownBytes } from '../../sizes/bytes.ts';
import type { SizeEstimate } from '../../sizes/size.ts';
import { sizeNeed } from '../../sizes/size-need.ts';
import type { SizeNeed } from '../../sizes/size-need.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { DockerfileDocument } from './document.ts';
import { sizeText } from './size-text.ts';

/** In a few words, instead of a size. */
const short: Readonly<Record<SizeNeed, FixedMessage>> = {
  argument: message('size known with a value for the variable'),
  context: message('size known with the build context'),
  lockFile: message('size known with a lock file'),
  build: message('size known after the build'),
};

/** As a sentence. */
const sentences: Readonly<Record<SizeNeed, FixedMessage>> = {
  argument: message('A default value of the variable would make it known.'),
  context: message('Save the file in its build context, or set that folder, to make it known.'),
  lockFile: message('A lock file in the build context would make it known.'),
  build: message('The build will show it.'),
};

/** What would make the unknown size of an instruction known, in a few words and as a sentence. */
export function unknownSize(
  { model, build }: DockerfileDocument,
  instruction: Instruction,
): { readonly short: FixedMessage; readonly sentence: FixedMessage } {
  const need = sizeNeed(instruction, factsOf(model, build));
  return { short: short[need], sentence: sentences[need] };
}

/** `84.1 MB`, `≥ 12 MB`; what would make it known if nothing is. */
export function sizeOrNeed(instruction: Instruction, estimate: SizeEstimate, document: DockerfileDocument, translate: Translate): string {
  const isKnown = estimate.bytes !== undefined || knownBytes(estimate).likely > 0;
  return isKnown ? sizeText(estimate, translate) : translate(unknownSize(document, instruction).short);
}
