import type { TextEdit } from '../../base/edit.ts';
import type { Instruction } from '../../syntax/tree.ts';

/**
 * The edit that makes a SHELL instruction run a PowerShell statement before each command: after `-Command`, or before the statements that are
 * there already. Undefined if the SHELL has no `-Command`.
 */
export function prefixShell({ json }: Instruction, statement: string): TextEdit | undefined {
  const items = json?.items ?? [];
  const at = items.findIndex(({ value }) => /^-c(?:ommand)?$/i.test(value));
  const option = items[at];
  if (!option) return undefined;
  const next = items[at + 1];
  if (next) return { start: next.start + 1, end: next.start + 1, newText: `${JSON.stringify(statement).slice(1, -1)} ` };
  return { start: option.end, end: option.end, newText: `, ${JSON.stringify(statement)}` };
}
