import { mountField } from '../../../facts/mounts.ts';
import { isShellVariable } from '../../../knowledge/variables.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { maySet } from '../../../shell/builtins.ts';
import type { Instruction } from '../../../syntax/tree.ts';

/**
 * Whether only a script uses such a name, and expects it to be set. One in capitals may come from outside, and a script that cannot be parsed
 * may set any.
 */
export function isOfScript(name: string, instruction: Instruction, { scriptOf }: RuleContext): boolean {
  if (instruction.keyword !== 'RUN' || !/[a-z]/.test(name) || scriptOf(instruction)?.errors.length !== 0) return false;
  return !new RegExp(`\\s-[nzv]\\s+"?(?:\\$\\{?)?${name}\\b`).test(instruction.source);
}

/** Whether the script may set the variable itself, or a secret is mounted as a variable of that name. */
export function mayBeSetInShell(name: string, instruction: Instruction, { model, facts }: RuleContext): boolean {
  const script = model.scriptOf(instruction);
  if (!script || isShellVariable(name) || maySet(script, name)) return true;
  return facts.mountsOf(instruction).some((mount) => mountField(mount, 'env')?.value === name);
}
