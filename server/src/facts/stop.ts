import { stopSignalOf } from '../knowledge/stop-signals.ts';
import type { DockerfileModel, Setting, Stage } from '../model/model.ts';
import { rootImage } from '../model/stages.ts';
import type { Facts } from './facts.ts';
import { processOne } from './start/process.ts';
import type { ContainerProcess } from './start/process.ts';

/**
 * The program that becomes process 1 of a container, as a name; `systemd` for an init that is a link to it. Undefined if an init, or a
 * shell with several commands, receives the signals instead, or if the program is not known.
 */
export function startedProgram(stage: Stage, facts: Facts): string | undefined {
  const { process } = facts.startOf(stage);
  return process && programOf(process, stage);
}

function programOf(process: ContainerProcess, stage: Stage): string | undefined {
  const first = processOne(process);
  if (first.kind === 'handover') return first.next && programOf(first.next, stage);
  // Where the shell is not replaced, exec form is the first thing to do; shell-form-cmd says so.
  if (first.kind === 'shell') return first.hasCommandsBefore ? undefined : first.program;
  if (first.kind === 'program') return first.name;
  if (first.kind !== 'init' || first.next) return undefined;
  if (first.name === 'systemd') return 'systemd';
  const isSystemd = first.words[0]?.endsWith('/sbin/init') === true && stage.instructions.some(({ source }) => /\bsystemd\b/.test(source));
  return isSystemd ? 'systemd' : undefined;
}

/** The signal that `docker stop` sends. Undefined if the base image may set another one than Docker's default. */
export function stopSignalAt(stage: Stage, model: DockerfileModel): Setting<string> | undefined {
  const { stopSignal, baseKnown } = model.configOf(stage);
  if (stopSignal) return stopSignal;
  const image = rootImage(stage);
  const ofBase = image?.registry === 'docker.io' ? stopSignalOf(image.repository, image.tag) : undefined;
  if (ofBase !== undefined) return { value: ofBase, from: 'base-image' };
  return baseKnown ? { value: 'SIGTERM', from: 'default' } : undefined;
}
