import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { Dialect } from '../shell/script.ts';
import { factReaders } from './fact-readers.ts';
import type { FactReader } from './fact-readers.ts';
import type { AnyRule, Severity } from './rule.ts';
import { effectiveSetting } from './settings.ts';
import type { RuleSettings } from './settings.ts';

/** An active rule and its visitor for one event. */
export interface Planned {
  readonly rule: AnyRule;
  readonly severity: Severity;
  /** Whether the settings name the severity, which then applies to every finding of the rule. */
  readonly chosen: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly visitor: (...subject: unknown[]) => unknown;
}

/** A call of a visitor for an instruction. `facts`: the reader of the facts that it is called with; undefined for the instruction itself. */
export interface Visit {
  readonly planned: Planned;
  readonly facts: FactReader | undefined;
}

/**
 * What is the same for all instructions with one text in one environment: everything that the result of a visitor can depend on, if the
 * visitor reads nothing else of the file.
 */
export interface VisitGroup {
  /** The visits for an instruction whose text was not seen before. Visits for the same facts are adjacent. */
  readonly visits: readonly Visit[];
}

/** The groups of all instructions in files with one syntax. */
export interface VisitGroups {
  /**
   * The visits for an instruction. The same arguments always have the same object.
   *
   * @param triggered Whether ONBUILD triggers the instruction. Then only rules that set `onbuild` visit it.
   */
  of(keyword: string, triggered: boolean, dialect: Dialect): VisitGroup;
}

/** The active rules by event. */
export interface Plan {
  /** The ids of the active rules. */
  readonly active: ReadonlySet<string>;
  /** The rules for `stage`, `file`, `ignoreFile` or `unusedSuppression`. */
  of(event: 'stage' | 'file' | 'ignoreFile' | 'unusedSuppression'): readonly Planned[];
  /** `syntax`: the value of `# syntax=`. */
  groupsIn(syntax: string | undefined): VisitGroups;
}

/** The plan for rules with settings. Memoized, because the settings stay the same for many edits. */
export const planOf = memoizeWeak((rules: readonly AnyRule[]) => memoizeWeak((settings: RuleSettings) => createPlan(rules, settings)));

/** The limit of each memo: a keyword and the value of `# syntax=` can be any word, and change while the user types it. */
const maxKeys = 100;

function createPlan(rules: readonly AnyRule[], settings: RuleSettings): Plan {
  const byEvent = new Map<string, Planned[]>();
  const active = new Set<string>();
  for (const rule of rules) {
    const { severity, chosen, options } = effectiveSetting(rule, settings);
    if (severity === 'off') continue;
    active.add(rule.id);
    for (const [event, visitor] of Object.entries(rule.on)) {
      const planned = { rule, severity, chosen, options, visitor: visitor as Planned['visitor'] };
      byEvent.set(event, [...(byEvent.get(event) ?? []), planned]);
    }
  }
  const of = (event: string): readonly Planned[] => byEvent.get(event) ?? [];
  const visitsOf = (keyword: string, triggered: boolean): readonly Visit[] =>
    [
      ...[...of(keyword), ...of('instruction')].map((planned) => ({ planned, facts: undefined })),
      ...factReaders.flatMap((facts) => of(facts.event).map((planned) => ({ planned, facts }))),
    ].filter(({ planned }) => !triggered || planned.rule.onbuild);
  const groupsIn = memoize((): VisitGroups => {
    const groups = (triggered: boolean): ((dialect: Dialect) => (keyword: string) => VisitGroup) =>
      memoize(() => memoize((keyword: string) => ({ visits: visitsOf(keyword, triggered) }), maxKeys));
    const [own, triggers] = [groups(false), groups(true)];
    return { of: (keyword, triggered, dialect) => (triggered ? triggers : own)(dialect)(keyword) };
  }, maxKeys);
  return { active, of, groupsIn };
}

/** How many lists of a group are shared. Most instructions of a kind need one of a few. */
const mostShared = 50;

const sharedLists = memoizeWeak((_group: VisitGroup): (readonly Visit[])[] => []);

/** A list of visits of a group, the same object for the same visits: they are kept for every instruction. */
export function shared(group: VisitGroup, visits: readonly Visit[]): readonly Visit[] {
  const lists = sharedLists(group);
  const same = lists.find((list) => list.length === visits.length && list.every((visit, i) => visit === visits[i]));
  if (same) return same;
  if (lists.length < mostShared) lists.push(visits);
  return visits;
}
