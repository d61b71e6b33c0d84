import type { Message } from '../../base/message.ts';
import type { RuleInfo } from '../rule.ts';
import type { RuleLevel } from '../settings.ts';
import type { FailLevel } from './configuration.ts';

/** The configuration of another tool in our format, as it can be written to `.layerwise.json`. */
export interface Translated {
  readonly configuration: {
    readonly rules?: Readonly<Record<string, RuleLevel>>;
    readonly trustedRegistries?: readonly string[];
    readonly labels?: Readonly<Record<string, string>>;
    readonly failLevel?: FailLevel;
  };
  /** What has no counterpart here. */
  readonly without: readonly Message[];
}

/** The severities of hadolint and tally, which have `style` below `info`. */
export const levelOf: Readonly<Record<string, RuleLevel>> = {
  off: 'off',
  ignore: 'off',
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
};

export const failLevelOf: Readonly<Record<string, FailLevel>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
  ignore: 'hint',
  none: 'none',
};

/** The id by which a rule is named: the id of the first rule that has it or the alias, not case sensitive; undefined if there is none. */
export function knownName(name: string, rules: readonly RuleInfo[]): string | undefined {
  const wanted = name.toLowerCase();
  return rules.some(({ id, aliases }) => [id, ...aliases].some((each) => each.toLowerCase() === wanted)) ? name : undefined;
}

/** The object without members that are undefined or empty. */
export function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined && (typeof each !== 'object' || Object.keys(each as object).length > 0)),
  ) as T;
}
