import { readData } from './data.ts';
import type { Data } from './data.ts';

/** The parsed content of a file. If `complete` is false, the value is what an error-tolerant parser has found; undefined if nothing. */
export interface Read<T> {
  readonly value: T | undefined;
  readonly complete: boolean;
}

/** A value in JSON, YAML and TOML. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * Parses a JSON file whose value is an object. `comments`: the format allows comments and trailing commas (global.json, bun.lock). Never
 * fails: for a file with errors or a truncated file, returns what an error-tolerant parser finds, with `complete: false`.
 */
export function readJson(text: string, { comments = false } = {}): Read<JsonObject> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(value) ? { value, complete: true } : { value: undefined, complete: false };
  } catch {
    const { value, complete } = readYaml(text);
    return { value, complete: complete && (comments || text.trim() === '') };
  }
}

/** The length limit for the error-tolerant parser, which is slow. */
const maxTolerantLength = 300_000;

/** Parses a YAML file whose value is a map; numbers and booleans are strings as written. Never fails, like `readJson`. */
export function readYaml(text: string): Read<JsonObject> {
  if (text.length > maxTolerantLength) return { value: undefined, complete: false };
  const data = readData(text);
  const budget = { values: maxValues };
  const value = plain(data, budget, 0);
  return { value: isObject(value) ? value : undefined, complete: budget.values > 0 && (data ? data.complete : text.trim() === '') };
}

/** Limits for YAML aliases, which can be recursive, so that a small file can be infinite: deeper and further values are left out. */
const maxDepth = 40;
const maxValues = 10_000;

/** The parsed value without positions. */
function plain(data: Data | undefined, budget: { values: number }, depth: number): Json | undefined {
  if (!data || depth > maxDepth || budget.values-- <= 0) return undefined;
  if (data.text !== undefined) return data.text;
  if (data.isList) return data.items.flatMap((item) => plain(item, budget, depth + 1) ?? []);
  return Object.fromEntries(data.entries.map(([key, value]) => [key, plain(value, budget, depth + 1)]));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a path of keys; an empty object if there is none. */
export function objectIn(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = valueIn(value, ...path);
  return isObject(found) ? found : {};
}

/** The value at a path of keys. */
export function valueIn(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

/** The string at a path of keys. Returns undefined for any other kind of value. */
export function textIn(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = valueIn(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The list at a path of keys; an empty list if there is none. */
export function listIn(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = valueIn(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The strings of the list at a path of keys. */
export function textsIn(value: Json | undefined, ...path: readonly string[]): readonly string[] {
  return listIn(value, ...path).filter((item) => typeof item === 'string');
}

/** The entries with string values of the object at a path of keys. */
export function textEntriesIn(value: Json | undefined, ...path: readonly string[]): readonly (readonly [key: string, text: string])[] {
  return Object.entries(objectIn(value, ...path)).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
