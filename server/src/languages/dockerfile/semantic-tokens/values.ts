import type { Span } from '../../../base/span.ts';
import type { TokenBuilder } from './token-builder.ts';

const number = /^\d+(?:\.\d+)*$/;
/** A Go duration: `1m30s`. */
const duration = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;
const boolean = /^(?:true|false)$/i;
/** `/etc`, `./a`, `../b`, `~/c`, `C:\d`, without characters that are special in a shell. */
const path = /^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/])[^\s"'`;&|<>()]*$/;

/** Whether the text is clearly a path. */
export function isPath(text: string): boolean {
  return path.test(text);
}

/** Adds a word whose format shows what it is. Others are left to the grammar. */
export function addByFormat(at: Span, text: string, into: TokenBuilder): void {
  if (number.test(text) || duration.test(text)) into.add(at, 'number');
  else if (boolean.test(text)) into.add(at, 'choice');
  else if (isPath(text)) into.add(at, 'path');
}

/** Adds a value of ENV, ARG or LABEL: a string, unless it is a number or a path. Escapes are left to the grammar. */
export function addValue(at: Span, text: string, escape: string, into: TokenBuilder): void {
  into.add(at, number.test(text) ? 'number' : isPath(text) ? 'path' : 'string');
  excludeEscapes(at, text, escape, into);
}

/** Excludes escape sequences: each escape character with the next character. */
export function excludeEscapes({ start }: Span, text: string, escape: string, into: TokenBuilder): void {
  for (let at = text.indexOf(escape); at >= 0; at = text.indexOf(escape, at + 2)) into.exclude({ start: start + at, end: start + at + 2 });
}

/** `8080`, `8000-8010`, `53/udp`. */
export function addPort({ start }: Span, text: string, into: TokenBuilder): void {
  const [, first = '', dash = '', last = '', slash = '', protocol = ''] = /^(\d*)(-?)(\d*)(\/?)(\w*)$/.exec(text) ?? [];
  const at = (from: number, length: number): Span => ({ start: start + from, end: start + from + length });
  into.add(at(0, first.length), 'number');
  into.add(at(first.length + dash.length, last.length), 'number');
  into.add(at(first.length + dash.length + last.length + slash.length, protocol.length), 'choice');
}
