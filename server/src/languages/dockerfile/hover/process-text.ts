import { signalNamed } from '../../../knowledge/signals.ts';
import { stopSignalOf } from '../../../knowledge/stop-signals.ts';
import type { RuntimeConfig, Stage } from '../../../model/model.ts';
import { hasNoShell } from '../../../model/no-shell.ts';
import { rootImage } from '../../../model/stages.ts';
import { message } from '../../../base/message.ts';
import { processOne, programOfInit } from '../../../facts/start/process.ts';
import type { ContainerProcess, ShellProcess } from '../../../facts/start/process.ts';
import type { StartFact } from '../../../facts/start/start.ts';
import { code, escaped, composed } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { imageName, setBy } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** A sentence about process 1. Undefined if nothing is started. */
export function processText(at: HoverRequest, stage: Stage, start: StartFact): Markdown | undefined {
  const process = start.process && processOne(start.process);
  if (!process) return undefined;
  if (process.kind === 'shell' && hasNoShell(stage)) {
    const args = { image: imageName(rootImage(stage)), shell: code(process.shell) };
    return at.translate(message('None: {image} has no shell. The container does not start unless the Dockerfile adds {shell}.', args));
  }
  const text = describe(at, process);
  if (start.entrypoint !== 'unknown') return text;
  return at.translate(message('If {image} has no ENTRYPOINT: {text}', { image: imageName(rootImage(stage)), text }));
}

function describe(at: HoverRequest, process: ContainerProcess): Markdown {
  const { translate } = at;
  const name = code(process.name);
  if (process.kind === 'shell') return describeShell(at, process);
  if (process.kind === 'init') {
    const program = programOfInit(process);
    return program === undefined
      ? translate(message('{init}, an init process.', { init: name }))
      : translate(message('{init}, which forwards the signal to {program}.', { init: name, program: code(program) }));
  }
  if (process.kind === 'handover' && process.next) {
    const next = describe(at, processOne(process.next));
    return translate(
      message('First the script {script}, which finally replaces itself with its command. Then {next}', { script: name, next }),
    );
  }
  return translate(message('{program}. It receives the signal and must handle it.', { program: name }));
}

function describeShell({ translate }: HoverRequest, process: ShellProcess): Markdown {
  const shell = shellText(process);
  if (process.program === undefined)
    return translate(message('{shell}. The programs that it starts are child processes: they do not receive the signal.', { shell }));
  const program = code(process.program);
  if (process.exec) {
    return process.hasCommandsBefore
      ? translate(message('{shell}, until `exec` replaces it with {program}, which then receives the signal.', { shell, program }))
      : translate(message('{program}: `exec` replaces the shell with it. It receives the signal.', { program }));
  }
  if (process.replaced === undefined) {
    return translate(
      message('{shell} or {program}: bash and BusyBox replace themselves with a single command, dash (Debian, Ubuntu) does not.', {
        shell,
        program,
      }),
    );
  }
  if (!process.replaced)
    return translate(message('{shell}. {program} is a child process and does not receive the signal.', { shell, program }));
  return process.hasCommandsBefore
    ? translate(message('{shell}, until the last command, {program}, replaces it and receives the signal.', { shell, program }))
    : translate(message('{program}: {shell} replaces itself with a single command. It receives the signal.', { shell, program }));
}

function shellText({ shell, name, shellName }: ShellProcess): Markdown {
  return shellName === undefined || shellName === name ? code(shell) : composed`${code(shell)} (${escaped(shellName)})`;
}

/**
 * The signal that `docker stop` sends. Ten seconds is the default on Linux. https://docs.docker.com/reference/cli/docker/container/stop/
 */
export function stopText(at: HoverRequest, stage: Stage, { stopSignal, baseKnown }: RuntimeConfig): Markdown {
  const { translate } = at;
  const image = rootImage(stage);
  const ofBase = image?.registry === 'docker.io' ? stopSignalOf(image.repository, image.tag) : undefined;
  const value = stopSignal?.value ?? ofBase;
  if (value === undefined && !baseKnown) {
    return translate(
      message('`SIGTERM` to process 1, unless {image} sets another signal; `SIGKILL` after 10 seconds', { image: imageName(image) }),
    );
  }
  if (value === undefined) return translate(message('`SIGTERM` to process 1; `SIGKILL` after 10 seconds'));
  const signal = code(signalNamed(value)?.name ?? value);
  const from = setBy(at, stopSignal?.from ?? 'base-image');
  return translate(message('{signal} ({from}) to process 1; `SIGKILL` after 10 seconds', { signal, from }));
}
