// Equality as in vitest's toEqual and toMatchObject: properties that are undefined count as missing.

const accepts = Symbol('accepts');

/**
 * A value in an expectation that stands for several: expect.arrayContaining, expect.stringContaining.
 * @param {(actual: any) => boolean} test
 */
export function anyOf(test) {
  return { [accepts]: test };
}

/** toEqual */
export function equals(actual, wanted) {
  return compare(actual, wanted, false);
}

/** toMatchObject: objects may have more properties, also inside of arrays. */
export function matches(actual, wanted) {
  return compare(actual, wanted, true);
}

/** Whether a list has an equal element. */
export function contains(list, item) {
  return list.some((each) => equals(each, item));
}

function compare(actual, wanted, isSubset) {
  if (wanted?.[accepts]) return wanted[accepts](actual);
  if (Object.is(actual, wanted)) return true;
  if (typeof actual !== 'object' || typeof wanted !== 'object' || actual === null || wanted === null) return false;
  if (Array.isArray(actual) || Array.isArray(wanted)) {
    if (!Array.isArray(actual) || !Array.isArray(wanted) || actual.length !== wanted.length) return false;
    return wanted.every((each, index) => compare(actual[index], each, isSubset));
  }
  if (wanted instanceof Map || wanted instanceof Set) {
    if (actual.constructor !== wanted.constructor || actual.size !== wanted.size) return false;
    const others = [...actual];
    return [...wanted].every((each) => contains(others, each));
  }
  if (wanted instanceof RegExp || wanted instanceof Date || wanted instanceof Error) return String(actual) === String(wanted);
  const keys = definedKeys(wanted);
  if (!isSubset && definedKeys(actual).length !== keys.length) return false;
  return (
    keys.every((key) => key in actual && compare(actual[key], wanted[key], isSubset)) && (!isSubset || undefinedKeysAgree(actual, wanted))
  );
}

const definedKeys = (object) => Object.keys(object).filter((key) => object[key] !== undefined);

/** In toMatchObject, `{ a: undefined }` is satisfied only by an undefined `a`. */
const undefinedKeysAgree = (actual, wanted) => Object.keys(wanted).every((key) => wanted[key] !== undefined || actual[key] === undefined);
