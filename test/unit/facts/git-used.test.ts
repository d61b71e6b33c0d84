import { expect, it } from 'vitest';
import { isGitUsed } from '../../../server/src/facts/git-used.ts';

it.each([
  ['RUN git describe --tags', true],
  ['RUN git log -1', true],
  ['RUN git rev-parse HEAD', true],
  ['RUN git rev-list --count HEAD', true],
  ['RUN git -C /src show', true],
  ['RUN git status', true],
  ['RUN git submodule update --init', true],
  ['RUN git lfs pull', true],
  ['COPY .git /src/.git', true],
  ['RUN --mount=source=.git,target=.git make', true],
  ['RUN pip install setuptools_scm', true],
  ['RUN pip install setuptools-scm', true],
  ['RUN go build -buildvcs=true', true],
  ['COPY .gitignore /', false],
  ['RUN git clone https://example.com/x', false],
  ['RUN apt-get install -y git', false],
  ['RUN digit log', false],
  ['FROM alpine', false],
  ['RUN make clean && make TAG=1 app', true],
  ['RUN --mount=type=cache,target=/x make', true],
  ['RUN cd app && CGO_ENABLED=0 make build', true],
  ['RUN nix build .', true],
  ['RUN apt-get install -y make', false],
  ['RUN mkdir a && makensis x', false],
  ['RUN apt-get install -y gcc \\\n  make \\\n  curl', false],
])('%s: %s', (text, expected) => {
  expect(isGitUsed(text)).toBe(expected);
});
