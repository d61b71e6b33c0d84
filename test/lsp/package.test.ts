import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PackageManager, listFiles } from '@vscode/vsce';
import { expect, test } from 'vitest';
import { assetPaths } from '../../server/src/knowledge/assets.ts';

/** The images of the walkthrough, each in English and Chinese. */
const walkthrough = ['hover', 'layers', 'multi-stage', 'quick-fix', 'reorder'];

test('the VSIX contains only what is needed', async () => {
  const files = await listFiles({ cwd: path.resolve(import.meta.dirname, '../..'), packageManager: PackageManager.None });
  // The names of shared chunks contain a hash.
  const isChunk = (file: string): boolean => /^dist\/(?:client|server)\/chunk-\w+\.js$/.test(file);
  expect(files.some(isChunk)).toBe(true);
  expect(files.filter((file) => !isChunk(file)).toSorted()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/client/library.js',
      'dist/client/node.js',
      'dist/client/page.css',
      'dist/client/page.js',
      'dist/client/web.js',
      ...assetPaths.map((name) => `dist/data/${name}`),
      'dist/server/features.js',
      'dist/server/node-server.js',
      'dist/server/node-services.js',
      'dist/server/node.js',
      'dist/server/web.js',
      'images/icon.png',
      ...walkthrough.flatMap((name) => [`images/walkthrough/${name}.webp`, `images/walkthrough/${name}.zh-cn.webp`]),
      'l10n/bundle.l10n.zh-cn.json',
      'package.json',
      'package.nls.json',
      'package.nls.zh-cn.json',
      'schemas/layerwise.schema.json',
      'syntaxes/dockerfile.language-configuration.json',
      'syntaxes/dockerfile.tmLanguage.json',
      'syntaxes/dockerignore.language-configuration.json',
      'syntaxes/dockerignore.tmLanguage.json',
    ].toSorted(),
  );
});

test('the VSIX contains the licenses of all bundled packages', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const notices = readFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const sections = new Map(notices.split(/^={78}\n(?=\S)/m).map((section) => [section.split(' ')[0]!, section]));
  // Packages of the language server protocol are only indirect dependencies.
  for (const name of [...Object.keys(dependencies), 'vscode-jsonrpc', 'vscode-languageserver-protocol']) {
    const section = sections.get(name);
    expect(section, name).toMatch(/Permission (?:is hereby granted|to use, copy, modify)|Apache License|Redistribution and use/);
    expect(section, name).toMatch(/copyright/i);
  }
});
