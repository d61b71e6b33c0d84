import { expandWord } from '../syntax/expand.ts';
import type { Binding } from '../syntax/expand.ts';
import type { Scope, Variable } from './model.ts';

/** The escape character of a file. */
export type Escape = '\\' | '`';

/** A scope at one moment. */
export class ScopeAt implements Scope {
  readonly lookup: Scope['lookup'];
  readonly all: Scope['all'];
  readonly closed: boolean;
  private readonly escape: Escape;

  constructor(of: Pick<Scope, 'lookup' | 'all' | 'closed'> & { readonly escape: Escape }) {
    this.lookup = of.lookup;
    this.all = of.all;
    this.closed = of.closed;
    this.escape = of.escape;
  }

  expand(text: string): string | undefined {
    return expandWord(text, this.escape, (name) => this.bindingOf(name));
  }

  expandUnassigned(text: string): string | undefined {
    return expandWord(text, this.escape, (name) => {
      const binding = this.bindingOf(name);
      return binding.state === 'unassigned' ? unset : binding;
    });
  }

  private bindingOf(name: string): Binding {
    const variable = this.lookup(name);
    if (!variable) return { state: this.closed || isSpecialParameter(name) ? 'unset' : 'unknown' };
    if (variable.value !== undefined) return { state: 'set', value: variable.value };
    return { state: isUnassigned(variable) ? 'unassigned' : 'unknown' };
  }
}

const unset: Binding = { state: 'unset' };

/** Whether it is an `ARG NAME` without a value here or in the global scope: unset, unless the build sets a --build-arg. */
export function isUnassigned(variable: Variable): boolean {
  let declared: Variable | undefined = variable;
  while (declared?.source) declared = declared.source;
  return (declared.origin === 'arg' || declared.origin === 'global-arg') && declared.pair?.value === undefined;
}

/** The variables with these names, or in the values of these, that have no value, or an empty one, so that the file is made for a build with --build-arg. */
export function withoutValue(names: readonly string[], scope: Pick<Scope, 'lookup'>): readonly Variable[] {
  const found = new Map<string, Variable>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const variable = seen.has(name) ? undefined : scope.lookup(name);
    seen.add(name);
    if (!variable) return;
    if (variable.value === undefined || (variable.value === '' && variable.pair !== undefined)) found.set(name, variable);
    else for (const [, used] of variable.pair?.value?.matchAll(/(?<!\\)\$\{?(\w+)/g) ?? []) visit(used!);
  };
  names.forEach(visit);
  return [...found.values()];
}

/** `$1`, `$@` and similar parameters, which no image can set. */
function isSpecialParameter(name: string): boolean {
  return !/^[\p{L}_]/u.test(name);
}

/** The variables of all groups, one entry per name: from the first group that contains it. */
export function distinctVariables(...groups: readonly (readonly Variable[])[]): readonly Variable[] {
  const byName = new Map<string, Variable>();
  for (const variable of groups.flat()) if (!byName.has(variable.name)) byName.set(variable.name, variable);
  return [...byName.values()];
}
