import type { ShellScript, ShellVariable } from '../shell/script.ts';
import type { Instruction, JsonForm } from '../syntax/tree.ts';
import type { Span } from '../base/span.ts';
import type { VariableUse } from './model.ts';

/** The instruction itself, or the innermost one that it holds: what an ONBUILD triggers, the CMD of a HEALTHCHECK. */
export function innermost(instruction: Instruction): Instruction {
  let inner = instruction;
  while (inner.trigger) inner = inner.trigger;
  return inner;
}

/** The exec form of an instruction or of the one that it holds. */
export function execOf(instruction: Instruction): JsonForm | undefined {
  return innermost(instruction).json;
}

/** All uses of variables in an instruction and in those that it holds, in order of the text. `script` is the shell's part of it. */
export function usesIn(instruction: Instruction, script: ShellScript | undefined): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  for (let part: Instruction | undefined = instruction; part; part = part.trigger) uses.push(...part.variables);
  if (!script || script.variables.length === 0) return uses;
  return [...uses, ...script.variables].sort((a, b) => a.start - b.start);
}

/** Whether the shell replaces the variable, not BuildKit. */
export function isShellUse(use: VariableUse): boolean {
  return 'quoted' in use;
}

/** The use of a name that the shell reads without a `$`, or that somebody may write: what `resolve` is to be asked about. */
export function shellUse(name: string, { start, end }: Span): ShellVariable {
  return { start, end, name, nameSpan: { start, end }, modifier: '', quoted: false };
}

/** Instructions whose shell text runs in the container, not in the build. */
export const runsInContainer: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT']);
