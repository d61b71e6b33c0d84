import { Timeline } from '../../../model/timeline.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Span } from '../../../base/span.ts';
import type { Declaration } from '../../results.ts';

/** The places of a script that give a variable its value, each with where that value begins to count. */
export class ScriptSettings {
  private readonly byName = new Map<string, Timeline<Declaration>>();

  constructor(script: ShellScript) {
    const wholes = wholesOf(script);
    const settings = [
      ...script.names.filter(({ sets }) => sets).map((at) => settingOf(at.name, at, wholes.get(at.start))),
      ...script.variables.filter((use) => setsWhereUnset(use.modifier)).map((use) => settingOf(use.name, use.nameSpan, use)),
    ];
    for (const { name, declaration } of settings.sort((a, b) => a.declaration.whole.end - b.declaration.whole.end)) {
      const timeline = this.byName.get(name) ?? new Timeline();
      timeline.add(declaration.whole.end, declaration);
      this.byName.set(name, timeline);
    }
  }

  /** The last place before `offset` that sets the variable; undefined where all come later. */
  before(name: string, offset: number): Declaration | undefined {
    return this.byName.get(name)?.before(offset + 1);
  }
}

/** `${x:=1}` and `${x=1}`. */
export function setsWhereUnset(modifier: string): boolean {
  return modifier === '=' || modifier === ':=';
}

function settingOf(name: string, at: Span, whole: Span = at): { readonly name: string; readonly declaration: Declaration } {
  return { name, declaration: { name: { start: at.start, end: at.end }, whole: { start: whole.start, end: whole.end } } };
}

/** Whole assignments by where the name in them begins: their own value still sees the value before. */
function wholesOf({ commands }: ShellScript): ReadonlyMap<number, Span> {
  const wholes = new Map<number, Span>();
  for (const { assignments, args } of commands) {
    for (const assignment of assignments) wholes.set(assignment.nameSpan.start, assignment);
    for (const word of args) wholes.set(/^["']/.test(word.raw) ? word.start + 1 : word.start, word);
  }
  return wholes;
}
