import { isObject, listIn, objectIn, readJson, textIn, textsIn } from '../formats/json.ts';
import type { JsonObject } from '../formats/json.ts';
import { readToml } from '../formats/toml.ts';
import type { LockedPackage } from '../project.ts';
import { normalizeName } from './requirement.ts';

/** Reads poetry.lock, uv.lock, pdm.lock, pylock.toml or Pipfile.lock. */
export function readPythonLock(name: string, text: string): readonly LockedPackage[] {
  return name === 'Pipfile.lock' ? readPipfileLock(text) : readTomlLock(text);
}

/**
 * Reads lists of `[[package]]`. Groups identify development packages: poetry.lock has `category` up to 1.4 and `groups` since 2.0, pdm.lock
 * has `groups`; versions in between and uv.lock have neither.
 */
function readTomlLock(text: string): readonly LockedPackage[] {
  const { value } = readToml(text);
  return [...listIn(value, 'package'), ...listIn(value, 'packages')].filter(isObject).map((one) => {
    const groups = textsIn(one, 'groups');
    return {
      name: normalizeName(textIn(one, 'name') ?? ''),
      version: textIn(one, 'version'),
      dev: textIn(one, 'category') === 'dev' || (groups.length > 0 && !groups.some((group) => group === 'main' || group === 'default')),
      optional: one.optional === true,
      local: isLocal(one),
    };
  });
}

/** poetry.lock: `[package.source] type = "directory"`; uv.lock: `source = { editable = "." }`; pdm.lock: `path = "./lib"`. */
function isLocal(one: JsonObject): boolean {
  const source = objectIn(one, 'source');
  const byUv = ['editable', 'virtual', 'directory', 'path'].some((key) => typeof source[key] === 'string');
  return byUv || /^(?:directory|file)$/.test(textIn(source, 'type') ?? '') || typeof one.path === 'string';
}

function readPipfileLock(text: string): readonly LockedPackage[] {
  const { value } = readJson(text);
  const groups = Object.keys(value ?? {}).filter((key) => key !== '_meta');
  return groups.flatMap((group) =>
    Object.entries(objectIn(value, group)).map(([name, one]) => ({
      name: normalizeName(name),
      version: textIn(one, 'version')?.replace(/^==/, ''),
      dev: group === 'develop',
      optional: group !== 'default' && group !== 'develop',
      local: textIn(one, 'path') !== undefined || /^file:|^\./.test(textIn(one, 'file') ?? ''),
    })),
  );
}
