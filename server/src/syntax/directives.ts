import type { Directive } from './tree.ts';

/** The parser directives of BuildKit. Any other `# name=value` is a comment, which ends the directives. */
const known: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

const directivePattern = /^#(\s*)([a-zA-Z][a-zA-Z0-9]*)(\s*=\s*)(.+?)\s*$/;

/** Parses the directive on the line from `start` (its first character that is not a space) to `end`. Returns undefined if there is none. */
export function readDirective(text: string, start: number, end: number): Directive | undefined {
  const match = directivePattern.exec(text.slice(start, end));
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
