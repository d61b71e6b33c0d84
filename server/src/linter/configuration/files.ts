import { message } from '../../base/message.ts';
import { readJson, readYaml } from '../../manifests/formats/json.ts';
import type { JsonObject, Read } from '../../manifests/formats/json.ts';
import { readToml } from '../../manifests/formats/toml.ts';
import type { RuleInfo } from '../rule.ts';
import { readPart } from './configuration.ts';
import type { ReadPart } from './configuration.ts';
import { fromHadolint } from './hadolint.ts';
import { fromTally } from './tally.ts';
import type { Translated } from './translated.ts';

/** The names of configuration files that are searched for in each folder, in order of precedence. */
export const configurationNames = ['.layerwise.json', '.layerwise.yaml', '.layerwise.yml', '.hadolint.yaml', '.hadolint.yml'] as const;

/** Maximum size of a configuration file in bytes. */
export const maxConfigurationBytes = 300_000;

/**
 * Reads the text of a configuration file; `name` decides the format. Rules of hadolint that do not exist here are no problem: hadolint reads
 * the file too. Never throws: a file with a syntax error is used as far as it can be read, and that is a problem.
 */
export function readConfigurationFile(name: string, text: string, rules: readonly RuleInfo[]): ReadPart {
  const { value, complete } = parse(name, text);
  const { part, problems } = readPart(isHadolint(name) && value ? fromHadolint(value, rules).configuration : value, rules);
  const broken = complete ? [] : [message('The file has a syntax error; what comes after it may be ignored.')];
  return { part, problems: [...broken, ...problems] };
}

/**
 * Translates the configuration of another tool. `name`: the name of its file, whose extension decides: `.toml` is tally, `.yaml` and `.yml`
 * hadolint. Undefined if the file has a syntax error or is of no known tool.
 */
export function translateConfiguration(name: string, text: string, rules: readonly RuleInfo[]): Translated | undefined {
  const isTally = name.endsWith('.toml');
  if (!isTally && !/\.ya?ml$/.test(name)) return undefined;
  const { value, complete } = parse(name, text);
  if (!complete) return undefined;
  return isTally ? fromTally(value ?? {}, rules) : fromHadolint(value ?? {}, rules);
}

function isHadolint(name: string): boolean {
  return name.includes('hadolint');
}

function parse(name: string, text: string): Read<JsonObject> {
  if (name.endsWith('.toml')) return readToml(text);
  return name.endsWith('.json') ? readJson(text, { comments: true }) : readYaml(text);
}
