import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasScope, loadGrammar, scopesAt, tokenise } from './tokenise.ts';

const folder = new URL('fixtures/', import.meta.url);

interface Expectation {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly scopes: readonly string[];
}

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  readonly expectations: readonly Expectation[];
}

/** Reads the format described in fixtures/README.md. */
function readCases(text: string): Case[] {
  return text
    .split(/^= /m)
    .slice(1)
    .map((block) => {
      const [title = '', ...rest] = block.split('\n');
      const lines: string[] = [];
      const expectations: Expectation[] = [];
      for (const row of rest) {
        const carets = /^\s+(?<marks>\^+) (?<scopes>\S.*)$/.exec(row)?.groups;
        if (row.startsWith('| ')) lines.push(row.slice(2));
        else if (carets) {
          const from = row.indexOf('^') - 2;
          const line = lines.length - 1;
          expectations.push({ line, from, to: from + carets['marks']!.length, scopes: carets['scopes']!.split(' ') });
        } else if (row !== '') throw new Error(`not a line of a fixture: ${row}`);
      }
      return { title, lines, expectations };
    });
}

/** The differences at a marked span, one line each. */
function failures(found: ReturnType<typeof tokenise>, { line, from, to, scopes }: Expectation): string[] {
  const at = found[line]!;
  if (to > at.text.length) return [`${at.text}: the carets go over the end of the line`];
  return Array.from({ length: to - from }, (_, index) => from + index).flatMap((column) => {
    const actual = scopesAt(at, column);
    return scopes
      .filter((wanted) => hasScope(actual, wanted.replace(/^!/, '')) === wanted.startsWith('!'))
      .map((wanted) => `${at.text}  «${at.text[column]}» at ${column}: ${wanted}, but it has ${actual.join(' | ')}`);
  });
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    test.each(readCases(readFileSync(new URL(file, folder), 'utf8')))('$title', async ({ title, lines, expectations }) => {
      const grammar = await loadGrammar(title.startsWith('.dockerignore') ? 'source.dockerignore' : 'source.dockerfile');
      const found = tokenise(grammar, lines.join('\n'));
      expect(expectations.length).toBeGreaterThan(0);
      expect(expectations.flatMap((each) => failures(found, each))).toEqual([]);
    });
  });
}
