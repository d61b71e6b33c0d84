import { expect, it } from 'vitest';
import { contextSources } from '../../../server/src/facts/context-sources.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { parse } from '../../../server/src/syntax/parse.ts';

it.each<[text: string, copySources: readonly string[], addSources: readonly string[], lists: readonly string[]]>([
  ['COPY a b* /c/', ['a', 'b*'], [], []],
  ['ARG A=x\nCOPY $A /', ['x'], [], []],
  ['ARG A\nCOPY $A b /', ['b'], [], []],
  ['COPY --from=busybox a /', [], [], []],
  ['COPY <<EOF /a\nb\nEOF', [], [], []],
  ['ADD a.tar /', ['a.tar'], ['a.tar'], []],
  ['ADD https://example.com/a https://example.com/b.git c /', ['c'], ['c'], []],
  ['COPY a /\nADD b /', ['a', 'b'], ['b'], []],
  ['RUN pip install -r a.txt -r b.txt -c c.txt', [], [], ['a.txt', 'b.txt', 'c.txt']],
  ['RUN pip install --requirement a.txt --constraint b.txt', [], [], ['a.txt', 'b.txt']],
  ['ARG A=x\nRUN pip install -r $A.txt', [], [], ['x.txt']],
  ['ARG A\nRUN pip install -r $A.txt', [], [], []],
  ['RUN uv pip install -r a.txt', [], [], ['a.txt']],
  ['RUN python3 -m pip install -r a.txt', [], [], ['a.txt']],
  ['RUN pip install a', [], [], []],
  ['RUN cat -r a.txt', [], [], []],
  ['CMD pip install -r a.txt', [], [], []],
])('the files of the context in %j', (text, copySources, addSources, lists) => {
  expect(contextSources(createModel(parse(`FROM debian\n${text}\n`)))).toEqual({ copySources, addSources, lists, otherSources: [] });
});

it.each([
  ['RUN --mount=type=bind,source=a,target=/a true', ['a']],
  ['RUN --mount=type=bind,target=/a true', ['']],
  ['RUN --mount=target=/a true', ['']],
  ['RUN --mount=type=bind,from=x,source=a,target=/a true', []],
  ['RUN --mount=type=cache,target=/a true', []],
  ['ONBUILD COPY a b /', ['a', 'b']],
  ['ONBUILD ADD a /', ['a']],
  ['ONBUILD RUN --mount=type=bind,source=a,target=/a true', ['a']],
  ['HEALTHCHECK CMD true', []],
])('what else reads the context in %j', (text, otherSources) => {
  expect(contextSources(createModel(parse(`FROM debian\n${text}\n`)))).toEqual({
    copySources: [],
    addSources: [],
    lists: [],
    otherSources,
  });
});
