import { memoize, memoizeWeak } from '../base/memoize.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { mostSimilar } from '../base/similar.ts';
import { defaultPreset, isInPreset } from './presets.ts';
import type { Preset } from './presets.ts';
import type { AnyRule, RuleInfo, Severity } from './rule.ts';

/** The levels that a user can set for a rule, in ascending order. */
export const ruleLevels = ['off', 'hint', 'info', 'warning', 'error'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

/** The setting of one rule. */
export interface RuleSetting {
  /** Undefined: the default severity of the rule. */
  readonly severity?: RuleLevel;
  /** Option values that override the defaults, by name. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Which rules run, and how. */
export interface RuleSettings {
  /** The rules that are on without a setting of their own. */
  readonly preset: Preset;
  /** Settings by rule id. */
  readonly byRule: Readonly<Record<string, RuleSetting>>;
}

/** The rules that settings need, whose code is loaded. */
export interface RulesInUse {
  readonly settings: RuleSettings;
  /** All rules that are on, and others that are loaded. */
  readonly rules: readonly AnyRule[];
}

export const defaultRuleSettings: RuleSettings = { preset: defaultPreset, byRule: {} };

/** The severity and options of a rule after the settings are applied. */
export interface EffectiveSetting {
  readonly severity: Severity | 'off';
  /** Whether the settings name the severity, which then applies to every finding of the rule. */
  readonly chosen: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

const effectiveSettingsFor = memoizeWeak(({ preset, byRule }: RuleSettings) =>
  memoize((rule: RuleInfo): EffectiveSetting => {
    const { severity, options } = (Object.hasOwn(byRule, rule.id) ? byRule[rule.id] : undefined) ?? {};
    const byDefault = isInPreset(rule, preset) ? rule.severity : 'off';
    return { severity: severity ?? byDefault, chosen: severity !== undefined, options: { ...rule.options, ...options } };
  }),
);

/** The effective severity and options of a rule. Memoized, because the settings stay the same for many edits. */
export function effectiveSetting(rule: RuleInfo, settings: RuleSettings): EffectiveSetting {
  return effectiveSettingsFor(settings)(rule);
}

/** The valid rule settings, and the problems with the others. */
export interface ReadRuleSettings {
  readonly settings: RuleSettings;
  readonly problems: readonly Message[];
}

/**
 * Reads `{ "<id or alias>": level | [level, { option: value }] }`. Never throws: an invalid key, level or option is ignored and reported in
 * `problems`. An alias applies to every rule that has it; a setting by id takes precedence. Ids are not case sensitive.
 */
export function readRuleSettings(value: unknown, rules: readonly RuleInfo[]): ReadRuleSettings {
  if (value === undefined || value === null) return { settings: defaultRuleSettings, problems: [] };
  if (!isRecord(value))
    return { settings: defaultRuleSettings, problems: [message('Rules must be set by an object: { "<rule>": "off" }.')] };
  const problems: Message[] = [];
  const byAlias: Record<string, RuleSetting> = {};
  const byId: Record<string, RuleSetting> = {};
  for (const [key, setting] of Object.entries(value)) {
    const named = rulesNamed(rules)(key.toLowerCase());
    if (named.length === 0) problems.push(unknownRule(key, rules));
    const read = readSetting(key, setting, problems);
    for (const rule of read ? named : []) {
      const target = rule.id === key.toLowerCase() ? byId : byAlias;
      target[rule.id] = { ...read, options: checkedOptions(rule, read!.options ?? {}, problems) };
    }
  }
  return { settings: { ...defaultRuleSettings, byRule: { ...byAlias, ...byId } }, problems };
}

const rulesNamed = memoizeWeak((rules: readonly RuleInfo[]) =>
  memoize((name: string): readonly RuleInfo[] =>
    rules.filter(({ id, aliases }) => [id, ...aliases].some((each) => each.toLowerCase() === name)),
  ),
);

function unknownRule(name: string, rules: readonly RuleInfo[]): Message {
  const similar = mostSimilar(
    name,
    rules.map(({ id }) => id),
  );
  return similar === undefined
    ? message('There is no rule "{name}".', { name })
    : message('There is no rule "{name}". Did you mean "{similar}"?', { name, similar });
}

/** Returns undefined and adds a problem if the value is neither a level nor a level with options. */
function readSetting(rule: string, setting: unknown, problems: Message[]): RuleSetting | undefined {
  const [given, options = {}, ...rest] = Array.isArray(setting) ? (setting as unknown[]) : [setting];
  const severity = ruleLevels.find((level) => level === given);
  if (severity && isRecord(options) && rest.length === 0) return { severity, options };
  problems.push(
    message('"{rule}" must be one of {levels}, or [level, { options }], not {value}.', {
      rule,
      levels: ruleLevels.map((level) => `"${level}"`).join(', '),
      value: JSON.stringify(setting) ?? 'undefined',
    }),
  );
  return undefined;
}

/**
 * The options that a rule has, with values of the right type; the others are reported in `problems`. YAML files give numbers and booleans as
 * texts, which are converted.
 */
export function checkedOptions(
  { id, options: defaults = {} }: RuleInfo,
  given: Readonly<Record<string, unknown>>,
  problems: Message[],
): Readonly<Record<string, unknown>> {
  const known = defaults as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(given).flatMap(([option, written]) => {
      const type = Object.hasOwn(known, option) ? typeOf(known[option]) : undefined;
      const value = type === undefined ? written : converted(written, type);
      if (type === undefined) problems.push(message('The rule "{rule}" has no option "{option}".', { rule: id, option }));
      else if (typeOf(value) !== type)
        problems.push(message('The option "{option}" of "{rule}" must be of the type {type}.', { rule: id, option, type }));
      return type !== undefined && typeOf(value) === type ? [[option, value]] : [];
    }),
  );
}

/** A text that is a number or a boolean as that type, if it is wanted. */
function converted(value: unknown, type: string): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return type === 'number' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

/** The type of an option value. An empty array counts as an array of strings. */
function typeOf(value: unknown): string {
  if (!Array.isArray(value)) return value === null ? 'null' : typeof value;
  return value.every((item) => typeof item === 'string') ? 'string[]' : 'array';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
