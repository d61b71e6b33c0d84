import { instructionAtOrBehind } from '../syntax/instruction-at.ts';
import type { DockerfileTree } from '../syntax/tree.ts';
import type { TextEdit } from '../text/edit.ts';
import { readPragmas } from './pragmas.ts';
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
  const indentation = /[ \t]*$/.exec(tree.text.slice(0, instruction.start))![0];
  const at = instruction.start;
  return [{ start: at, end: at, newText: `# layerwise ignore=${finding.rule}${lineBreakOf(tree.text)}${indentation}` }];
}

/** The line break that the text uses, judged by its first. */
function lineBreakOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}
