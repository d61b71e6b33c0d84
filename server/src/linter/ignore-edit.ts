import { instructionAtOrBehind } from '../syntax/instruction-at.ts';
import type { DockerfileTree } from '../syntax/tree.ts';
import type { TextEdit } from '../base/edit.ts';
import { insertLineAbove } from '../base/layout.ts';
import { readPragmas } from './suppressions.ts';
import type { Finding } from './rule.ts';

/**
 * Edits that silence the finding where it stands: its rule joins a `# layerwise ignore=` that the instruction already has,
 * or such a comment goes above the instruction. Empty where there is no instruction to put it above.
 */
export function ignoreEdit(finding: Pick<Finding, 'rule' | 'span'>, tree: DockerfileTree): readonly TextEdit[] {
  const instruction = instructionAtOrBehind(tree, finding.span.start);
  if (!instruction) return [];
  const existing = readPragmas(tree).find((pragma) => pragma.tool === 'layerwise' && pragma.scope === instruction);
  if (existing) return [{ start: existing.idsSpan.end, end: existing.idsSpan.end, newText: `,${finding.rule}` }];
  return [insertLineAbove(tree.text, instruction.start, `# layerwise ignore=${finding.rule}`)];
}
