import type { RuntimeConfig, Stage } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { message } from '../../../base/message.ts';
import { bullets, code, composed, shortCode, table } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { quoteWords } from '../../../shell/command-line.ts';
import { argvOf, startPart } from '../../../facts/start/start.ts';
import type { CommandPart, OptionalPart, StartFact } from '../../../facts/start/start.ts';
import { toExecForm, toShellForm, formatCommand } from '../command-forms.ts';
import { imageName, setBy } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** The maximum number of characters of a command in a table cell. */
const maxLength = 60;

/** The words of `docker run IMAGE a b` in the examples. */
const otherWords = ['a', 'b'];

/** Replaces an ENTRYPOINT that is unknown. */
const unknownPart = '…';

/** The words of a command as a command line; an unknown ENTRYPOINT is shown as `…`. */
function commandLine(entrypoint: OptionalPart, words: readonly string[]): string {
  return [entrypoint === 'unknown' ? unknownPart : '', quoteWords(words)].filter(Boolean).join(' ');
}

/** A command as inline code of at most `maxLength` characters, or that nothing is started. */
export function commandText({ translate }: HoverRequest, entrypoint: OptionalPart, words: readonly string[], maxLength: number): Markdown {
  const line = commandLine(entrypoint, words);
  return line === '' ? translate(message('nothing: the container does not start')) : shortCode(line, maxLength);
}

/** ENTRYPOINT against CMD: what `docker run` does with each of them, without words after the image, with words, and with --entrypoint. */
export function comparedRuns(at: HoverRequest, start: StartFact, config: RuntimeConfig): Markdown {
  const { translate } = at;
  const { entrypoint, cmd } = start;
  const words = code(otherWords.join(' '));
  const isShell = typeof entrypoint !== 'string' && entrypoint.form === 'shell';
  const cmdText = partText(at, cmd, config.cmd, 'CMD');
  return table(
    [composed``, translate(message('executes')), code('ENTRYPOINT'), code('CMD')],
    [
      [
        code('docker run IMAGE'),
        commandText(at, entrypoint, start.argv, maxLength),
        partText(at, entrypoint, config.entrypoint, 'ENTRYPOINT'),
        isShell && cmd !== 'none' ? translate(message('{cmd}, ignored', { cmd: cmdText })) : cmdText,
      ],
      [
        code(`docker run IMAGE ${otherWords.join(' ')}`),
        commandText(at, entrypoint, argvOf(start, otherWords), maxLength),
        entrypoint === 'none' ? translate(message('none')) : translate(message('stays')),
        isShell ? translate(message('ignored, like {words}', { words })) : translate(message('replaced with {words}', { words })),
      ],
      [
        code('docker run --entrypoint c IMAGE'),
        code('c'),
        translate(message('replaced with {words}', { words: code('c') })),
        translate(message('not used')),
      ],
    ],
  );
}

/** The CMD or ENTRYPOINT of the image and where it is set. */
function partText(at: HoverRequest, part: OptionalPart, setting: RuntimeConfig['cmd'], keyword: 'CMD' | 'ENTRYPOINT'): Markdown {
  const { translate } = at;
  if (part === 'unknown') return translate(message('unknown: no data for {image}', { image: imageName(at.stage && rootImage(at.stage)) }));
  if (part !== 'none') return composed`${shortCode(formatCommand(part), maxLength)} · ${setBy(at, part.from)}`;
  if (!setting || typeof setting.from === 'string') return translate(message('none'));
  if (setting.from.keyword !== keyword) {
    return translate(message('none: the ENTRYPOINT in {line} clears it', { line: setBy(at, setting.from) }));
  }
  return composed`${code('[]')} · ${setBy(at, setting.from)}`;
}

/** A possible form of a command, and whether the file has it. */
interface Variant {
  readonly part: CommandPart;
  readonly isOwn: boolean;
}

/**
 * Four cells: exec form and shell form against each other. If the image has an ENTRYPOINT and a CMD, the cells are their combinations;
 * otherwise the cells are the own command as CMD and as ENTRYPOINT. Undefined if the container starts nothing.
 */
export function comparedForms(at: HoverRequest, start: StartFact): Markdown | undefined {
  const { entrypoint, cmd } = start;
  if (typeof entrypoint !== 'string' && typeof cmd !== 'string') return combinations(at, entrypoint, cmd);
  if (typeof cmd !== 'string') return bothKeywords(at, cmd, 'CMD', entrypoint);
  return typeof entrypoint === 'string' ? undefined : bothKeywords(at, entrypoint, 'ENTRYPOINT', entrypointBefore(at, entrypoint));
}

/** What each combination of the forms of ENTRYPOINT and CMD executes. */
function combinations(at: HoverRequest, entrypoint: CommandPart, cmd: CommandPart): Markdown {
  const { translate } = at;
  const columns = variantsOf(entrypoint);
  return table(
    [code('docker run IMAGE'), ...columns.map(({ part }) => formTitle(at, part, 'ENTRYPOINT'))],
    variantsOf(cmd).map((row) => [
      formTitle(at, row.part, 'CMD'),
      ...columns.map((column) => {
        const text = commandText(at, 'none', argvOf({ entrypoint: column.part, cmd: row.part }), maxLength);
        return column.isOwn && row.isOwn ? translate(message('**{text}** (this file)', { text })) : text;
      }),
    ]),
  );
}

/** What the command executes as CMD and as ENTRYPOINT, in both forms. `inherited`: the ENTRYPOINT without one of its own. */
function bothKeywords(at: HoverRequest, own: CommandPart, keyword: 'CMD' | 'ENTRYPOINT', inherited: OptionalPart): Markdown {
  const { translate } = at;
  const cell = ({ part, isOwn }: Variant, as: 'CMD' | 'ENTRYPOINT'): Markdown => {
    const parts = as === 'CMD' ? { entrypoint: inherited, cmd: part } : { entrypoint: part, cmd: 'none' as const };
    const runs = commandText(at, parts.entrypoint, argvOf(parts), maxLength);
    const other = commandText(at, parts.entrypoint, argvOf(parts, otherWords), maxLength);
    const text = isOwn && as === keyword ? translate(message('**{text}** (this file)', { text: runs })) : runs;
    return translate(message('{text}; with {words}: {other}', { text, words: code(otherWords.join(' ')), other }));
  };
  return table(
    [code('docker run IMAGE'), translate(message('as CMD')), translate(message('as ENTRYPOINT'))],
    variantsOf(own).map((variant) => [formTitle(at, variant.part), cell(variant, 'CMD'), cell(variant, 'ENTRYPOINT')]),
  );
}

/** The ENTRYPOINT that the stage would have without this one. */
function entrypointBefore({ document }: HoverRequest, { from }: CommandPart): OptionalPart {
  if (typeof from === 'string') return 'none';
  const config = document.model.configBefore(from);
  return startPart(document.model, config, config.entrypoint);
}

function variantsOf(part: CommandPart): readonly Variant[] {
  return [toExecForm(part), toShellForm(part)].map((variant) => ({ part: variant, isOwn: variant.form === part.form }));
}

/** `CMD in exec form: ["node", "server.js"]` */
function formTitle({ translate }: HoverRequest, part: CommandPart, keyword?: 'CMD' | 'ENTRYPOINT'): Markdown {
  const written = shortCode(`${looksLikeFlag(part) ? '-- ' : ''}${formatCommand(part)}`, maxLength);
  const form = part.form === 'exec' ? translate(message('exec form')) : translate(message('shell form'));
  if (!keyword) return composed`${form} ${written}`;
  return composed`${translate(message('{keyword} in {form}', { keyword: code(keyword), form }))} ${written}`;
}

/** Whether the command starts with two hyphens, and would be read as a flag without a `--` before it. */
function looksLikeFlag({ form, words }: CommandPart): boolean {
  return form === 'shell' && words[0]!.startsWith('--');
}

/** The difference between the two forms, with the shell of this stage. */
export function formsExplained(at: HoverRequest, stage: Stage): Markdown | undefined {
  const { translate, document } = at;
  const shell = code(quoteWords(document.model.configOf(stage).shell.value));
  const exec = code('["a", "b"]');
  if (stage.os === 'windows') {
    return bullets([
      translate(message('Exec form, {exec}: starts the program directly. No variable is expanded.', { exec })),
      translate(message('Shell form, {words}: {shell} starts the program and expands variables.', { words: code('a b'), shell })),
    ]);
  }
  return bullets([
    translate(
      message('Exec form, {exec}: the program is process 1 and receives the signal of `docker stop`. No variable is expanded.', { exec }),
    ),
    translate(
      message('Shell form, {words}: {shell} starts the program and expands variables. The shell can stay process 1 and keep the signal.', {
        words: code('a b'),
        shell,
      }),
    ),
  ]);
}
