import { parse } from '../../server/src/syntax/parse.ts';
import { scriptOf } from '../../server/src/shell/parse.ts';
import type { Dialect, ShellScript } from '../../server/src/shell/script.ts';
import type { Instruction } from '../../server/src/syntax/tree.ts';

/** The last instruction of a Dockerfile; for ONBUILD and HEALTHCHECK, the one that it triggers. */
export function lastInstruction(dockerfile: string): Instruction {
  const instruction = parse(dockerfile).instructions.at(-1);
  if (!instruction) throw new Error(`no instruction in ${JSON.stringify(dockerfile)}`);
  return instruction.trigger ?? instruction;
}

/** The script of a Dockerfile's last instruction. */
export function scriptIn(dockerfile: string, dialect: Dialect = 'sh'): ShellScript {
  const script = scriptOf(lastInstruction(dockerfile), dialect);
  if (!script) throw new Error(`no shell text in ${JSON.stringify(dockerfile)}`);
  return script;
}

/** The script of `RUN` and these lines. */
export const scriptOfRun = (body: string, dialect: Dialect = 'sh'): ShellScript => scriptIn(`RUN ${body}`, dialect);
