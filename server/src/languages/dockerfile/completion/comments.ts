import { directiveNamed, directives } from '../../../knowledge/directives.ts';
import { lineStartAt } from '../../../base/layout.ts';
import type { CommentCursor } from '../cursor.ts';
import { directiveText } from '../hover/directive.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAfter, slotAt } from './request.ts';
import type { CompletionRequest } from './request.ts';
import { checkIds, suppressionItems, ruleIdItems } from './suppressions.ts';

/** Items inside a comment: a directive if its position allows one, otherwise suppression comments. */
export function commentItems(request: CompletionRequest, cursor: CommentCursor): readonly Completion[] {
  const slot = slotAt(request, cursor.typed, /[\w=]*/y);
  if (!slot) return [];
  const isDirectiveAllowed = !cursor.continued && allowsDirective(request, cursor.start);
  const value = /^#\s*(syntax|escape|check)\s*=\s*(.*)$/is.exec(cursor.typed);
  if (value) return directiveValues(request, value[1]!.toLowerCase(), value[2]!, isDirectiveAllowed);
  const ruleIds = ruleIdItems(request, cursor.typed);
  if (ruleIds) return ruleIds;
  if (!/^#\s*[\w ]*$/.test(cursor.typed)) return [];
  return [...(isDirectiveAllowed ? directiveItems(request, slot) : []), ...suppressionItems(request, slot, cursor)];
}

/** The directives that the file does not contain yet. */
export function directiveItems(request: CompletionRequest, slot: Slot): readonly Completion[] {
  const written = new Set(request.document.model.tree.directives.filter(({ start }) => start !== slot.start).map(({ name }) => name));
  return directives
    .filter(({ name }) => !written.has(name))
    .map((facts): Completion => {
      const text = facts.name === 'syntax' ? `# syntax=${facts.values[0]!.value}` : `# ${facts.name}=`;
      return {
        label: text,
        kind: 'directive',
        slot,
        newText: text,
        documentation: () => directiveText({ document: request.document, translate: request.markdown }, facts),
        since: facts.since,
        retrigger: facts.name !== 'syntax',
      };
    });
}

/** Whether a directive is allowed on the line of `offset`: only directives, each on its own line, are before it. */
export function allowsDirective({ document }: CompletionRequest, offset: number): boolean {
  const { text, model } = document;
  const lineStart = lineStartAt(text, offset);
  const last = model.tree.directives.findLast(({ end }) => end <= lineStart);
  return last ? /^[ \t]*\r?\n$/.test(text.slice(last.end, lineStart)) : /^\ufeff?$/.test(text.slice(0, lineStart));
}

function directiveValues(request: CompletionRequest, name: string, typed: string, isDirective: boolean): readonly Completion[] {
  // `# check=skip=` above an instruction suppresses checks. Other directives are only comments there.
  if (name === 'check') return checkValues(request, typed);
  const slot = isDirective ? slotAt(request, typed, /[^\r\n]*/y) : undefined;
  return slot ? valueItems(request, name, slot) : [];
}

/** The values of a directive. After one that ends in `=`, completion starts again. */
function valueItems({ markdown }: CompletionRequest, name: string, slot: Slot): readonly Completion[] {
  return directiveNamed(name)!.values.map(({ value, summary, since }) => ({
    label: value,
    kind: 'value',
    slot,
    newText: value,
    documentation: () => markdown(summary),
    since,
    retrigger: value.endsWith('='),
  }));
}

/** `skip=A,B;error=true`: an option, or the checks after `skip=`. */
function checkValues(request: CompletionRequest, typed: string): readonly Completion[] {
  const option = typed.slice(typed.lastIndexOf(';') + 1);
  const equals = option.indexOf('=');
  if (equals < 0) {
    const slot = slotAt(request, option.trimStart(), /\w*=?/y);
    return slot ? valueItems(request, 'check', slot) : [];
  }
  if (option.trimStart().startsWith('error')) {
    const slot = slotAt(request, option.slice(equals + 1));
    return slot ? ['true', 'false'].map((value) => ({ label: value, kind: 'value', slot, newText: value })) : [];
  }
  const list = slotAt(request, option.slice(equals + 1), /\w*/y);
  return list ? checkIds(request, slotAfter(list, list.typed.lastIndexOf(',') + 1), list.typed) : [];
}
