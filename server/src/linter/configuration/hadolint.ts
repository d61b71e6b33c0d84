import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { isObject, objectIn, textEntriesIn, textIn, textsIn } from '../../manifests/formats/json.ts';
import type { JsonObject } from '../../manifests/formats/json.ts';
import type { RuleInfo } from '../rule.ts';
import type { RuleLevel } from '../settings.ts';
import { failLevelOf, knownName, levelOf, withoutEmpty } from './translated.ts';
import type { Translated } from './translated.ts';

/** The rule that reports labels which the schema does not list. */
const strictLabels = 'DL3050';

const members: ReadonlySet<string> = new Set([
  'ignored',
  'override',
  'trustedRegistries',
  'label-schema',
  'strict-labels',
  'failure-threshold',
  'no-fail',
  // About hadolint's own output.
  'format',
  'no-color',
  'verbose',
]);

/**
 * Translates the content of a `.hadolint.yaml`. Rules that it does not name stay as they are by default here, although hadolint has all of
 * its rules on. Source: hadolint's README, "Configure", and its JSON schema contrib/hadolint.json (2.12).
 */
export function fromHadolint(value: JsonObject, rules: readonly RuleInfo[]): Translated {
  const levels: Record<string, RuleLevel> = {};
  const without: Message[] = [];
  const set = (code: string, level: RuleLevel): void => {
    const name = knownName(code, rules);
    if (name === undefined) without.push(message('The rule {rule} does not exist here.', { rule: code }));
    else levels[name] = level;
  };
  const isOn = (name: string): boolean => value[name] === true || textIn(value, name)?.toLowerCase() === 'true';
  if (isOn('strict-labels')) set(strictLabels, 'warning');
  for (const severity of ['error', 'warning', 'info', 'style']) {
    for (const code of textsIn(value, 'override', severity)) set(code, levelOf[severity]!);
  }
  for (const code of textsIn(value, 'ignored')) set(code, 'off');
  for (const name of Object.keys(value)) {
    if (members.has(name)) continue;
    without.push(message('"{name}" has no counterpart.', { name }));
  }
  const threshold = textIn(value, 'failure-threshold');
  const registry = textIn(value, 'trustedRegistries');
  const configuration = withoutEmpty({
    rules: levels,
    trustedRegistries: registry === undefined ? textsIn(value, 'trustedRegistries') : [registry],
    labels: isObject(value['label-schema']) ? labelTypes(objectIn(value, 'label-schema')) : {},
    ...(threshold !== undefined && { failLevel: failLevelOf[threshold.toLowerCase()] }),
    ...(isOn('no-fail') && { failLevel: 'none' as const }),
  });
  return { configuration, without };
}

/** hadolint's names of label types are ours, in lower case. */
function labelTypes(schema: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(textEntriesIn(schema).map(([label, type]) => [label, type.toLowerCase()]));
}
