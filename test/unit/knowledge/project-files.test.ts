import { expect, it } from 'vitest';
import { ecosystemOf, isProjectFile } from '../../../server/src/knowledge/project-files.ts';

it.each([
  ['package.json', true],
  ['packages/api/package.json', true],
  ['requirements.txt', true],
  ['requirements-dev.txt', true],
  ['requirements/prod.txt', true],
  ['shop/settings.py', true],
  ['shop/settings/production.py', true],
  ['tsup.config.ts', true],
  ['Gemfile', true],
  ['build.gradle.kts', true],
  ['Api.csproj', true],
  ['vite.config.mts', true],
  ['README.md', false],
  ['notes.txt', false],
  ['xpackage.json', false],
])('%s is a project file: %s', (path, expected) => {
  expect(isProjectFile(path)).toBe(expected);
});

it.each([
  ['package.json', 'node'],
  ['Gemfile', 'bundler'],
  ['App.slnx', 'dotnet'],
  ['requirements-dev.txt', 'python'],
  ['settings.gradle.kts', 'gradle'],
  ['mix.exs', 'mix'],
  ['yarn.lock', undefined],
  ['README.md', undefined],
])('%s is a manifest of %s', (name, ecosystem) => {
  expect(ecosystemOf(name)).toBe(ecosystem);
});
