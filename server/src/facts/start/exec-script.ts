import type { Span } from '../../base/span.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';
import type { Instruction } from '../../syntax/tree.ts';

/** The command line of a shell in exec form, with its span in the document. */
export interface ExecScript extends Span {
  readonly text: string;
}

/**
 * The command line that a POSIX shell in the exec form parses: the last string of `["sh", "-c", "..."]`, also through wrappers. Returns
 * undefined if there is none, or if it contains JSON escapes, so that no offset is wrong.
 */
export function execScriptOf({ json }: Instruction, text: string): ExecScript | undefined {
  const items = json?.items ?? [];
  const shell = items.findIndex(({ value }) => hasRole(value, 'posixShell'));
  if (shell < 0) return undefined;
  const words = items.map(({ value }) => value);
  const { command } = shellOptions(words[shell]!, words.slice(shell + 1));
  const item = command && items[shell + 1 + command.first];
  if (!item) return undefined;
  const at = { start: item.start + 1, end: item.end - 1, text: item.value };
  return text.slice(at.start, at.end) === item.value ? at : undefined;
}
