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

/** The bodies that a real shell cannot parse. It runs nothing. One bash starts all others, which is much faster than to start them here. */
function unreadableIn(bodies: readonly string[]): readonly string[] {
  const script = 'while IFS= read -r -d "" body; do if bash -n -c "$body" >/dev/null 2>&1; then echo yes; else echo no; fi; done';
  const { stdout } = spawnSync('bash', ['-c', script], { input: bodies.map((body) => `${body}\0`).join(''), encoding: 'utf8' });
  const answers = stdout.trimEnd().split('\n');
  if (bodies.length > 0) expect(answers.length).toBe(bodies.length);
  return bodies.filter((_, i) => answers[i] === 'no');
}

/** The bodies after fix-all that no shell can parse, although the original could be parsed. */
function brokenIn(sources: readonly Source[]): readonly string[] {
  const changes = sources.map(({ text, context }) => {
    const before = bodiesOf(text);
    const { text: fixed } = fixAll(text, (current) => check(current, { context }));
    return { before, changed: bodiesOf(fixed).filter((body) => !before.includes(body)) };
  });
  const broken = new Set(unreadableIn([...new Set(changes.flatMap(({ changed }) => changed))]));
  const suspects = changes.filter(({ changed }) => changed.some((body) => broken.has(body)));
  return suspects
    .filter(({ before }) => unreadableIn(before).length === 0)
    .flatMap(({ changed }) => changed.filter((body) => broken.has(body)));
}

describe.skipIf(!hasBash)('a RUN after safe fixes', () => {
  it('can be parsed by a real shell', () => {
    expect(brokenIn(ownSources())).toEqual([]);
  });

  it.skipIf(corpus.length === 0)('can be parsed by a real shell in real Dockerfiles too', () => {
    expect(brokenIn(realSources())).toEqual([]);
  });
});
