import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { AnyRule, Severity } from './rule.ts';

/** What the user says about one rule. */
export interface RuleSetting {
  /** `default` is the rule's own severity. */
  readonly severity?: RuleLevel;
  /** Overrides of the rule's options, by name. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export const ruleLevels = ['default', 'error', 'warning', 'info', 'hint', 'off'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

/** What the user says about rules, by the rule's id. An alias is understood too, so that `DL3059` means what it means elsewhere. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export const defaultRuleSettings: RuleSettings = {};

/** What counts for a rule under some settings. */
export interface InForce {
  readonly severity: Severity | 'off';
  readonly options: Readonly<Record<string, unknown>>;
}

const inForceUnder = memoizeWeak((settings: RuleSettings) =>
  memoize((rule: AnyRule): InForce => ({ severity: severityOf(rule, settings), options: optionsOf(rule, settings) })),
);

/** The severity and the options of a rule; computed once for the settings, which outlive many edits. */
export function inForce(rule: AnyRule, settings: RuleSettings): InForce {
  return inForceUnder(settings)(rule);
}

/** The severity in force, or `off`. */
export function severityOf(rule: AnyRule, settings: RuleSettings): Severity | 'off' {
  const level = settingOf(rule, settings)?.severity ?? 'default';
  return level === 'default' ? rule.severity : level;
}

/** The rule's options: its defaults, and the user's where they have the default's type. A wrong one counts as not given. */
export function optionsOf(rule: AnyRule, settings: RuleSettings): Readonly<Record<string, unknown>> {
  const defaults: Readonly<Record<string, unknown>> = rule.options ?? {};
  const given = settingOf(rule, settings)?.options;
  if (!given) return defaults;
  const merged: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(defaults)) {
    if (given[name] !== undefined && kindOf(given[name]) === kindOf(value)) merged[name] = given[name];
  }
  return merged;
}

/**
 * Reads `{ rules: { id: level }, options: { id: { name: value } } }`, the shape of the `layerwise` section of an editor's
 * settings. Total: what does not fit is left out.
 */
export function readRuleSettings(section: unknown): RuleSettings {
  const { rules, options } = record(section);
  const levels = record(rules);
  const overrides = record(options);
  const ids = new Set([...Object.keys(levels), ...Object.keys(overrides)]);
  return Object.fromEntries(
    [...ids].map((id): [string, RuleSetting] => {
      const severity = ruleLevels.find((level) => level === levels[id]);
      return [id, { ...(severity && { severity }), options: record(overrides[id]) }];
    }),
  );
}

function settingOf(rule: AnyRule, settings: RuleSettings): RuleSetting | undefined {
  const key = [rule.id, ...rule.aliases].find((id) => Object.hasOwn(settings, id));
  return key === undefined ? undefined : settings[key];
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
