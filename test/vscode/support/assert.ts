// Assertions without Node.js modules: the suites also run in a web worker.

export function ok(value: unknown, what: string): asserts value {
  if (!value) throw new Error(`expected: ${what}`);
}

/** Deep equality of plain values. */
export function equal<T>(actual: T, expected: T, what = 'value'): void {
  const [a, b] = [show(actual), show(expected)];
  if (a !== b) throw new Error(`${what}\n  expected: ${b}\n  actual:   ${a}`);
}

export function matches(actual: string, pattern: RegExp): void {
  if (!pattern.test(actual)) throw new Error(`expected to match ${String(pattern)}:\n${actual}`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value).replaceAll('\\n', '\n    ') : JSON.stringify(value);
}
