import { Timeline } from '../../../model/timeline.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Span } from '../../../base/span.ts';
import type { Declaration } from '../../results.ts';

/** The assignments of a script, each with the offset from which its value applies. */
export class ScriptAssignments {
  private readonly byName = new Map<string, Timeline<Declaration>>();

  constructor(script: ShellScript) {
    const spans = assignmentSpans(script);
    const assignments = [
      ...script.names.filter(({ sets }) => sets).map((at) => assignmentOf(at.name, at, spans.get(at.start))),
      ...script.variables.filter((use) => assignsIfUnset(use.modifier)).map((use) => assignmentOf(use.name, use.nameSpan, use)),
    ];
    for (const { name, declaration } of assignments.sort((a, b) => a.declaration.whole.end - b.declaration.whole.end)) {
      const timeline = this.byName.get(name) ?? new Timeline();
      timeline.add(declaration.whole.end, declaration);
      this.byName.set(name, timeline);
    }
  }

  /** The last assignment of the variable before `offset`. Undefined if there is none. */
  before(name: string, offset: number): Declaration | undefined {
    return this.byName.get(name)?.before(offset + 1);
  }
}

/** `${x:=1}` and `${x=1}`. */
export function assignsIfUnset(modifier: string): boolean {
  return modifier === '=' || modifier === ':=';
}

function assignmentOf(name: string, at: Span, whole: Span = at): { readonly name: string; readonly declaration: Declaration } {
  return { name, declaration: { name: { start: at.start, end: at.end }, whole: { start: whole.start, end: whole.end } } };
}

/** The whole assignments by the start of their name. Their own value still sees the previous value. */
function assignmentSpans({ commands }: ShellScript): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  for (const { assignments, args } of commands) {
    for (const assignment of assignments) spans.set(assignment.nameSpan.start, assignment);
    for (const word of args) spans.set(/^["']/.test(word.raw) ? word.start + 1 : word.start, word);
  }
  return spans;
}
