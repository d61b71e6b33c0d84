import { baseName } from '../../base/paths.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { RuntimeConfig, Setting } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';

/** The instruction that sets a value. Undefined if the base image or a default of Docker does. */
export function setterOf({ from }: Setting<unknown>): Instruction | undefined {
  return typeof from === 'string' ? undefined : from;
}

/** Whether the file sets a command. An image without a command leaves the command and the user to whoever runs it. */
export function setsCommand({ cmd, entrypoint }: RuntimeConfig): boolean {
  return [cmd, entrypoint].some((setting) => setting && setting.value.words.length > 0 && setterOf(setting));
}

/** `CMD ["bash"]`: an image with tools, which a person uses. */
export function startsShell({ cmd, entrypoint }: RuntimeConfig): boolean {
  const [word, ...more] = [entrypoint, cmd].flatMap((setting) => (setting && setterOf(setting) ? setting.value.words : []));
  return word !== undefined && more.length === 0 && hasRole(baseName(word), 'shell');
}
