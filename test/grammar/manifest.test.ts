import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Contributions {
  readonly languages: readonly { readonly id: string; readonly configuration: string }[];
  readonly grammars: readonly {
    readonly language: string;
    readonly path: string;
    readonly scopeName: string;
    readonly embeddedLanguages?: Readonly<Record<string, string>>;
  }[];
}

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const { languages, grammars }: Contributions = JSON.parse(read('package.json')).contributes;

test.each(['dockerfile', 'dockerignore'])('%s has its grammar and its language configuration', (id) => {
  const grammar = grammars.find(({ language }) => language === id);
  expect(JSON.parse(read(grammar!.path)).scopeName).toBe(grammar!.scopeName);
  expect(existsSync(new URL(languages.find((language) => language.id === id)!.configuration, root))).toBe(true);
});

test('every embedded language of a heredoc is mapped to a language of VS Code, for its comments, brackets and completion', () => {
  const scopes = new Set(read('syntaxes/dockerfile.tmLanguage.json').match(/meta\.embedded\.block\.\w+/g));
  const named = grammars.find(({ language }) => language === 'dockerfile')?.embeddedLanguages ?? {};
  expect(Object.keys(named).sort()).toEqual([...scopes].sort());
});
