import type { TextEdit } from '../../base/edit.ts';
import { startsWithPipefail } from '../../model/dialect.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { CommandReading } from '../../shell/reading.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { shellProgramOf } from './shell-program.ts';

/** Commands that are connected with `|`. */
export interface ShellPipeline<Reading extends CommandReading = CommandReading> {
  /** In order; without groups, loops and other compound commands in the pipeline. At least one. */
  readonly commands: readonly Reading[];
  /** Whether something that is not a simple command stands before the first of the commands. */
  readonly continues: boolean;
}

/** The pipelines among the commands of one script. */
export function groupPipelines<Reading extends CommandReading>(readings: readonly Reading[]): readonly ShellPipeline<Reading>[] {
  const found: { readonly commands: Reading[]; readonly continues: boolean }[] = [];
  const open: ({ readonly commands: Reading[] } | undefined)[] = [];
  for (const reading of readings) {
    const { containers, operator } = reading.command;
    const depth = containers.length;
    open.length = Math.min(open.length, depth + 1);
    // A group or loop is a part of its own: `a; } | b` does not continue a pipeline before the group.
    for (let outer = 0; outer < depth; outer++) if (containers[outer] !== 'substitution') open[outer] = undefined;
    if (containers.at(-1) !== 'pipeline') {
      open[depth] = undefined;
      continue;
    }
    const current = open[depth];
    if (operator === '|' && current) current.commands.push(reading);
    else {
      const pipeline = { commands: [reading], continues: operator === '|' };
      open[depth] = pipeline;
      found.push(pipeline);
    }
  }
  return found;
}

/**
 * Whether a failure of any part of a pipeline makes it fail: `set -o pipefail` in the script, or in the options of SHELL. True as well if
 * that cannot be excluded.
 */
export function hasPipefail(instruction: Instruction, model: DockerfileModel): boolean {
  if (instruction.source.includes('pipefail')) return true;
  const { shell, baseKnown } = model.configBefore(instruction);
  // An image that is not known may have set SHELL.
  return shell.from === 'default' && !baseKnown ? true : startsWithPipefail(shell.value);
}

/**
 * The edits that set pipefail for a RUN: in its script if its shell has the option, else with SHELL, where bash is certain to exist (Debian,
 * Ubuntu). Undefined if the shell is not known, or if the instruction is not a RUN of its own.
 */
export function pipefailFix(instruction: Instruction, model: DockerfileModel): readonly TextEdit[] | undefined {
  const script = model.scriptOf(instruction);
  const [first] = script?.pieces ?? [];
  const program = shellProgramOf(instruction, model);
  if (!script || !first || program === undefined || instruction.keyword !== 'RUN' || script.errors.length > 0) return undefined;
  const { start } = instruction;
  if (program === 'dash') {
    // A here-document with an interpreter of its own does not use SHELL.
    if (instruction.heredocs.length > 0) return undefined;
    return [{ start, end: start, newText: `SHELL ["/bin/bash", "-o", "pipefail", "-c"]${lineBreakOf(instruction.source)}` }];
  }
  const isInHeredoc = first.start > instruction.body.end;
  const newText = isInHeredoc ? `set -o pipefail${lineBreakOf(instruction.source)}` : 'set -o pipefail && ';
  return script.pieces.some(({ operator, background }) => background || (operator === '||' && !isInHeredoc))
    ? undefined
    : [{ start: first.start, end: first.start, newText }];
}

function lineBreakOf(source: string): string {
  return source.includes('\r\n') ? '\r\n' : '\n';
}
