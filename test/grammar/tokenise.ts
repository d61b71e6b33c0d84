import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import type { IGrammar, IRawGrammar } from 'vscode-textmate';

/** A part of a line with its scopes, the outermost first. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

export interface TokenisedLine {
  readonly text: string;
  readonly tokens: readonly Token[];
}

const own: Readonly<Record<string, string>> = {
  'source.dockerfile': 'dockerfile',
  'source.dockerignore': 'dockerignore',
};

/**
 * Replaces VS Code's grammars of other languages: it opens a region at the first `"`, `'`, `(` or `case`, which never ends and includes line
 * breaks. No real grammar is worse.
 */
function tarPit(scopeName: string): IRawGrammar {
  const open = { name: `meta.open.${scopeName}`, begin: String.raw`["'(\[{]|\bcase\b|\n`, end: '(?!)', patterns: [{ include: '$self' }] };
  const grammar = { scopeName, patterns: [{ match: String.raw`\w+`, name: `word.${scopeName}` }, open], repository: {} };
  return parseRawGrammar(JSON.stringify(grammar), `${scopeName}.json`);
}

let registry: Registry | undefined;

function makeRegistry(): Registry {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  return new Registry({
    onigLib: loadWASM(wasm).then(() => ({ createOnigScanner, createOnigString })),
    loadGrammar: (scopeName) => {
      const file = own[scopeName];
      if (!file) return Promise.resolve(tarPit(scopeName));
      const path = new URL(`../../syntaxes/${file}.tmLanguage.json`, import.meta.url);
      return Promise.resolve(parseRawGrammar(readFileSync(path, 'utf8'), path.pathname));
    },
  });
}

/** The grammar `source.dockerfile` or `source.dockerignore`, as VS Code runs it. */
export async function loadGrammar(scopeName: string): Promise<IGrammar> {
  registry ??= makeRegistry();
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`no grammar for ${scopeName}`);
  return grammar;
}

/** The lines of the text, each with its tokens. */
export function tokenise(grammar: IGrammar, text: string): TokenisedLine[] {
  let state = INITIAL;
  return text.split(/\r\n|\r|\n/).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    const tokens = result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      start: startIndex,
      end: Math.min(endIndex, line.length),
      scopes,
    }));
    return { text: line, tokens };
  });
}

/** The scopes at a column of a line. */
export function scopesAt(line: TokenisedLine, column: number): readonly string[] {
  return line.tokens.find(({ start, end }) => start <= column && column < end)?.scopes ?? [];
}

/** `string.quoted` matches a token with `string.quoted.double.shell`, as in a theme. A token may have several scopes, separated by blanks. */
export function hasScope(scopes: readonly string[], wanted: string): boolean {
  return scopes.some((scope) => scope.split(' ').some((part) => part === wanted || part.startsWith(`${wanted}.`)));
}
