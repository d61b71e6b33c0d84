import { expect, it } from 'vitest';
import { usesContext } from '../../../server/src/facts/context-sources.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { parse } from '../../../server/src/syntax/parse.ts';

it.each<[text: string, uses: boolean]>([
  ['RUN true', false],
  ['COPY . .', true],
  ['copy a \\\n  b /c/', true],
  ['COPY ["a", "b"]', true],
  ['ARG A\nCOPY $A /a', true],
  ['ADD a.tgz /', true],
  ['ADD https://example.com/a /a', false],
  ['ADD https://example.com/a b /c/', true],
  ['ADD https://github.com/a/b.git#main /a', false],
  ['COPY --from=busybox /bin/sh /sh', false],
  ['ONBUILD COPY . .', true],
  ['ONBUILD COPY --from=busybox /a /a', false],
  ['RUN --mount=type=bind,target=/src make -C /src', true],
  ['RUN --mount=type=bind,source=go.mod,target=go.mod go mod download', true],
  ['RUN --mount=type=bind,from=busybox,target=/b true', false],
  ['RUN --mount=type=cache,target=/root/.cache pip install a', false],
])('whether the build context is used: %s', (text, uses) => {
  expect(usesContext(createModel(parse(`FROM debian\n${text}\n`)))).toBe(uses);
});
