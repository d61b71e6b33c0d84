/** What markers are compared with: Linux on x86-64 with CPython, a version of Python, and the requested extras. */
export interface MarkerEnvironment {
  /** `[3, 12]`. */
  readonly python: readonly number[];
  readonly extras: ReadonlySet<string>;
}

/** The values on the platform that sizes are for. https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
const platform: Readonly<Record<string, string>> = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_system: 'Linux',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  implementation_name: 'cpython',
};

/** Whether a marker (`python_version < "3.11" and sys_platform == "win32"`) is true. One that cannot be read is. */
export function applies(marker: string | undefined, environment: MarkerEnvironment): boolean {
  if (marker === undefined || marker.trim() === '') return true;
  const tokens = marker.match(/\(|\)|"[^"]*"|'[^']*'|\b(?:not\s+in|in|and|or)\b|[\w.]+|[<>=!~]+/g) ?? [];
  const reader = { tokens, at: 0, environment };
  const result = readOr(reader);
  return reader.at !== tokens.length || result;
}

interface MarkerReader {
  readonly tokens: readonly string[];
  at: number;
  readonly environment: MarkerEnvironment;
}

function readOr(reader: MarkerReader): boolean {
  let result = readAnd(reader);
  while (reader.tokens[reader.at] === 'or') {
    reader.at++;
    result = readAnd(reader) || result;
  }
  return result;
}

function readAnd(reader: MarkerReader): boolean {
  let result = readComparison(reader);
  while (reader.tokens[reader.at] === 'and') {
    reader.at++;
    result = readComparison(reader) && result;
  }
  return result;
}

function readComparison(reader: MarkerReader): boolean {
  if (reader.tokens[reader.at] === '(') {
    reader.at++;
    const inner = readOr(reader);
    reader.at++;
    return inner;
  }
  const [left = '', operator = '', right = ''] = reader.tokens.slice(reader.at, reader.at + 3);
  reader.at += 3;
  return isQuoted(left)
    ? compare(right, mirrored[operator] ?? operator, unquoted(left), reader.environment)
    : compare(left, operator, unquoted(right), reader.environment);
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

const isQuoted = (token: string): boolean => /^["']/.test(token);
const unquoted = (token: string): string => token.replace(/^["']|["']$/g, '');

function compare(name: string, operator: string, value: string, { python, extras }: MarkerEnvironment): boolean {
  if (name === 'extra') return (operator === '==') === extras.has(value.toLowerCase().replace(/[-_.]+/g, '-'));
  const isList = operator === 'in' || operator.startsWith('not');
  if (name === 'python_version' || name === 'python_full_version') {
    if (isList) return value.split(/[\s,]+/).includes(python.join('.')) === (operator === 'in');
    return compareVersions(python, operator, value);
  }
  const own = platform[name];
  if (own === undefined) return true;
  if (isList) return value.includes(own) === (operator === 'in');
  return operator === '!=' ? own !== value : own === value;
}

/** Compares the parts that are written: `3.12` is at least `3.12.0`, and equals `3.*`. */
function compareVersions(own: readonly number[], operator: string, text: string): boolean {
  const other = text.split('.').filter((part) => /^\d+/.test(part)).map((part) => parseInt(part, 10)); // prettier-ignore
  const length = operator === '~=' ? Math.max(1, other.length - 1) : Math.max(other.length, 2);
  // Of a version whose patch is not known, the newest patch is installed.
  const difference = Array.from({ length }, (_, i) => (own[i] ?? (i < 2 ? 0 : 99)) - (other[i] ?? 0)).find((part) => part !== 0) ?? 0;
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0 || isPrefix(other, own);
    case '>':
      return difference > 0 && !isPrefix(other, own);
    case '>=':
      return difference >= 0;
    case '!=':
      return !isPrefix(other, own);
    case '~=':
      return difference >= 0 && isPrefix(other.slice(0, -1), own);
    default:
      return isPrefix(other, own);
  }
}

/** Whether a version starts with these numbers, as far as it is known. */
function isPrefix(numbers: readonly number[], version: readonly number[]): boolean {
  return numbers.slice(0, version.length).every((part, i) => version[i] === part);
}
