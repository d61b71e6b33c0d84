import type { Directive } from './tree.ts';

/** The parser directives that BuildKit knows. Any other `# name=value` is a comment, and ends the directives. */
const known: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

const shape = /^#(\s*)([a-zA-Z][a-zA-Z0-9]*)(\s*=\s*)(.+?)\s*$/;

/** The directive on the line from `start` (its first character that is no blank) to `end`; undefined where the line is none. */
export function readDirective(text: string, start: number, end: number): Directive | undefined {
  const match = shape.exec(text.slice(start, end));
  if (!match) return undefined;
  const [, gap = '', written = '', equals = '', value = ''] = match;
  const name = written.toLowerCase();
  if (!known.has(name)) return undefined;
  const nameStart = start + 1 + gap.length;
  const valueStart = nameStart + written.length + equals.length;
  return {
    start,
    end: valueStart + value.length,
    name,
    nameSpan: { start: nameStart, end: nameStart + written.length },
    value,
    valueSpan: { start: valueStart, end: valueStart + value.length },
  };
}
