import { describe, expect, it } from 'vitest';
import { factsIn } from '../../support/facts.ts';
import type { CacheFact } from '../../../server/src/facts/cache.ts';

/** The lines of the instructions that are rebuilt if `changes` is true for the cache of the instruction or of a step before it. */
function rebuilt(dockerfile: string, changes: (fact: CacheFact) => boolean | undefined, context = ''): readonly string[] {
  const facts = factsIn(dockerfile, context);
  const isRebuilt = new Set<unknown>();
  for (const instruction of facts.model.tree.instructions) {
    const fact = facts.cacheOf(instruction);
    if (fact.isStep && (changes(fact) || isRebuilt.has(fact.after))) isRebuilt.add(instruction);
  }
  return facts.model.tree.instructions.filter((instruction) => isRebuilt.has(instruction)).map(({ source }) => source);
}

const files = `
  .dockerignore
      *.log
  a (1 bytes)
  b (1 bytes)
  x.json (1 bytes)
  x.log (1 bytes)
  README.md (1 bytes)
  d/c (1 bytes)
`;

// The names are those of the measured cases: one change, and what BuildKit of Docker 28.5 rebuilt.
describe('a change of a file', () => {
  it.each([
    ['content', 'COPY a /x\nRUN cat /x\nCOPY b /y', 'a', ['COPY a /x', 'RUN cat /x', 'COPY b /y']],
    ['content-late', 'COPY a /x\nRUN cat /x\nCOPY b /y\nRUN cat /y', 'b', ['COPY b /y', 'RUN cat /y']],
    ['unrelated', 'COPY a /x\nRUN cat /x', 'b', []],
    ['copydot-unrelated', 'RUN echo seed\nCOPY . .\nRUN ls', 'README.md', ['COPY . .', 'RUN ls']],
    ['copydot-ignored', 'COPY . .\nRUN ls', 'x.log', []],
    ['newfile-glob', 'COPY *.json /x/\nRUN ls', 'x.json', ['COPY *.json /x/', 'RUN ls']],
    ['newfile-noglob', 'COPY *.json /x/\nRUN ls', 'a', []],
    ['exclude', 'COPY --exclude=*.md . /x/\nRUN ls', 'README.md', []],
    ['copy-twofiles', 'COPY a b /x/\nRUN ls', 'b', ['COPY a b /x/', 'RUN ls']],
    [
      'bind-edit',
      'RUN --mount=type=bind,source=a,target=/m cat /m\nRUN c',
      'a',
      ['RUN --mount=type=bind,source=a,target=/m cat /m', 'RUN c'],
    ],
    ['bind-other', 'RUN --mount=type=bind,source=a,target=/m cat /m\nRUN c', 'b', []],
    ['bind-all', 'RUN --mount=type=bind,target=/src ls\nRUN c', 'README.md', ['RUN --mount=type=bind,target=/src ls', 'RUN c']],
    ['bind-rw', 'RUN --mount=type=bind,source=d,target=/m,rw ls\nRUN c', 'a', []],
    ['from-stage', 'COPY a /a\nFROM b\nCOPY b /o', 'a', ['COPY a /a', 'COPY b /o']],
    ['stage-content-same', 'COPY a /a\nFROM alpine:3.22\nCOPY --from=b /o /o\nRUN c', 'a', ['COPY a /a']],
  ])('%s', (_, lines, file, expected) => {
    expect(rebuilt(`FROM alpine:3.22 AS b\n${lines}`, (fact) => fact.dependsOnFile(file), files)).toEqual(expected);
  });

  it('is unknown while the context is unknown', () => {
    const facts = factsIn('FROM alpine:3.22\nCOPY a /x');
    expect(facts.cacheOf(facts.model.tree.instructions.at(-1)!).dependsOnFile('a')).toBeUndefined();
  });
});

describe('another value of the build argument V', () => {
  it.each([
    ['arg-unused-run', 'COPY a /x\nARG V\nRUN c', ['RUN c']],
    ['arg-copy', 'ARG V\nCOPY a /x\nRUN c', ['RUN c']],
    ['arg-after', 'RUN c\nARG V\nLABEL v=$V', []],
    ['arg-env-override', 'ARG V\nENV V=k\nRUN echo $V', []],
    ['arg in the environment', 'ARG V\nENV W=$V\nARG V=x\nRUN c', ['RUN c']],
    ['used by COPY', 'ARG V\nCOPY a /x$V\nRUN c', ['COPY a /x$V', 'RUN c']],
    ['used by COPY through ENV', 'ARG V\nENV W=/$V\nCOPY a $W\nWORKDIR /y', ['COPY a $W', 'WORKDIR /y']],
    ['used by WORKDIR', 'ARG V\nWORKDIR /$V', ['WORKDIR /$V']],
    ['arg-otherstage', 'FROM alpine:3.22\nARG V\nFROM alpine:3.22\nRUN c', []],
    ['arg of the stage below', 'ARG V\nFROM b\nRUN c', ['RUN c']],
    ['expose-cmd', 'ARG V\nEXPOSE $V\nUSER $V\nLABEL v=$V', []],
  ])('%s', (_, lines, expected) => {
    expect(rebuilt(`FROM alpine:3.22 AS b\n${lines}`, ({ args }) => args.includes('V'), files)).toEqual(expected);
  });

  it('arg-global-only', () => {
    expect(rebuilt('ARG V\nFROM alpine:3.22\nRUN c', ({ args }) => args.includes('V'))).toEqual([]);
    expect(rebuilt('ARG V\nFROM alpine:3.22\nARG V\nRUN c', ({ args }) => args.includes('V'))).toEqual(['RUN c']);
  });

  it('is distinguished from the arguments that a RUN uses', () => {
    const facts = factsIn('FROM alpine:3.22\nARG A\nARG B=1\nRUN echo $B');
    expect(facts.cacheOf(facts.model.tree.instructions.at(-1)!)).toMatchObject({ args: ['A', 'B'], namedArgs: ['B'] });
  });
});

it.each([
  ['ADD https://example.com/x /', true, []],
  ['ADD git@github.com:a/b.git /', true, []],
  ['ADD lib.git /', false, []],
  ['COPY --from=b /x /', false, ['b']],
  ['RUN --mount=from=b,target=/x --mount=type=cache,target=/c c', false, ['b']],
])('what %s takes from elsewhere', (line, isRemote, from) => {
  const facts = factsIn(`FROM alpine:3.22 AS b\nFROM alpine:3.22\n${line}`);
  const fact = facts.cacheOf(facts.model.tree.instructions.at(-1)!);
  expect({ isRemote: fact.isRemote, from: fact.from.map(({ text }) => text) }).toEqual({ isRemote, from });
});
