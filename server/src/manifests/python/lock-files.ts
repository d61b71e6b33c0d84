import { isObject, listIn, objectIn, readJson, textIn, textsIn } from '../formats/json.ts';
import type { JsonObject } from '../formats/json.ts';
import { readToml } from '../formats/toml.ts';
import type { LockedPackage } from '../project.ts';
import { applies } from './marker.ts';
import { normalizeName } from './requirement.ts';

/** Reads poetry.lock, uv.lock, pdm.lock, pylock.toml or Pipfile.lock. */
export function readPythonLock(name: string, text: string): readonly LockedPackage[] {
  return name === 'Pipfile.lock' ? readPipfileLock(text) : readTomlLock(text);
}

/**
 * Reads lists of `[[package]]`. Groups identify development packages: poetry.lock has `category` up to 1.4 and `groups` since 2.0, pdm.lock
 * has `groups`; versions in between and uv.lock have neither, so that only what the packages require tells it.
 */
function readTomlLock(text: string): readonly LockedPackage[] {
  const { value } = readToml(text);
  const entries = [...listIn(value, 'package'), ...listIn(value, 'packages')].filter(isObject);
  const isMarked = entries.some((one) => one.category !== undefined || one.groups !== undefined);
  const extras = isMarked ? new Map() : new Map(entries.map((one) => [nameOf(one), extrasIn(one)]));
  return entries.map((one) => {
    const groups = textsIn(one, 'groups');
    const marker = textIn(one, 'markers') ?? textIn(one, 'marker');
    return {
      name: nameOf(one),
      version: textIn(one, 'version'),
      dev: textIn(one, 'category') === 'dev' || (groups.length > 0 && !groups.some((group) => group === 'main' || group === 'default')),
      optional: one.optional === true,
      local: isLocal(one),
      ...(marker !== undefined && { marker }),
      ...(!isMarked && { requires: requiredBy(one, extras), extraRequires: extras.get(nameOf(one)) ?? {} }),
    };
  });
}

const nameOf = (one: JsonObject): string => normalizeName(textIn(one, 'name') ?? '');

type Extras = Readonly<Record<string, readonly string[]>>;

/** Linux with any recent version of Python. */
const isForLinux = (marker: string | undefined): boolean => applies(marker, { python: [3, 12], extras: new Set() });

/** uv.lock: `dependencies = [{ name = "a", extra = ["b"], marker = "..." }]`; poetry.lock: `[package.dependencies]`, with versions or tables. */
function requiredBy(one: JsonObject, extras: ReadonlyMap<string, Extras>): readonly string[] {
  const named = listIn(one, 'dependencies').filter(isObject).map((entry) => ({ name: nameOf(entry), entry })); // prettier-ignore
  const tabled = Object.entries(objectIn(one, 'dependencies')).map(([name, entry]) => ({ name: normalizeName(name), entry: isObject(entry) ? entry : {} })); // prettier-ignore
  return [...named, ...tabled].flatMap(({ name, entry }) => {
    if (entry.optional === true || !isForLinux(textIn(entry, 'marker') ?? textIn(entry, 'markers'))) return [];
    const asked = [...textsIn(entry, 'extra'), ...textsIn(entry, 'extras')];
    return [name, ...asked.flatMap((extra) => extras.get(name)?.[extra] ?? [])];
  });
}

/** uv.lock: `[package.optional-dependencies]`; poetry.lock: `[package.extras]` with texts such as `redis (>=4)`. */
function extrasIn(one: JsonObject): Extras {
  const lists = { ...objectIn(one, 'optional-dependencies'), ...objectIn(one, 'extras') };
  return Object.fromEntries(
    Object.entries(lists).map(([extra, list]) => {
      const entries = Array.isArray(list) ? list : [];
      return [extra, entries.map((entry) => (isObject(entry) ? nameOf(entry) : normalizeName(String(entry).replace(/[\s([<>=!~;].*$/s, ''))))]; // prettier-ignore
    }),
  );
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
      ...(textIn(one, 'markers') !== undefined && { marker: textIn(one, 'markers')! }),
      local: textIn(one, 'path') !== undefined || /^file:|^\./.test(textIn(one, 'file') ?? ''),
    })),
  );
}
