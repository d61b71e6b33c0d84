import type { DockerfileModel, Stage } from '../model/model.ts';
import type { PowerShellEdition } from '../knowledge/powershell.ts';
import { hasRole, programName } from '../knowledge/programs.ts';
import { powershellOf } from '../shell/powershell.ts';
import type { PowerShellScript } from '../shell/powershell.ts';
import type { Instruction } from '../syntax/tree.ts';

/** A PowerShell script with what is known about its session. */
export interface PowerShellRun {
  readonly script: PowerShellScript;
  readonly edition: PowerShellEdition;
  /** The SHELL instruction, if one in the file starts PowerShell. */
  readonly shell: Instruction | undefined;
  /** What runs before the script: the commands in SHELL. Undefined if the base image sets the shell. */
  readonly before: string | undefined;
}

/** The PowerShell script that a RUN in shell form runs. Undefined if it runs none. */
export function powershellRunOf(model: DockerfileModel, run: Instruction, stage: Stage | undefined): PowerShellRun | undefined {
  const text = model.scriptOf(run);
  const script = text && powershellOf(run, text);
  if (!script) return undefined;
  const { value, from } = model.configBefore(run).shell;
  const program = script.wrapper?.program ?? value.find((word) => hasRole(word, 'powershellLanguage')) ?? 'pwsh';
  const edition =
    stage?.os === 'windows' ? (programName(program) === 'powershell' ? 'windowsPowerShell' : 'pwshOnWindows') : 'pwshElsewhere';
  if (script.wrapper) return { script, edition, shell: undefined, before: '' };
  if (typeof from === 'string') return { script, edition, shell: undefined, before: undefined };
  return { script, edition, shell: from, before: value.join(' ') };
}

/** Whether a preference variable is set before the script or in it. True if unknown, because the base image sets the shell. */
export function setsPreference({ script, before }: PowerShellRun, name: string): boolean {
  const pattern = new RegExp(`\\$(?:\\w+:)?${name}\\b\\s*=`, 'i');
  return before === undefined || pattern.test(before) || pattern.test(script.code);
}
