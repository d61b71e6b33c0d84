import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaints } from './complaints.ts';

test('every complaint has its tests', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
  const texts = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
  const answered = texts.flatMap((text) => [...text.matchAll(/^complaint\((\d+),/gm)].map(([, number]) => number));
  expect(answered.toSorted((a, b) => Number(a) - Number(b))).toEqual(Object.keys(complaints));
});
