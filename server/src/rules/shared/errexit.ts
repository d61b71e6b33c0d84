import type { DockerfileModel } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';

/** Whether the shell of a RUN is started with `-e`: `SHELL ["/bin/bash", "-eo", "pipefail", "-c"]`. */
export function startsWithErrexit(model: DockerfileModel, run: Instruction): boolean {
  const [, ...options] = model.configBefore(run).shell.value;
  return options.some((word) => /^-[a-zA-Z]*e/.test(word) || word === 'errexit');
}
