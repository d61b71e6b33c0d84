import type { RuntimeConfig, Stage } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { message } from '../../../base/message.ts';
import { bullets, code, escaped, factTable, composed, paragraphs, shortCode, table } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { quoteWords } from '../../../shell/command-line.ts';
import { factsOf } from '../../../facts/facts.ts';
import { argvOf } from '../../../facts/start/start.ts';
import type { CommandPart, OptionalPart, StartFact } from '../../../facts/start/start.ts';
import { toExecForm, toShellForm, formatCommand } from '../command-forms.ts';
import { commandNotes } from './command-notes.ts';
import { imageName, instructionLine, setBy } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';
import { processText, stopText } from './process-text.ts';

/** Hover on CMD and ENTRYPOINT: the command that they result in, which process receives signals, and the effect of the other forms. */
export const hoverCommand: HoverKind = (at) => {
  const { instruction, whole, stage, document } = at;
  const isCommand = instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT';
  if (!isCommand || whole !== instruction || !stage) return undefined;
  const start = factsOf(document.model, document.build).startOf(stage);
  const config = document.model.configOf(stage);
  const { start: from, end } = instruction;
  return {
    span: { start: from, end },
    markdown: paragraphs(
      facts(at, stage, start, config),
      bullets(commandNotes(at, stage, start, config)),
      forms(at, start),
      instructionLine(at, instruction.keyword),
    ),
  };
};

/** Replaces an unknown ENTRYPOINT. */
const unknownPart = '…';

/** The maximum number of characters to show: of the whole command, of one of its parts, and of a cell in the table of forms. */
const maxLength = { command: 200, part: 80, cell: 60 };

function facts(at: HoverRequest, stage: Stage, start: StartFact, config: RuntimeConfig): Markdown | undefined {
  const { translate } = at;
  const shown = (words: readonly string[]): Markdown => {
    if (words.length === 0 && start.entrypoint !== 'unknown') return translate(message('nothing: the container does not start'));
    return shortCode(withUnknown(start, words), maxLength.command);
  };
  const linux = stage.os === 'linux';
  return factTable([
    [code('docker run IMAGE'), shown(start.argv)],
    [code('docker run IMAGE a b'), shown(argvOf(start, ['a', 'b']))],
    [code('ENTRYPOINT'), partText(at, start.entrypoint, config.entrypoint)],
    [code('CMD'), partText(at, start.cmd, config.cmd)],
    [translate(message('Process 1')), linux ? processText(at, stage, start) : undefined],
    [code('docker stop'), linux ? stopText(at, stage, config) : undefined],
  ]);
}

function partText(at: HoverRequest, part: OptionalPart, setting: RuntimeConfig['cmd']): Markdown {
  if (part === 'unknown')
    return at.translate(message('unknown: no data for {image}', { image: imageName(at.stage && rootImage(at.stage)) }));
  if (part !== 'none') return composed`${shortCode(formatCommand(part), maxLength.part)} · ${setBy(at, part.from)}`;
  return setting && setting.from !== 'base-image' ? composed`${code('[]')} · ${setBy(at, setting.from)}` : at.translate(message('none'));
}

/** A table of the commands that `docker run IMAGE` would start in each combination of forms. The current one is bold. */
function forms(at: HoverRequest, start: StartFact): Markdown {
  const { translate } = at;
  const columns = variantsOf(start.entrypoint);
  const rows = variantsOf(start.cmd);
  const title = (keyword: string, part: CommandPart | undefined, own: OptionalPart): Markdown => {
    if (part) return shortCode(`${keyword} ${looksLikeFlag(part) ? '-- ' : ''}${formatCommand(part)}`, maxLength.cell);
    return own === 'unknown'
      ? translate(message('{keyword} unknown', { keyword: escaped(keyword) }))
      : translate(message('no {keyword}', { keyword: escaped(keyword) }));
  };
  const cell = (entrypoint: CommandPart | undefined, cmd: CommandPart | undefined): Markdown => {
    const words = argvOf({ entrypoint: entrypoint ?? 'none', cmd: cmd ?? 'none' });
    const text = words.length === 0 ? composed`` : shortCode(withUnknown(start, words), maxLength.cell);
    const isOwn = sameForm(entrypoint, start.entrypoint) && sameForm(cmd, start.cmd);
    return isOwn && text ? composed`**${text}**` : text;
  };
  return table(
    [translate(message('other forms')), ...columns.map((part) => title('ENTRYPOINT', part, start.entrypoint))],
    rows.map((cmd) => [title('CMD', cmd, start.cmd), ...columns.map((entrypoint) => cell(entrypoint, cmd))]),
  );
}

function withUnknown({ entrypoint }: StartFact, words: readonly string[]): string {
  return [entrypoint === 'unknown' ? unknownPart : '', quoteWords(words)].filter(Boolean).join(' ');
}

/** Whether the command starts with two hyphens, and would be read as a flag without a `--` before it. */
function looksLikeFlag({ form, words }: CommandPart): boolean {
  return form === 'shell' && words[0]!.startsWith('--');
}

function variantsOf(part: OptionalPart): readonly (CommandPart | undefined)[] {
  return typeof part === 'string' ? [undefined] : [toExecForm(part), toShellForm(part)];
}

function sameForm(part: CommandPart | undefined, own: OptionalPart): boolean {
  return part?.form === (typeof own === 'string' ? undefined : own.form);
}
