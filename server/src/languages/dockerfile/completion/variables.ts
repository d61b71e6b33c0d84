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

/** A text in which variables are expanded: who expands them, and the text up to the cursor. */
interface ExpandedText {
  readonly text: string;
  readonly reader: 'shell' | 'buildkit' | 'container';
  readonly dialect: Dialect;
}

/** The syntax of a variable in a shell. */
interface VariableSyntax {
  readonly typed: RegExp;
  /** Matches the rest of the variable after the cursor. */
  rest(typed: string): RegExp;
  write(name: string, slot: Slot, follows: string): string;
}

const dollar: VariableSyntax = {
  typed: /\$(?:\{(?:[A-Za-z_]\w*)?|[A-Za-z_]\w*|)$/,
  rest: (typed) => (typed.startsWith('${') ? /\w*\}?/y : /\w*/y),
  write: (name, { typed }, follows) => (typed.startsWith('${') ? `\${${name}${/^[:#%/+?-]/.test(follows) ? '' : '}'}` : `$${name}`),
};
const powershell: VariableSyntax = {
  typed: /\$(?:e(?:n(?:v(?::\w*)?)?)?)?$/i,
  rest: () => /[\w:]*/y,
  write: (name) => `$env:${name}`,
};
const cmd: VariableSyntax = { typed: /%\w*$/, rest: () => /\w*%?/y, write: (name) => `%${name}%` };

const syntaxes: Readonly<Partial<Record<Dialect, VariableSyntax>>> = { powershell, cmd };

/** The variables after a `$`, with their values. Undefined if the cursor is not on a variable. */
export function variableItems(request: CompletionRequest): readonly Completion[] | undefined {
  const expanded = expandedTextAt(request);
  const { typed: pattern, rest, write } = (expanded && syntaxes[expanded.dialect]) ?? dollar;
  const typed = expanded && pattern.exec(expanded.text)?.[0];
  if (!expanded || typed === undefined || !request.instruction) return undefined;
  const before = expanded.text.slice(0, expanded.text.length - typed.length);
  if (isLiteral(before, expanded, request)) return undefined;
  const slot = slotAt(request, typed, rest(typed));
  if (!slot) return [];
  const follows = request.document.text.slice(slot.end, slot.end + 1);
  return visibleVariables(request, request.instruction, expanded.reader).map(({ name, variable }) => {
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
          variableText(hoverRequestIn(request.document, request.instruction!, request.offset, request.markdown), variable),
      }),
    };
  });
}

/** The expanded text at the cursor. Undefined if variables are not expanded there. */
function expandedTextAt({ cursor, document, instruction }: CompletionRequest): ExpandedText | undefined {
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
    // COPY --from does not expand variables.
    if (!expandsFlags.has(keyword) || flag.value === undefined || flag.name === 'from') return undefined;
    return { text: flag.typed, reader: 'buildkit', dialect: 'sh' };
  }
  if (expandsVariables.has(keyword)) return { text: body, reader: 'buildkit', dialect: 'sh' };
  if (!takesScript.has(keyword) || body.startsWith('[')) return undefined;
  const dialect = document.model.dialectAt(instruction);
  return { text: body, reader: keyword === 'RUN' ? 'shell' : 'container', dialect: dialect === 'none' ? 'sh' : dialect };
}

const takesScript: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

/** Whether a `$` is literal. The rules of PowerShell and cmd are not checked. */
function isLiteral(before: string, { reader, dialect }: ExpandedText, { cursor, document }: CompletionRequest): boolean {
  if (dialect === 'powershell' || dialect === 'cmd') return false;
  if (cursor.kind === 'heredoc' && reader === 'buildkit') return before.endsWith(document.model.tree.escape);
  return reader === 'buildkit' ? isLiteralAt(before, document.model.tree.escape, reader) : isLiteralAt(before, '\\', 'shell');
}

interface VisibleVariable {
  readonly name: string;
  /** Undefined for a variable that the script sets. */
  readonly variable: Variable | undefined;
}

/** The visible variables: those of the script first, then those of the stage, then predefined ones. */
function visibleVariables(
  { document, offset, stage }: CompletionRequest,
  instruction: Instruction,
  reader: ExpandedText['reader'],
): readonly VisibleVariable[] {
  const { model } = document;
  if (reader === 'container') {
    const names = stage ? [...model.configOf(stage).env.keys()].reverse() : [];
    return names.map((name) => ({ name, variable: model.resolve(instruction, shellUse(name, { start: offset, end: offset })) }));
  }
  const scope = model.scopeAt(instruction).all();
  const known =
    reader === 'shell' ? scope : [...declaredBefore(instruction, offset), ...scope.filter(({ origin }) => origin !== 'predefined')];
  const visible = new Map<string, VisibleVariable>();
  if (reader === 'shell') {
    for (const name of model.scriptOf(instruction)?.assigned ?? []) visible.set(name, { name, variable: undefined });
  }
  for (const variable of known) if (!visible.has(variable.name)) visible.set(variable.name, { name: variable.name, variable });
  return [...visible.values()];
}

/** The variables before the cursor in the same ARG, which are visible in it. */
function declaredBefore(instruction: Instruction, offset: number): readonly Variable[] {
  if (instruction.keyword !== 'ARG') return [];
  return instruction.pairs
    .filter((pair) => pair.end < offset)
    .map((pair) => ({ name: pair.name, origin: 'arg', value: undefined, pair, instruction, source: undefined, inContainer: false }));
}

const maxDetailLength = 60;

/** The value on one line, truncated. */
function detailOf({ value }: Variable): string | undefined {
  const line = value?.replace(/\s+/g, ' ');
  return line && line.length > maxDetailLength ? `${line.slice(0, maxDetailLength)}…` : line;
}
