import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import { Configurations } from '../../../server/src/cli/configurations.ts';
import type { Terminal } from '../../../server/src/cli/terminal.ts';
import { fileUri } from '../../../server/src/host/uri.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerwise-configurations-'));
  for (const inner of ['a', 'b', 'own', 'own/a', 'own/b']) mkdirSync(join(folder, inner));
  writeFileSync(join(folder, 'own', '.layerwise.json'), '{ "preset": "all", "wrong": 1 }');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('folders with the same configuration share it, so that the rules are prepared once', async () => {
  const printed: string[] = [];
  const terminal = { folder, err: (text: string): void => void printed.push(text) } as unknown as Terminal;
  const configurations = await Configurations.in(terminal, english);
  const of = (file: string): ReturnType<Configurations['of']> => configurations.of(fileUri(join(folder, file)));
  expect(await of('a/Dockerfile')).toBe(await of('b/Dockerfile'));
  expect(await of('own/a/Dockerfile')).toBe(await of('own/b/Dockerfile'));
  expect((await of('own/a/Dockerfile')).rules).toEqual({ preset: 'all', byRule: {} });
  expect((await of('a/Dockerfile')).rules).not.toEqual({ preset: 'all', byRule: {} });
  expect(printed).toHaveLength(1);
});
