import { message } from '../../base/message.ts';
import { baseName } from '../../base/paths.ts';
import type { Message } from '../../base/message.ts';
import { isObject, objectIn, textIn, textsIn } from '../../manifests/formats/json.ts';
import type { JsonObject } from '../../manifests/formats/json.ts';
import type { RuleInfo } from '../rule.ts';
import type { RuleLevel } from '../settings.ts';
import { failLevelOf, knownName, levelOf, withoutEmpty } from './translated.ts';
import type { Translated } from './translated.ts';

/**
 * Translates the content of a `.tally.toml`. tally names a rule `<tool>/<rule>`; our alias is the last part. Source: tally's guide,
 * "Configuration" (2026-02).
 */
export function fromTally(value: JsonObject, rules: readonly RuleInfo[]): Translated {
  const levels: Record<string, RuleLevel> = {};
  const without: Message[] = [];
  let trustedRegistries: readonly string[] = [];
  const nameOf = (rule: string): string | undefined => {
    const name = knownName(rule, rules) ?? knownName(baseName(rule), rules);
    if (name === undefined) without.push(message('The rule {rule} does not exist here.', { rule }));
    return name;
  };
  for (const pattern of textsIn(value, 'rules', 'include')) {
    if (pattern.includes('*')) without.push(message('"{pattern}" selects a group of rules. Choose a "preset" instead.', { pattern }));
    else {
      const name = nameOf(pattern);
      if (name !== undefined) levels[name] = defaultLevel(name, rules);
    }
  }
  for (const pattern of textsIn(value, 'rules', 'exclude')) {
    if (pattern.includes('*')) without.push(message('"{pattern}" selects a group of rules. Set each of its rules to "off".', { pattern }));
    else {
      const name = nameOf(pattern);
      if (name !== undefined) levels[name] = 'off';
    }
  }
  for (const [tool, group] of Object.entries(objectIn(value, 'rules'))) {
    for (const [rule, options] of Object.entries(isObject(group) ? group : {})) {
      if (!isObject(options)) continue;
      const name = nameOf(`${tool}/${rule}`);
      const level = levelOf[textIn(options, 'severity') ?? ''];
      if (name !== undefined && level !== undefined) levels[name] = level;
      for (const option of Object.keys(options)) {
        if (option === 'severity') continue;
        if (option === 'trusted-registries') trustedRegistries = textsIn(options, option);
        else if (name !== undefined) without.push(message('The option "{option}" of {rule} has no counterpart.', { option, rule }));
      }
    }
  }
  for (const section of Object.keys(value)) {
    if (section !== 'rules' && section !== 'output') without.push(message('"{name}" has no counterpart.', { name: section }));
  }
  const failLevel = failLevelOf[textIn(value, 'output', 'fail-level') ?? ''];
  return { configuration: withoutEmpty({ rules: levels, trustedRegistries, ...(failLevel && { failLevel }) }), without };
}

/** The severity of the first rule with a name. */
function defaultLevel(name: string, rules: readonly RuleInfo[]): RuleLevel {
  const wanted = name.toLowerCase();
  return rules.find(({ id, aliases }) => [id, ...aliases].some((each) => each.toLowerCase() === wanted))?.severity ?? 'warning';
}
