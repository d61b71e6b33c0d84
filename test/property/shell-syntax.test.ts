import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fixAll } from '../../server/src/linter/fix-all.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { check } from '../support/rules.ts';
import { corpus } from '../support/corpus.ts';
import { ownSources, realSources } from './sources.ts';
import type { Source } from './sources.ts';

const hasBash = spawnSync('bash', ['-c', 'exit 0']).status === 0;

/** The shell texts of a file's RUN instructions, as BuildKit passes them on: without continuations and comment lines. */
function bodiesOf(text: string): readonly string[] {
  const runs = parse(text).instructions.filter(({ keyword, json, heredocs }) => keyword === 'RUN' && !json && heredocs.length === 0);
  return runs.map(({ bodyText }) => bodyText);
}

/** Whether a real shell can parse it. It runs nothing. */
function isReadable(body: string): boolean {
  return spawnSync('bash', ['-n', '-c', body], { stdio: 'ignore' }).status === 0;
}

/** The bodies after fix-all that no shell can parse, although the original could be parsed. */
function unreadable({ text, context }: Source): readonly string[] {
  const before = bodiesOf(text);
  const { text: fixed } = fixAll(text, (current) => check(current, { context }));
  const broken = bodiesOf(fixed).filter((body) => !before.includes(body) && !isReadable(body));
  return broken.length > 0 && before.every(isReadable) ? broken : [];
}

describe.skipIf(!hasBash)('a RUN after safe fixes', () => {
  it('can be parsed by a real shell', () => {
    expect(ownSources().flatMap(unreadable)).toEqual([]);
  });

  it.skipIf(corpus.length === 0)('can be parsed by a real shell in real Dockerfiles too', () => {
    expect(realSources().flatMap(unreadable)).toEqual([]);
  });
});
