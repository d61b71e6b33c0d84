import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

const { contributes } = JSON.parse(read('package.json')) as {
  contributes: { configuration: readonly { properties: Readonly<Record<string, { default: unknown }>> }[] };
};
const settings = Object.fromEntries(contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));

/** The rows of the table of settings: the name and the default as written. */
const rows = [...read('README.md').matchAll(/^\| `(layerwise\.[\w.]+)` \| ([^|]+) \|/gm)].map(
  ([, name, value]) => [name!, value!.trim()] as const,
);

it('README lists every setting of the extension, with its default', () => {
  expect(rows.map(([name]) => name).toSorted()).toEqual(Object.keys(settings).toSorted());
  for (const [name, value] of rows) {
    const { default: fallback } = settings[name]!;
    const written = fallback === '' ? 'empty' : typeof fallback === 'string' ? `\`${fallback}\`` : `\`${JSON.stringify(fallback)}\``;
    expect([name, value]).toEqual([name, written]);
  }
});
