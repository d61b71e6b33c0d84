import { instructionNamed } from '../../../knowledge/instructions.ts';
import { signalNamed } from '../../../knowledge/signals.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { quoteWords } from '../../../shell/command-line.ts';
import { bold, code, escaped, composed, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { definition, docsLink, setBy } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** Explains the argument of a simple instruction. */
type Explain = (at: HoverRequest, value: string) => Markdown | undefined;

const explainers: Readonly<Record<string, Explain>> = {
  EXPOSE: explainPort,
  STOPSIGNAL: explainSignal,
  WORKDIR: explainWorkdir,
  USER: explainUser,
  VOLUME: explainVolume,
};

/** Hover on the argument of EXPOSE, STOPSIGNAL, WORKDIR, USER and VOLUME: its effect. */
export const hoverSetting: HoverKind = (at) => {
  const { instruction, offset } = at;
  const word = wordsOf(instruction).find((candidate) => touches(candidate, offset));
  const text = word && explainWord(at, word.text);
  if (!text) return undefined;
  const { keyword } = instruction;
  const { anchor } = instructionNamed(keyword)!;
  return { span: { start: word.start, end: word.end }, markdown: paragraphs(definition(at, keyword), text, docsLink(at, anchor)) };
};

/** The maximum number of arguments to explain. */
const maxWords = 4;

/** What the arguments of the instruction do; for SHELL, how it runs the commands after it. */
export function settingTexts(at: HoverRequest): readonly (Markdown | undefined)[] {
  const { instruction, translate } = at;
  const words = wordsOf(instruction);
  if (instruction.keyword === 'SHELL' && words.length > 0) {
    const command = code(quoteWords([...words.map(({ text }) => text), 'a b']));
    return [translate(message('{written} after this line executes {command}.', { written: code('RUN a b'), command }))];
  }
  return words.slice(0, maxWords).map(({ text }) => explainWord(at, text));
}

function wordsOf({ json, words }: Instruction): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  return json?.items.map(({ start, end, value }) => ({ start: start + 1, end: end - 1, text: value })) ?? words;
}

function explainWord(at: HoverRequest, text: string): Markdown | undefined {
  const value = at.document.model.scopeAt(at.instruction).expand(text);
  return value === undefined ? undefined : explainers[at.instruction.keyword]?.(at, value);
}

function explainPort({ translate }: HoverRequest, value: string): Markdown {
  const [port = '', protocol = 'tcp'] = value.split('/');
  const suffix = protocol.toLowerCase() === 'tcp' ? '' : `/${protocol.toLowerCase()}`;
  return translate(
    message('EXPOSE does not publish **{port}**. Use {command}; `docker run -P` uses a random port of the host.', {
      port: escaped(`${port}/${protocol.toLowerCase()}`),
      command: code(`docker run -p ${port}:${port}${suffix} IMAGE`),
    }),
  );
}

function explainSignal({ translate }: HoverRequest, value: string): Markdown {
  const signal = signalNamed(value);
  if (!signal) return translate(message('{signal} is not a signal that Docker supports.', { signal: code(value) }));
  const lead = translate(message('{signal}, number {number}', { signal: bold(signal.name), number: signal.number }));
  return signal.meaning ? composed`${lead} · ${translate(signal.meaning)}` : lead;
}

/** The absolute path, and the base of a relative path. */
function explainWorkdir(at: HoverRequest, value: string): Markdown | undefined {
  const { instruction, document, translate } = at;
  const after = settingAfter(at, instruction, 'workdir');
  if (after === undefined) return undefined;
  const before = document.model.configBefore(instruction).workdir;
  if (value.startsWith('/') || !before) return bold(after);
  return translate(
    message('{path}: the relative path starts at {before} ({from}).', {
      path: bold(after),
      before: code(before.value),
      from: setBy(at, before.from),
    }),
  );
}

function explainUser({ translate, instruction, stage }: HoverRequest, value: string): Markdown | undefined {
  const [user = '', group] = value.split(':');
  if (!stage) return undefined;
  const isLast = stage.instructions.findLast(({ keyword }) => keyword === 'USER') === instruction;
  const who =
    group === undefined
      ? translate(message('{user}, with all of its groups', { user: bold(user) }))
      : translate(message('{user}, with only the group {group}', { user: bold(user), group: code(group) }));
  return isLast
    ? composed`${who} · ${translate(message('for the following RUN instructions and the container'))}`
    : composed`${who} · ${translate(message('for RUN instructions up to the next USER'))}`;
}

/** https://docs.docker.com/reference/dockerfile/#notes-about-specifying-volumes */
function explainVolume({ translate }: HoverRequest, value: string): Markdown {
  return translate(
    message(
      "**{path}** is outside of the container's layers: each container gets a new volume with a copy of it. Use {command} to keep the data.",
      { path: escaped(value), command: code(`docker run -v data:${value} IMAGE`) },
    ),
  );
}

/** The value of a setting after the instruction. */
function settingAfter({ document, stage }: HoverRequest, instruction: Instruction, name: 'workdir'): string | undefined {
  if (!stage) return undefined;
  const next = stage.instructions[stage.instructions.indexOf(instruction) + 1];
  const config = next ? document.model.configBefore(next) : document.model.configOf(stage);
  return config[name]?.value;
}
