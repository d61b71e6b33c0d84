import type { Span } from '../base/span.ts';
import type { Comment, Flag, FlagField, Heredoc, JsonForm, JsonItem, Pair, VariableReference, Word } from './tree.ts';

// Functions that shift the parts of an instruction by a number of characters. Each copies its members explicitly for speed: they run for
// every instruction after an edit.

/** Shifts all items. Returns the same list if nothing changes. */
export function moveAll<T>(items: readonly T[], by: number, move: (item: T, by: number) => T): readonly T[] {
  return by === 0 || items.length === 0 ? items : items.map((item) => move(item, by));
}

export function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

export function moveWord({ start, end, text }: Word, by: number): Word {
  return { start: start + by, end: end + by, text };
}

export function moveComment({ start, end, text, continued }: Comment, by: number): Comment {
  return { start: start + by, end: end + by, text, continued };
}

export function moveFlag({ start, end, name, nameSpan, value, valueSpan, fields }: Flag, by: number): Flag {
  return {
    start: start + by,
    end: end + by,
    name,
    nameSpan: moveSpan(nameSpan, by),
    value,
    valueSpan: valueSpan && moveSpan(valueSpan, by),
    fields: moveAll(fields, by, moveField),
  };
}

function moveField({ start, end, key, keySpan, value, valueSpan }: FlagField, by: number): FlagField {
  return { start: start + by, end: end + by, key, keySpan: moveSpan(keySpan, by), value, valueSpan: valueSpan && moveSpan(valueSpan, by) };
}

export function moveJson({ start, end, items }: JsonForm, by: number): JsonForm {
  return { start: start + by, end: end + by, items: moveAll(items, by, moveItem) };
}

function moveItem({ start, end, value }: JsonItem, by: number): JsonItem {
  return { start: start + by, end: end + by, value };
}

export function movePair({ start, end, name, nameSpan, value, valueSpan, legacy }: Pair, by: number): Pair {
  return {
    start: start + by,
    end: end + by,
    name,
    nameSpan: moveSpan(nameSpan, by),
    value,
    valueSpan: valueSpan && moveSpan(valueSpan, by),
    legacy,
  };
}

export function moveHeredoc({ marker, name, fd, expand, stripTabs, spaced, misplaced, body, terminator }: Heredoc, by: number): Heredoc {
  return {
    marker: moveSpan(marker, by),
    name,
    fd,
    expand,
    stripTabs,
    spaced,
    misplaced,
    body: moveSpan(body, by),
    terminator: terminator && moveSpan(terminator, by),
  };
}

export function moveVariable({ start, end, name, nameSpan, braced, modifier, word }: VariableReference, by: number): VariableReference {
  return { start: start + by, end: end + by, name, nameSpan: moveSpan(nameSpan, by), braced, modifier, word: word && moveSpan(word, by) };
}
