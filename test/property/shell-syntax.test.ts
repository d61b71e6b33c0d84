import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fixAll } from '../../server/src/linter/fix-all.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { check } from '../support/rules.ts';
import { corpus } from '../support/corpus.ts';
import { ownSources, realSources } from './sources.ts';
import type { Source } from './sources.ts';

const hasBash = spawnSync('bash', ['-c', 'exit 0']).status === 0;

/** The shell texts of a file's RUNs, as BuildKit hands them over: no continuations, no comment lines. */
function bodiesOf(text: string): readonly string[] {
  const runs = parse(text).instructions.filter(({ keyword, json, heredocs }) => keyword === 'RUN' && !json && heredocs.length === 0);
  return runs.map(({ bodyText }) => bodyText);
}

/** A real shell reads it without complaint. It starts nothing. */
function isReadable(body: string): boolean {
  return spawnSync('bash', ['-n', '-c', body], { stdio: 'ignore' }).status === 0;
}

/** The bodies that fix-all has written and that no shell can read, where the file's own could be read. */
function unreadable({ text, context }: Source): readonly string[] {
  const before = bodiesOf(text);
  const { text: fixed } = fixAll(text, (current) => check(current, { context }));
  const broken = bodiesOf(fixed).filter((body) => !before.includes(body) && !isReadable(body));
  return broken.length > 0 && before.every(isReadable) ? broken : [];
}

describe.skipIf(!hasBash)('what safe fixes make of a RUN', () => {
  it('is read by a real shell', () => {
    expect(ownSources().flatMap(unreadable)).toEqual([]);
  });

  it.skipIf(corpus.length === 0)('is read by a real shell in real Dockerfiles too', () => {
    expect(realSources().flatMap(unreadable)).toEqual([]);
  });
});
