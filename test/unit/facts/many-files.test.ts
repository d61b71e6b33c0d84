import { expect, it } from 'vitest';
import type { ContextEntry } from '../../../server/src/context/context.ts';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { factsOf } from '../../../server/src/facts/facts.ts';
import type { Facts } from '../../../server/src/facts/facts.ts';
import { modelOf } from '../../support/model.ts';

/** The facts of a Dockerfile in a context with a script and `count` other files in `src`. */
function factsWith(count: number, lines: string): Facts {
  const files = Array.from({ length: count }, (_, i) => `src/f${String(i).padStart(6, '0')}`);
  const entries = ['docker-entrypoint.sh', 'src', ...files].map((path): ContextEntry => ({ path, kind: path === 'src' ? 'directory' : 'file', size: 1 })); // prettier-ignore
  const texts = new Map([['docker-entrypoint.sh', '#!/bin/sh\nset -e\nexec "$@"\n']]);
  const value = { root: 'x', dockerfile: 'Dockerfile', entries, truncated: false, ignore: undefined, texts, archives: new Map() };
  return factsOf(modelOf(`FROM debian\n${lines}`), createBuildContext({ state: 'known', value }));
}

const added = (facts: Facts): readonly string[] =>
  facts.filesOf(facts.model.tree.instructions[1]!).added.map(({ kind, path }) => `${kind} ${path}`);

it('of very many copied files, only their folder is known', () => {
  expect(added(factsWith(2, 'COPY src /x'))).toEqual(['file /x/f000000', 'file /x/f000001']);
  expect(added(factsWith(20_000, 'COPY src /x/'))).toHaveLength(20_000);
  expect(added(factsWith(20_001, 'COPY . /x'))).toEqual(['contents /x']);
  expect(added(factsWith(20_001, 'COPY src/* /x/'))).toEqual([]);
});

it.each([
  ['COPY . /usr/local/bin/', 'docker-entrypoint.sh', 'wrapped'],
  ['COPY docker-entrypoint.sh /start', '/start', 'wrapped'],
  ['COPY docker-entrypoint.sh /bin/', '/bin/docker-entrypoint.sh', 'wrapped'],
  ['COPY . /', '/docker-entrypoint.sh', 'wrapped'],
  ['COPY . /', '/src/f000001', 'arguments'],
])('%s: the script %s is found among many files', (copy, program, role) => {
  const facts = factsWith(30_000, `${copy}\nENTRYPOINT ["${program}"]\nCMD ["a"]`);
  expect(facts.startOf(facts.model.final!).cmdRole).toBe(role);
});
