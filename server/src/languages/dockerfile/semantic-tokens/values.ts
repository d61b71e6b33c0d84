import type { Span } from '../../../base/span.ts';
import type { Pieces } from './pieces.ts';

const number = /^\d+(?:\.\d+)*$/;
/** As Go reads durations: `1m30s`. https://pkg.go.dev/time#ParseDuration */
const duration = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;
const truth = /^(?:true|false)$/i;
/** `/etc`, `./a`, `../b`, `~/c`, `C:\d`, without signs that mean more to a shell. */
const path = /^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/])[^\s"'`;&|<>()]*$/;

/** Whether the text is a path that shows itself as one. */
export function isPath(text: string): boolean {
  return path.test(text);
}

/** A word that shows by its look what it is; others are left to the grammar. */
export function addByLook(at: Span, text: string, into: Pieces): void {
  if (number.test(text) || duration.test(text)) into.add(at, 'number');
  else if (truth.test(text)) into.add(at, 'choice');
  else if (isPath(text)) into.add(at, 'path');
}

/** A value of ENV, ARG or LABEL: a string, where it does not look like something better. Escapes are left to the grammar. */
export function addValue(at: Span, text: string, escape: string, into: Pieces): void {
  into.add(at, number.test(text) ? 'number' : isPath(text) ? 'path' : 'string');
  leaveOutEscapes(at, text, escape, into);
}

/** The escape characters of a text, each with the character that it hides. */
export function leaveOutEscapes({ start }: Span, text: string, escape: string, into: Pieces): void {
  for (let at = text.indexOf(escape); at >= 0; at = text.indexOf(escape, at + 2)) into.leaveOut({ start: start + at, end: start + at + 2 });
}

/** `8080`, `8000-8010`, `53/udp`. */
export function addPort({ start }: Span, text: string, into: Pieces): void {
  const [, first = '', dash = '', last = '', slash = '', protocol = ''] = /^(\d*)(-?)(\d*)(\/?)(\w*)$/.exec(text) ?? [];
  const at = (from: number, length: number): Span => ({ start: start + from, end: start + from + length });
  into.add(at(0, first.length), 'number');
  into.add(at(first.length + dash.length, last.length), 'number');
  into.add(at(first.length + dash.length + last.length + slash.length, protocol.length), 'choice');
}
