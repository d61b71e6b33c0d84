import { appendAll } from '../base/lists.ts';
import type { ShellScript, ShellVariable } from '../shell/script.ts';
import type { Instruction, JsonForm } from '../syntax/tree.ts';
import { covers } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { VariableUse } from './model.ts';

/** The innermost instruction: the one in an ONBUILD, the CMD of a HEALTHCHECK, or the instruction itself. */
export function innermost(instruction: Instruction): Instruction {
  let inner = instruction;
  while (inner.trigger) inner = inner.trigger;
  return inner;
}

/** The exec form of the innermost instruction. */
export function execOf(instruction: Instruction): JsonForm | undefined {
  return innermost(instruction).json;
}

/** All uses of variables in an instruction and its inner instructions, in text order. `script` is its shell script. */
export function usesIn(instruction: Instruction, script: ShellScript | undefined): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  for (let part: Instruction | undefined = instruction; part; part = part.trigger) appendAll(uses, part.variables);
  if (!script || script.variables.length === 0) return uses;
  return [...uses, ...script.variables].sort((a, b) => a.start - b.start);
}

/** The names of the variables that an instruction uses within a span. */
export function variablesIn({ variables }: Instruction, within: Span): readonly string[] {
  return variables.filter((use) => covers(within, use)).map(({ name }) => name);
}

/** Whether the shell expands the variable, not BuildKit. */
export function isShellUse(use: VariableUse): boolean {
  return 'quoted' in use;
}

/** Creates the use of a name that the shell reads without a `$`, or that could be inserted, for `resolve`. */
export function shellUse(name: string, { start, end }: Span): ShellVariable {
  return { start, end, name, nameSpan: { start, end }, modifier: '', quoted: false };
}

/** Instructions whose shell script runs in the container, not in the build. */
export const runsInContainer: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT']);
