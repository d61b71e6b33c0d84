import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { mostSimilar } from '../../base/similar.ts';
import { defaultPreset, presets } from '../presets.ts';
import type { Preset } from '../presets.ts';
import type { RuleInfo } from '../rule.ts';
import { checkedOptions, isRecord, readRuleSettings } from '../settings.ts';
import type { RuleSetting, RuleSettings } from '../settings.ts';

/** The severities at which a check fails: a finding of this severity or a higher one; `none`: never. */
export const failLevels = ['error', 'warning', 'info', 'hint', 'none'] as const;
export type FailLevel = (typeof failLevels)[number];

/** What one source says: a file, the settings of the editor, or the command line. */
export interface ConfigurationPart {
  readonly preset?: Preset;
  readonly byRule: RuleSettings['byRule'];
  /** The build context: a path as written. */
  readonly context?: string;
  readonly failLevel?: FailLevel;
}

/** What all sources say together. */
export interface Configuration {
  readonly rules: RuleSettings;
  readonly context: string | undefined;
  readonly failLevel: FailLevel | undefined;
}

export interface ReadPart {
  readonly part: ConfigurationPart;
  readonly problems: readonly Message[];
}

/**
 * Members of the configuration that are about one subject but several rules: every rule with an option of this name gets the value, and is
 * turned on, except those of the preset `all`, which need a setting of their own.
 * `trustedRegistries`: the registries that images may come from. `labels`: the labels that an image needs, and the types of their values.
 */
export const sharedOptions = ['trustedRegistries', 'labels'] as const;

const members = ['$schema', 'preset', 'rules', ...sharedOptions, 'size', 'context', 'failLevel'] as const;

/**
 * Reads the object of a configuration: `{ "preset", "rules", "trustedRegistries", "labels", "size", "context", "failLevel" }`, all of them
 * optional. `size`: `{ "budget" }`, the largest size of the image. An empty text counts as not given. Never throws: what is invalid is ignored and reported in `problems`.
 */
export function readPart(value: unknown, rules: readonly RuleInfo[]): ReadPart {
  if (value === undefined || value === null) return { part: { byRule: {} }, problems: [] };
  if (!isRecord(value)) return { part: { byRule: {} }, problems: [message('The configuration must be an object.')] };
  const problems: Message[] = Object.keys(value).flatMap((name) => (isMember(name) ? [] : [unknownMember(name)]));
  const preset = oneOf('preset', value.preset, presets, problems);
  const failLevel = oneOf('failLevel', value.failLevel, failLevels, problems);
  const context = textOf('context', value.context, problems);
  const read = readRuleSettings(value.rules, rules);
  problems.push(...read.problems);
  const shared = sharedOptions.reduce((all, name) => withShared(name, value[name], all, rules, problems), read.settings.byRule);
  const byRule = withShared('budget', budgetOf(value.size, problems), shared, rules, problems);
  return {
    part: { byRule, ...(preset && { preset }), ...(failLevel && { failLevel }), ...(context !== undefined && { context }) },
    problems,
  };
}

/** Combines what several sources say: later ones take precedence, for each rule and option on its own. */
export function combineParts(...parts: readonly ConfigurationPart[]): Configuration {
  const byRule: Record<string, RuleSetting> = {};
  for (const [id, { severity, options }] of parts.flatMap((part) => Object.entries(part.byRule))) {
    const before = byRule[id];
    const level = severity ?? before?.severity;
    byRule[id] = { ...(level && { severity: level }), options: { ...before?.options, ...options } };
  }
  return {
    rules: { preset: parts.findLast(({ preset }) => preset)?.preset ?? defaultPreset, byRule },
    context: parts.findLast(({ context }) => context !== undefined)?.context,
    failLevel: parts.findLast(({ failLevel }) => failLevel)?.failLevel,
  };
}

/** Adds an option to every rule that has it. An option in the settings of a rule takes precedence. */
function withShared(
  name: (typeof sharedOptions)[number] | 'budget',
  value: unknown,
  byRule: RuleSettings['byRule'],
  rules: readonly RuleInfo[],
  problems: Message[],
): RuleSettings['byRule'] {
  if (value === undefined || isEmpty(value)) return byRule;
  const wrong: Message[] = [];
  const added = rules.flatMap((rule) => {
    if (!Object.hasOwn((rule.options as object | undefined) ?? {}, name)) return [];
    const setting = byRule[rule.id];
    const severity = setting?.severity ?? (rule.preset === 'all' ? undefined : rule.severity);
    return [
      [
        rule.id,
        { ...(severity && { severity }), options: { ...checkedOptions(rule, { [name]: value }, wrong), ...setting?.options } },
      ] as const,
    ];
  });
  // One wrong value is one problem, however many rules have the option.
  problems.push(...wrong.slice(0, 1));
  return { ...byRule, ...Object.fromEntries(added) };
}

/** The member `budget` of `size`. */
function budgetOf(size: unknown, problems: Message[]): unknown {
  if (size === undefined || size === null) return undefined;
  if (!isRecord(size)) {
    problems.push(message('"{name}" must be an object.', { name: 'size' }));
    return undefined;
  }
  problems.push(...Object.keys(size).flatMap((name) => (name === 'budget' ? [] : [unknownMember(`size.${name}`)])));
  return size.budget;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0);
}

function isMember(name: string): boolean {
  return (members as readonly string[]).includes(name);
}

function unknownMember(name: string): Message {
  const similar = mostSimilar(name, members);
  return similar === undefined
    ? message('There is no setting "{name}".', { name })
    : message('There is no setting "{name}". Did you mean "{similar}"?', { name, similar });
}

function oneOf<const T extends string>(name: string, value: unknown, allowed: readonly T[], problems: Message[]): T | undefined {
  const found = allowed.find((each) => each === value);
  if (found === undefined && value !== undefined && value !== '') {
    problems.push(
      message('"{name}" must be one of {values}, not {value}.', {
        name,
        values: allowed.map((each) => `"${each}"`).join(', '),
        value: JSON.stringify(value) ?? 'undefined',
      }),
    );
  }
  return found;
}

function textOf(name: string, value: unknown, problems: Message[]): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  problems.push(message('"{name}" must be a text.', { name }));
  return undefined;
}
