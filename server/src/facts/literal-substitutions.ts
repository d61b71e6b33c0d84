import { touches } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { evaluatedVariables } from '../knowledge/variables.ts';
import type { DockerfileModel } from '../model/model.ts';
import { quotedSpans } from '../syntax/quotes.ts';
import type { Instruction, Pair } from '../syntax/tree.ts';

/** `$(...)`, `$((...))` or backticks that the author meant to be replaced. */
export interface LiteralSubstitution extends Span {
  readonly kind: 'command' | 'arithmetic';
}

/**
 * The substitutions of a shell in the values of ENV, ARG and LABEL, and in the words of other instructions that expand variables. BuildKit
 * only expands variables, and keeps the rest as text (moby/buildkit, frontend/dockerfile/shell/lex.go). Not those that are text on purpose:
 * in single quotes, after an escape character, in a variable that a shell evaluates (PS1), and in a LABEL with other words, which is a
 * command line or a description.
 */
export function substitutionsIn(instruction: Instruction, { tree }: DockerfileModel): readonly LiteralSubstitution[] {
  const { source, keyword, body, pairs, words, json, heredocs, continuations } = instruction;
  if (json || heredocs.length > 0 || !(source.includes('$(') || source.includes('`'))) return [];
  const isMeant = keyword === 'LABEL' ? isOnlyWord : () => true;
  const values = pairs.length > 0 ? pairs.flatMap((pair) => valueOf(pair)) : words;
  return values.flatMap((value) => {
    const inSingle = quotedSpans(tree.text, value, tree.escape, continuations).filter(({ quote }) => quote === "'");
    const found = substitutions(tree.text, value, body.end, tree.escape).filter((each) => !inSingle.some((at) => touches(at, each.start)));
    return found.filter((at) => isMeant(tree.text, value, at));
  });
}

function valueOf({ name, valueSpan }: Pair): readonly Span[] {
  return valueSpan && !evaluatedVariables.test(name) ? [valueSpan] : [];
}

function isOnlyWord(text: string, { start, end }: Span, at: Span): boolean {
  return !/\s/.test(text.slice(start, at.start) + text.slice(at.end, end));
}

/**
 * The substitutions that are not escaped. One in backticks has to be the whole value, because text also uses them as quotes. BuildKit ends a
 * value without quotes at a space, but not the author: up to `bodyEnd`.
 */
function substitutions(text: string, { start, end }: Span, bodyEnd: number, escape: string): readonly LiteralSubstitution[] {
  const whole = /^"?`[^`]+`"?$/.exec(text.slice(start, end));
  if (whole && escape !== '`') {
    const first = text.indexOf('`', start);
    return [{ start: first, end: text.indexOf('`', first + 1) + 1, kind: 'command' }];
  }
  const found: LiteralSubstitution[] = [];
  for (let at = start; at < end; at++) {
    if (text[at] === escape) at++;
    else if (text.startsWith('$(', at)) {
      const isQuoted = text[start] === '"';
      const close = closingParenthesis(text, at + 2, isQuoted ? end : bodyEnd) ?? end;
      found.push({ start: at, end: close, kind: text.startsWith('$((', at) ? 'arithmetic' : 'command' });
      at = close - 1;
    }
  }
  return found;
}

/** The offset after the parenthesis that closes the one before `from`, or undefined if it is not closed. */
function closingParenthesis(text: string, from: number, end: number): number | undefined {
  let depth = 1;
  for (let at = from; at < end; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return undefined;
}
