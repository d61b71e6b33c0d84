import { hasRole } from '../../../knowledge/programs.ts';
import type { RuntimeConfig, Stage } from '../../../model/model.ts';
import { shellFormFixes } from '../../../linter/edits/shell-form.ts';
import { hasNoShell } from '../../../model/no-shell.ts';
import { rootImage } from '../../../model/stages.ts';
import { innermost } from '../../../model/uses.ts';
import { message } from '../../../base/message.ts';
import { code, escaped, joined } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { factsOf } from '../../../facts/facts.ts';
import { shellBlockingSignal } from '../../../facts/start/process.ts';
import type { CommandPart, StartFact } from '../../../facts/start/start.ts';
import { formatCommand, toExecForm } from '../command-forms.ts';
import { imageName, lineText, stageTitle } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** Notes about problems with CMD and ENTRYPOINT, of one or two sentences each. */
export function commandNotes(at: HoverRequest, stage: Stage, start: StartFact, config: RuntimeConfig): readonly (Markdown | undefined)[] {
  return [
    overridden(at, config),
    otherStage(at, stage),
    shellEntrypoint(at, start),
    shellAsArguments(at, start),
    clearedCmd(at, config),
    shellMissing(at, stage, start),
    nothingToStart(at, start),
    notExpanded(at, start),
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
    message('This {keyword} has no effect: the stage uses its last one, in {line}. Remove one of them.', {
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

/** Whether a command line uses the arguments of its shell: `$0`, `$1`, `$@`, `$*`. */
const usesArguments = /\$\{?[@*\d]/;

/** https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example */
function shellEntrypoint(at: HoverRequest, { entrypoint }: StartFact): Markdown | undefined {
  if (typeof entrypoint === 'string' || entrypoint.form === 'exec') return undefined;
  if (usesArguments.test(entrypoint.words[0]!)) {
    return at.translate(message('ENTRYPOINT is in shell form: its shell receives CMD, or the arguments of `docker run`, as `$0`, `$1`, …'));
  }
  const written = plainExecForm('ENTRYPOINT', entrypoint);
  return written
    ? at.translate(
        message('ENTRYPOINT is in shell form: CMD and `docker run` arguments are ignored. Use the exec form: {written}.', { written }),
      )
    : at.translate(
        message('ENTRYPOINT is in shell form: CMD and `docker run` arguments are ignored. Use the exec form, for example of a script.'),
      );
}

/** https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example: with an exec form ENTRYPOINT, use the exec form of CMD as well. */
function shellAsArguments(at: HoverRequest, { cmd, cmdRole }: StartFact): Markdown | undefined {
  if (cmdRole !== 'arguments' || typeof cmd === 'string' || cmd.form === 'exec') return undefined;
  const words = joined([...cmd.shell, ...cmd.words].map(code), ', ');
  const written = plainExecForm('CMD', cmd) ?? code('CMD ["a", "b"]');
  return at.translate(
    message('CMD is in shell form: ENTRYPOINT receives {words} as its arguments. Use the exec form: {written}.', { words, written }),
  );
}

/** The instruction in exec form, as `CMD ["npm", "start"]`. Undefined if the command needs a shell. */
function plainExecForm(keyword: 'CMD' | 'ENTRYPOINT', part: CommandPart): Markdown | undefined {
  const exec = toExecForm(part);
  return exec.words[0] === part.shell[0] ? undefined : code(`${keyword} ${formatCommand(exec)}`);
}

/** An ENTRYPOINT clears the CMD that the stage inherits. */
function clearedCmd(at: HoverRequest, { cmd, entrypoint }: RuntimeConfig): Markdown | undefined {
  const from = entrypoint?.from;
  if (!from || typeof from === 'string' || cmd?.from !== from || !at.stage) return undefined;
  const before = at.document.model.configBefore(from).cmd;
  const image = at.stage.parent ? stageTitle(at, at.stage.parent) : imageName(rootImage(at.stage));
  if (!before) {
    return at.translate(message('This ENTRYPOINT clears the CMD of {image}, if it has one. Add a CMD for default arguments.', { image }));
  }
  if (before.value.words.length === 0) return undefined;
  const written = code(formatCommand({ ...before.value, shell: [], from: before.from }));
  return at.translate(
    message('This ENTRYPOINT clears the CMD of {image}, {cmd}. Add a CMD for default arguments.', { image, cmd: written }),
  );
}

/** `CMD ["echo", "$NAME"]`: the variable is not expanded. */
function notExpanded(at: HoverRequest, start: StartFact): Markdown | undefined {
  const { document, instruction, stage } = at;
  const facts = factsOf(document.model, document.build);
  const [variable] = facts.literalVariablesOf(instruction);
  if (!variable) return undefined;
  const text = code(variable.text);
  if (stage && hasNoShell(stage)) {
    return at.translate(
      message('{variable} is not expanded in exec form, and {image} has no shell that could. Write its value.', {
        variable: text,
        image: imageName(rootImage(stage)),
      }),
    );
  }
  const { keyword } = innermost(instruction);
  if (keyword === 'CMD' && start.cmdRole === 'arguments') {
    return at.translate(
      message('{variable} is not expanded in exec form: ENTRYPOINT receives it as written. Write its value, or read it in the program.', {
        variable: text,
      }),
    );
  }
  const [fix] = shellFormFixes(instruction, { facts, stageOf: () => stage });
  const [edit] = fix?.edits ?? [];
  return at.translate(
    message('{variable} is not expanded in exec form: the program receives it as written. Use {instead}.', {
      variable: text,
      instead: code(edit ? `${keyword} ${edit.newText}` : `${keyword} ["sh", "-c", "exec …"]`),
    }),
  );
}

/** The shell stays process 1, and the program does not receive the signal. */
function signalLost(at: HoverRequest, { entrypoint, cmd, process }: StartFact): Markdown | undefined {
  if (at.stage?.os !== 'linux' || hasNoShell(at.stage)) return undefined;
  const shell = process && shellBlockingSignal(process);
  const isCmd = typeof entrypoint === 'string' || entrypoint.from === 'base-image';
  const part = isCmd ? cmd : entrypoint;
  if (!shell || typeof part === 'string' || typeof part.from === 'string') return undefined;
  const program = code(shell.program);
  const exec = code(`exec ${shell.program} …`);
  const isScript = !hasRole(shell.shell, 'shell');
  if (isScript) {
    return at.translate(
      message('`docker stop` waits 10 seconds, then kills {program}. In {script}, start it with {exec}.', {
        program,
        script: code(shell.shell),
        exec,
      }),
    );
  }
  // The note about the shell form of ENTRYPOINT has the exec form already.
  const written = part.form === 'shell' && isCmd ? plainExecForm('CMD', part) : undefined;
  return written
    ? at.translate(
        message('`docker stop` waits 10 seconds, then kills {program}. Use the exec form, {written}, or {exec}.', {
          program,
          written,
          exec,
        }),
      )
    : at.translate(
        message('`docker stop` waits 10 seconds, then kills {program}. Use {exec}, so that it receives the signal.', { program, exec }),
      );
}

/** An image without a shell cannot start the shell form. */
function shellMissing(at: HoverRequest, stage: Stage, { entrypoint, cmd }: StartFact): Markdown | undefined {
  const keyword = typeof entrypoint === 'string' ? 'CMD' : 'ENTRYPOINT';
  const part = keyword === 'CMD' ? cmd : entrypoint;
  if (typeof part === 'string' || part.form === 'exec' || !hasNoShell(stage)) return undefined;
  const image = imageName(rootImage(stage));
  const written = plainExecForm(keyword, part);
  return written && at.translate(message('{image} has no shell for the shell form. Use the exec form: {written}.', { image, written }));
}

function nothingToStart(at: HoverRequest, { entrypoint, argv }: StartFact): Markdown | undefined {
  if (entrypoint === 'unknown' || argv.length > 0) return undefined;
  return at.translate(message('There is neither an ENTRYPOINT nor a CMD: `docker run IMAGE` fails. Add a CMD.'));
}

function unknownBase(at: HoverRequest, stage: Stage, { entrypoint }: StartFact): Markdown | undefined {
  if (entrypoint !== 'unknown') return undefined;
  return at.translate(
    message('{image} may set an ENTRYPOINT, shown as `…`: there is no data about it. `ENTRYPOINT []` removes it.', {
      image: imageName(rootImage(stage)),
    }),
  );
}
