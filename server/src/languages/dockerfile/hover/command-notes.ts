import type { RuntimeConfig, Stage } from '../../../model/model.ts';
import { hasNoShell } from '../../../model/no-shell.ts';
import { rootImage } from '../../../model/stages.ts';
import { message } from '../../../base/message.ts';
import { code, escaped, joined } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { factsOf } from '../../../facts/facts.ts';
import { shellBlockingSignal } from '../../../facts/start/process.ts';
import type { StartFact } from '../../../facts/start/start.ts';
import { formatCommand } from '../command-forms.ts';
import { imageName, lineText, stageTitle } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** Notes about problems with CMD and ENTRYPOINT, of one or two sentences each. */
export function commandNotes(at: HoverRequest, stage: Stage, start: StartFact, config: RuntimeConfig): readonly (Markdown | undefined)[] {
  return [
    overridden(at, config),
    otherStage(at, stage),
    shellEntrypoint(at, start),
    shellAsArguments(at, start),
    resetCmd(at, config),
    notExpanded(at),
    signalLost(at, start),
    unknownBase(at, stage, start),
  ];
}

/** Only the last CMD and the last ENTRYPOINT of a stage are used. */
function overridden(at: HoverRequest, config: RuntimeConfig): Markdown | undefined {
  const { keyword } = at.instruction;
  const used = keyword === 'CMD' ? config.cmd?.from : config.entrypoint?.from;
  if (used === at.instruction || used === undefined || typeof used === 'string') return undefined;
  if (used.keyword !== keyword) return undefined;
  return at.translate(
    message('This instruction has no effect: the {keyword} in {line} is used.', {
      keyword: escaped(keyword),
      line: lineText(at, used.start),
    }),
  );
}

function otherStage(at: HoverRequest, stage: Stage): Markdown | undefined {
  if (stage.isFinal) return undefined;
  if (stage.isInFinalImage) return at.translate(message('Stages based on this one inherit it.'));
  const target = code(`docker build --target ${stage.name ?? stage.index}`);
  return at.translate(
    message('This is {stage}, not the last stage: it only takes effect with {target}.', { stage: stageTitle(at, stage), target }),
  );
}

function shellEntrypoint(at: HoverRequest, { entrypoint }: StartFact): Markdown | undefined {
  if (typeof entrypoint === 'string' || entrypoint.form === 'exec') return undefined;
  return at.translate(
    message('ENTRYPOINT is in shell form: CMD and `docker run` arguments are ignored. Only its shell receives them, as `$0`, `$1`, …'),
  );
}

/** https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example: with an exec form ENTRYPOINT, use the exec form of CMD as well. */
function shellAsArguments(at: HoverRequest, { cmd, cmdRole }: StartFact): Markdown | undefined {
  if (cmdRole !== 'arguments' || typeof cmd === 'string' || cmd.form === 'exec') return undefined;
  const words = joined([...cmd.shell, ...cmd.words].map(code), ', ');
  return at.translate(message('CMD is in shell form: ENTRYPOINT receives {words} as its arguments. Write CMD as a JSON array.', { words }));
}

/** An ENTRYPOINT resets the CMD that the stage inherits. */
function resetCmd(at: HoverRequest, { cmd, entrypoint }: RuntimeConfig): Markdown | undefined {
  const from = entrypoint?.from;
  if (!from || typeof from === 'string' || cmd?.from !== from || !at.stage) return undefined;
  const before = at.document.model.configBefore(from).cmd;
  const image = at.stage.parent ? stageTitle(at, at.stage.parent) : imageName(rootImage(at.stage));
  if (!before) return at.translate(message('ENTRYPOINT resets the CMD of {image}.', { image }));
  if (before.value.words.length === 0) return undefined;
  const written = formatCommand({ ...before.value, shell: [], from: before.from });
  return at.translate(message('ENTRYPOINT resets the CMD of {image}, {cmd}.', { image, cmd: code(written) }));
}

/** `CMD ["echo", "$NAME"]`: the variable is not expanded. */
function notExpanded(at: HoverRequest): Markdown | undefined {
  const { document, instruction } = at;
  const [variable] = factsOf(document.model, document.build).literalVariablesOf(instruction);
  if (!variable) return undefined;
  return at.translate(
    message('{variable} is not expanded in exec form: the program receives it as written. Use {instead}.', {
      variable: code(variable.text),
      instead: code(`${instruction.keyword} ["sh", "-c", "exec …"]`),
    }),
  );
}

/** The shell stays process 1, and the program does not receive the signal. */
function signalLost(at: HoverRequest, { entrypoint, cmd, process }: StartFact): Markdown | undefined {
  if (at.stage?.os !== 'linux' || hasNoShell(at.stage)) return undefined;
  const shell = process && shellBlockingSignal(process);
  const part = typeof entrypoint === 'string' || entrypoint.from === 'base-image' ? cmd : entrypoint;
  if (!shell || typeof part === 'string' || typeof part.from === 'string') return undefined;
  return at.translate(
    message('`docker stop` waits 10 seconds, then kills {program}. Use {exec} or exec form, so that it receives the signal.', {
      program: code(shell.program),
      exec: code(`exec ${shell.program} …`),
    }),
  );
}

function unknownBase(at: HoverRequest, stage: Stage, { entrypoint }: StartFact): Markdown | undefined {
  if (entrypoint !== 'unknown') return undefined;
  return at.translate(
    message('`…` is the ENTRYPOINT of {image}, if it has one: the base image data does not include it.', {
      image: imageName(rootImage(stage)),
    }),
  );
}
