import { indexOfInstructionBefore } from '../../syntax/instruction-at.ts';
import { overlaps, span } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import type { DockerfileDocument } from './document.ts';
import { addInstruction } from './semantic-tokens/instructions.ts';
import { TokenBuilder } from './semantic-tokens/token-builder.ts';
import type { SemanticToken } from '../token-legend.ts';

/**
 * The semantic tokens of a file, in the order of the text and without overlaps. A token may span line breaks. Text without a token is
 * colored by the grammar. Linear.
 *
 * @param range Limits the result to the instructions that it touches.
 */
export function semanticTokens(document: DockerfileDocument, range?: Span): readonly SemanticToken[] {
  return finish(semanticTokensInSteps(document, range));
}

/** As `semanticTokens`, in steps. */
export function* semanticTokensInSteps(
  { model, text }: DockerfileDocument,
  range: Span = span(0, text.length),
): Work<readonly SemanticToken[]> {
  const { directives, instructions } = model.tree;
  const builder = new TokenBuilder();
  for (const directive of directives) if (overlaps(directive, range)) builder.add(directive.nameSpan, 'directive');
  for (let i = Math.max(0, indexOfInstructionBefore(model.tree, range.start)); i < instructions.length; i++) {
    if (instructions[i]!.start >= range.end) break;
    addInstruction(model, instructions[i]!, builder);
    yield;
  }
  return builder.tokens();
}
