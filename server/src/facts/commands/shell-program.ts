import { memoize, memoizeWeak } from '../../base/memoize.ts';
import { binShOf } from '../../knowledge/posix-shells.ts';
import type { PosixShell } from '../../knowledge/posix-shells.ts';
import { programName } from '../../knowledge/programs.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import { effectsOf } from '../../shell/effects.ts';
import type { Instruction } from '../../syntax/tree.ts';

/**
 * The program that reads the script of a RUN: from SHELL, a here-document's own interpreter, or what /bin/sh is in the base image. Undefined
 * if that is not certain: an unknown base, another shell, an earlier command that replaces /bin/sh.
 */
export function shellProgramOf(instruction: Instruction, model: DockerfileModel): PosixShell | undefined {
  const script = model.scriptOf(instruction);
  if (!script || script.opaque) return undefined;
  const words = model.configBefore(instruction).shell.value;
  const program = words.map(programName).find((name) => name in named) ?? '';
  if (script.dialect === 'bash') return program === 'bash' || instruction.heredocs.length > 0 ? 'bash' : undefined;
  if (script.dialect !== 'sh') return undefined;
  const own = named[program];
  if (own !== undefined && own !== 'bash') return own;
  const stage = model.stageOf(instruction);
  if (!stage || stage.os === 'windows' || stage.mayBeWindows || replacesShell(stage, instruction.start, model)) return undefined;
  return binShOf(stage.distro);
}

/** Shells that are the same in every image. */
const named: Readonly<Record<string, PosixShell>> = { dash: 'dash', bash: 'bash', ash: 'ash' };

/** Whether a command before that offset replaces /bin/sh in the stage or in one that it builds on. */
function replacesShell(stage: Stage, before: number, model: DockerfileModel): boolean {
  for (let next: Stage | undefined = stage; next; next = next.parent) if (replacedAt(model)(next) < before) return true;
  return false;
}

/** The offset of the first RUN of a stage that replaces /bin/sh. */
const replacedAt = memoizeWeak((model: DockerfileModel) =>
  memoize((stage: Stage): number => {
    const found = stage.instructions.find((instruction) => {
      if (instruction.keyword !== 'RUN')
        return /\bbin\/sh\b/.test(instruction.bodyText) && instruction.keyword !== 'SHELL' && copies.has(instruction.keyword);
      const script = /\b(?:sh|dash)\b/.test(instruction.bodyText) ? model.scriptOf(instruction) : undefined;
      return script && !script.opaque && effectsOf(script).some(({ kind }) => kind === 'shell');
    });
    return found?.start ?? Infinity;
  }),
);

const copies: ReadonlySet<string> = new Set(['COPY', 'ADD']);
