import { indexOfInstructionBefore } from '../../syntax/instruction-at.ts';
import { overlaps, span } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import type { DockerfileDocument } from './document.ts';
import { addInstruction } from './semantic-tokens/instructions.ts';
import { Pieces } from './semantic-tokens/pieces.ts';
import type { SemanticToken } from '../token-legend.ts';

/**
 * What each word is, as far as the file's meaning tells more than a grammar can: in order of the text, none over another; a token may
 * go over line breaks. With a `range`, the tokens of the instructions that it touches. What has no token is the grammar's. Linear.
 */
export function semanticTokens({ model, text }: DockerfileDocument, range: Span = span(0, text.length)): readonly SemanticToken[] {
  const { directives, instructions } = model.tree;
  const pieces = new Pieces();
  for (const directive of directives) if (overlaps(directive, range)) pieces.add(directive.nameSpan, 'directive');
  for (let i = Math.max(0, indexOfInstructionBefore(model.tree, range.start)); i < instructions.length; i++) {
    if (instructions[i]!.start >= range.end) break;
    addInstruction(model, instructions[i]!, pieces);
  }
  return pieces.tokens();
}
