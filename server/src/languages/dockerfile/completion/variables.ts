import type { Variable } from '../../../model/model.ts';
import { shellUse } from '../../../model/uses.ts';
import type { Dialect } from '../../../shell/script.ts';
import { expandsFlags, expandsVariables } from '../../../syntax/keywords.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { variableText } from '../hover/variable.ts';
import { hoverRequestIn } from '../hover/request.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { CompletionRequest } from './request.ts';
import { isLiteralAt } from './script.ts';

/** Who replaces the variables of a stretch of text, and what it says up to the cursor. */
interface Reading {
  readonly text: string;
  readonly reader: 'shell' | 'buildkit' | 'container';
  readonly dialect: Dialect;
}

/** How a shell writes a variable: what is typed of one, and the whole of it. */
interface Spelling {
  readonly typed: RegExp;
  /** What is left of it behind the cursor. */
  rest(typed: string): RegExp;
  write(name: string, slot: Slot, follows: string): string;
}

const dollar: Spelling = {
  typed: /\$(?:\{(?:[A-Za-z_]\w*)?|[A-Za-z_]\w*|)$/,
  rest: (typed) => (typed.startsWith('${') ? /\w*\}?/y : /\w*/y),
  write: (name, { typed }, follows) => (typed.startsWith('${') ? `\${${name}${/^[:#%/+?-]/.test(follows) ? '' : '}'}` : `$${name}`),
};
const powershell: Spelling = {
  typed: /\$(?:e(?:n(?:v(?::\w*)?)?)?)?$/i,
  rest: () => /[\w:]*/y,
  write: (name) => `$env:${name}`,
};
const cmd: Spelling = { typed: /%\w*$/, rest: () => /\w*%?/y, write: (name) => `%${name}%` };

const spellings: Readonly<Partial<Record<Dialect, Spelling>>> = { powershell, cmd };

/** The variables that may follow a `$`, with their values; undefined where none is being written. */
export function variableItems(request: CompletionRequest): readonly Completion[] | undefined {
  const reading = readingAt(request);
  const { typed: pattern, rest, write } = (reading && spellings[reading.dialect]) ?? dollar;
  const typed = reading && pattern.exec(reading.text)?.[0];
  if (!reading || typed === undefined || !request.instruction) return undefined;
  const before = reading.text.slice(0, reading.text.length - typed.length);
  if (isLiteral(before, reading, request)) return undefined;
  const slot = slotAt(request, typed, rest(typed));
  if (!slot) return [];
  const follows = request.document.text.slice(slot.end, slot.end + 1);
  return visibleAt(request, request.instruction, reading.reader).map(({ name, variable }) => {
    const newText = write(name, slot, follows);
    return {
      label: name,
      kind: 'variable',
      slot,
      newText,
      filter: newText,
      detail: variable && detailOf(variable),
      ...(variable && {
        documentation: () =>
          variableText(hoverRequestIn(request.document, request.instruction!, request.offset, request.translate), variable),
      }),
    };
  });
}

/** Who reads the text at the cursor; undefined where nobody replaces variables in it. */
function readingAt({ cursor, document, instruction }: CompletionRequest): Reading | undefined {
  if (!instruction) return undefined;
  if (cursor.kind === 'heredoc') {
    const { keyword, heredoc, body: text } = cursor;
    if (keyword !== 'RUN') return heredoc.expand ? { text, reader: 'buildkit', dialect: 'sh' } : undefined;
    const script = document.model.scriptOf(instruction);
    const isScript = script?.start === heredoc.body.start;
    const dialect = script?.dialect ?? 'none';
    return dialect !== 'none' && (isScript || heredoc.expand) ? { text, reader: 'shell', dialect } : undefined;
  }
  if (cursor.kind !== 'arguments') return undefined;
  const { keyword, flag, body } = cursor;
  if (flag) {
    // COPY --from takes no variables. https://docs.docker.com/reference/dockerfile/#copy---from
    if (!expandsFlags.has(keyword) || flag.value === undefined || flag.name === 'from') return undefined;
    return { text: flag.typed, reader: 'buildkit', dialect: 'sh' };
  }
  if (expandsVariables.has(keyword)) return { text: body, reader: 'buildkit', dialect: 'sh' };
  if (!takesScript.has(keyword) || body.startsWith('[')) return undefined;
  const dialect = document.model.dialectAt(instruction);
  return { text: body, reader: keyword === 'RUN' ? 'shell' : 'container', dialect: dialect === 'none' ? 'sh' : dialect };
}

const takesScript: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

/** A `$` that stays one. PowerShell and cmd have rules of their own, which are not looked into. */
function isLiteral(before: string, { reader, dialect }: Reading, { cursor, document }: CompletionRequest): boolean {
  if (dialect === 'powershell' || dialect === 'cmd') return false;
  if (cursor.kind === 'heredoc' && reader === 'buildkit') return before.endsWith(document.model.tree.escape);
  return reader === 'buildkit' ? isLiteralAt(before, document.model.tree.escape, reader) : isLiteralAt(before, '\\', 'shell');
}

interface Visible {
  readonly name: string;
  /** Undefined for what the script itself sets. */
  readonly variable: Variable | undefined;
}

/** Innermost first: what the script sets, then what the stage does, then what is there anyhow. */
function visibleAt(
  { document, offset, stage }: CompletionRequest,
  instruction: Instruction,
  reader: Reading['reader'],
): readonly Visible[] {
  const { model } = document;
  if (reader === 'container') {
    const names = stage ? [...model.configOf(stage).env.keys()].reverse() : [];
    return names.map((name) => ({ name, variable: model.resolve(instruction, shellUse(name, { start: offset, end: offset })) }));
  }
  const scope = model.scopeAt(instruction).all();
  const known =
    reader === 'shell' ? scope : [...declaredBefore(instruction, offset), ...scope.filter(({ origin }) => origin !== 'predefined')];
  const visible = new Map<string, Visible>();
  if (reader === 'shell') {
    for (const name of model.scriptOf(instruction)?.assigned ?? []) visible.set(name, { name, variable: undefined });
  }
  for (const variable of known) if (!visible.has(variable.name)) visible.set(variable.name, { name: variable.name, variable });
  return [...visible.values()];
}

/** An ARG sees those before it on its own line. */
function declaredBefore(instruction: Instruction, offset: number): readonly Variable[] {
  if (instruction.keyword !== 'ARG') return [];
  return instruction.pairs
    .filter((pair) => pair.end < offset)
    .map((pair) => ({ name: pair.name, origin: 'arg', value: undefined, pair, instruction, source: undefined, inContainer: false }));
}

const longestDetail = 60;

/** The value, cut to one short line. */
function detailOf({ value }: Variable): string | undefined {
  const line = value?.replace(/\s+/g, ' ');
  return line && line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
}
