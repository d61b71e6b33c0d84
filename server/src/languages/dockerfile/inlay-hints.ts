import { absolutePath } from '../../base/paths.ts';
import type { Variable, VariableUse } from '../../model/model.ts';
import type { Instruction, Word } from '../../syntax/tree.ts';
import { instructionsIn } from '../../syntax/instruction-at.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import type { DockerfileDocument } from './document.ts';

/** A text that an editor shows between two characters, as if it were written there. */
export interface InlayHint {
  /** Offset that it stands at. */
  readonly at: number;
  /** No prose: a value or a path. */
  readonly label: string;
  /** More, for the mouse on it. */
  readonly tooltip: Message | undefined;
}

/**
 * What the lines around `range` leave unsaid: the value of each variable behind its use, and the absolute path behind a relative
 * destination of COPY, ADD and WORKDIR. Only what is known before the build.
 */
export function inlayHintsIn(document: DockerfileDocument, range: Span): InlayHint[] {
  const { model } = document;
  return instructionsIn(model.tree, range)
    .flatMap((instruction) => [...valueHints(document, instruction), ...pathHints(document, instruction)])
    .filter(({ at }) => range.start <= at && at <= range.end)
    .sort((a, b) => a.at - b.at);
}

/** Longer values are cut: a hint pushes the rest of its line to the right. */
const longestValue = 32;

function valueHints({ model }: DockerfileDocument, instruction: Instruction): InlayHint[] {
  const assigned = model.scriptOf(instruction)?.assigned;
  return model.usesIn(instruction).flatMap((use) => {
    // A script that sets the variable itself may have done so before this use.
    const variable = 'quoted' in use && assigned?.has(use.name) ? undefined : model.resolve(instruction, use);
    const value = variable && givesValueItself(use, variable) ? variable.value : undefined;
    if (value === undefined) return [];
    const shown = value.length > longestValue ? `${value.slice(0, longestValue - 1)}…` : value;
    return [{ at: use.end, label: `= ${shown === '' ? '""' : shown}`, tooltip: tooltipOf(variable!, value) }];
  });
}

/** `${A:+b}`, `${A#p}` and their like make something else of the value. */
function givesValueItself({ modifier }: VariableUse, { value }: Variable): boolean {
  return modifier === '' || modifier === '-' || modifier === '?' || ((modifier === ':-' || modifier === ':?') && value !== '');
}

function tooltipOf({ name, origin }: Variable, value: string): Message | undefined {
  const changeable = origin === 'arg' || origin === 'global-arg';
  if (changeable) return message('{name} is {value} unless the build is given another (--build-arg {name}=...).', { name, value });
  return value.length > longestValue ? message('{name} is {value}.', { name, value }) : undefined;
}

function pathHints({ model }: DockerfileDocument, instruction: Instruction): InlayHint[] {
  const word = pathOf(instruction);
  const stage = word && model.stageOf(instruction);
  const path = stage && model.scopeAt(instruction).expand(word.text);
  if (!path || isAbsolute(path)) return [];
  const absolute = absolutePath(model.configBefore(instruction).workdir?.value, path, stage.os);
  if (absolute === undefined) return [];
  const separator = stage.os === 'windows' ? '\\' : '/';
  const isFolder = /(?:^|[/\\])\.{0,2}$/.test(path);
  return [{ at: word.end, label: `→ ${isFolder && !absolute.endsWith(separator) ? absolute + separator : absolute}`, tooltip: undefined }];
}

/** On Windows a drive, or a slash of either kind, begins an absolute path; on Linux no path begins with those. */
function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[a-z]:)/i.test(path);
}

/** The path that an instruction makes: the last one of COPY and ADD, the only one of WORKDIR. */
function pathOf({ keyword, json, words, body, bodyText }: Instruction): (Span & Pick<Word, 'text'>) | undefined {
  if (keyword === 'WORKDIR') return bodyText === '' ? undefined : { ...body, text: bodyText };
  if (keyword !== 'COPY' && keyword !== 'ADD') return undefined;
  const paths = json ? json.items.map(({ start, end, value }) => ({ start, end, text: value })) : words;
  return paths.length > 1 ? paths.at(-1) : undefined;
}
