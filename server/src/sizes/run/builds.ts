import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { buildStepOf } from '../../facts/commands/build-step.ts';
import { compiled, configured, installedProgram } from '../../knowledge/build-sizes.ts';
import { hasRole, programName } from '../../knowledge/programs.ts';
import type { Bytes } from '../size.ts';
import { usualBytes } from '../usual.ts';
import type { CommandReader } from './context.ts';

/** configure, make, cmake, meson, ninja, compilers, `python setup.py`: what they write is only known during the build, within limits. */
export const readBuildStep: CommandReader = ({ command, draft, state }) => {
  const step = buildStepOf(command);
  if (!step || command.output) return false;
  const { folder, program = '' } = command;
  const name = programName(program);
  const inFolder = (file: string): string | undefined => (folder === undefined ? undefined : `${folder === '/' ? '' : folder}/${file}`);
  const output = inFolder('build-output');
  const isOutput = (path: string): boolean => path === output;
  const add = (bytes: Bytes, detail: Message, path: string | undefined): void =>
    draft.add({ parts: [{ name, bytes: bytes.likely }], bytes, source: 'heuristic', detail, ...(path !== undefined && { path }) });
  if (step === 'print') return true;
  state.recordUnknownWrites();
  if (step === 'clean') draft.remove(isOutput, false);
  else if (step === 'configure') {
    const detail = message('{command} writes build files. The size is an estimate from other programs.', { command: name });
    add(usualBytes(configured), detail, inFolder('build-files'));
  } else if (step === 'compile' || !draft.holds(isOutput)) {
    const detail = message('{command} compiles. The size is an estimate from other programs.', { command: name });
    const bytes = usualBytes(hasRole(program, 'compiler') ? installedProgram : compiled);
    // A project that needs no compilation can also be installed.
    add(step === 'install' ? { ...bytes, low: 0 } : bytes, detail, output);
  }
  if (step === 'install') {
    const detail = message("{command} installs what it compiled. The size is an estimate from Debian's packages.", { command: name });
    add(usualBytes(installedProgram), detail, undefined);
  }
  return true;
};
