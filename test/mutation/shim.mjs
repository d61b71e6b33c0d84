// The part of vitest that unit and rule tests use, so that tests run in the process that loads the mutants. What is missing here makes a
// test file fail without a mutant; such files are left out and counted.
import { equals, matches, contains, anyOf } from './equality.mjs';

/**
 * Collects tests: `{ name, run }` in the order of the file.
 * @returns {{ tests: { name: string, run: () => unknown }[], vitest: object }}
 */
export function createCollector() {
  /** @type {{ name: string, run: () => unknown }[]} */
  const tests = [];
  const path = [];
  const names = new Map();

  const describe = (name, body) => {
    path.push(name);
    body();
    path.pop();
  };
  const it = (name, body) => {
    const full = [...path, name].join(' > ');
    const count = names.get(full) ?? 0;
    names.set(full, count + 1);
    if (typeof body === 'function') tests.push({ name: `${full} #${count}`, run: body });
  };
  const table = (add) => (rows) => (name, body) => {
    for (const row of rows) add(name, () => (Array.isArray(row) ? body(...row) : body(row)));
  };
  const nothing = Object.assign(() => {}, { each: () => () => {} });
  for (const add of [describe, it]) Object.assign(add, { each: table(add), skipIf: (skip) => (skip ? nothing : add) });
  return { tests, vitest: { __esModule: true, describe, it, test: it, expect, onTestFinished: () => {} } };
}

class Failure extends Error {}

function expect(actual) {
  return { ...matchers(actual, false), not: matchers(actual, true), rejects: { toThrow: async (wanted) => rejects(actual, wanted) } };
}
expect.arrayContaining = (items) => anyOf((actual) => items.every((item) => contains(actual, item)));
expect.stringContaining = (text) => anyOf((actual) => typeof actual === 'string' && actual.includes(text));
expect.fail = (text) => {
  throw new Failure(text);
};

function matchers(actual, negated) {
  const check = (holds) => {
    if (holds === negated) throw new Failure();
  };
  return {
    toBe: (wanted) => check(Object.is(actual, wanted)),
    toEqual: (wanted) => check(equals(actual, wanted)),
    toMatchObject: (wanted) => check(matches(actual, wanted)),
    toContain: (item) => check(typeof actual === 'string' ? actual.includes(item) : [...actual].includes(item)),
    toContainEqual: (item) => check(contains([...actual], item)),
    toHaveLength: (length) => check(actual.length === length),
    toMatch: (wanted) => check(typeof wanted === 'string' ? actual.includes(wanted) : wanted.test(actual)),
    toBeUndefined: () => check(actual === undefined),
    toBeDefined: () => check(actual !== undefined),
    toBeNull: () => check(actual === null),
    toBeTruthy: () => check(Boolean(actual)),
    toBeFalsy: () => check(!actual),
    toBeLessThan: (limit) => check(actual < limit),
    toBeLessThanOrEqual: (limit) => check(actual <= limit),
    toBeGreaterThan: (limit) => check(actual > limit),
    toBeGreaterThanOrEqual: (limit) => check(actual >= limit),
    toThrow: (wanted) => check(throwsError(actual, wanted)),
  };
}

function throwsError(body, wanted) {
  try {
    body();
    return false;
  } catch (error) {
    return isWanted(error, wanted);
  }
}

async function rejects(promise, wanted) {
  const error = await Promise.resolve(promise).then(
    () => undefined,
    (each) => each,
  );
  if (error === undefined || !isWanted(error, wanted)) throw new Failure();
}

function isWanted(error, wanted) {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? String(error.message).includes(wanted) : wanted instanceof RegExp ? wanted.test(error.message) : true;
}
