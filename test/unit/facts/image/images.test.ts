import { describe, expect, it } from 'vitest';
import { imageStatesOf } from '../../../../server/src/facts/image/images.ts';
import { isNotInstalled, missingProgram } from '../../../../server/src/facts/image/packages.ts';
import type { ImageState } from '../../../../server/src/facts/image/state.ts';
import { assets } from '../../../support/assets.ts';
import { factsIn } from '../../../support/facts.ts';

/** The state at the end of the last stage. */
function atEnd(dockerfile: string, context?: string): ImageState | undefined {
  const facts = factsIn(dockerfile, context);
  return imageStatesOf(facts).atEnd(facts.model.final!);
}

describe('base images', () => {
  it.each([
    ['debian:12', { distro: 'debian', release: 'bookworm' }],
    ['debian:bookworm-20240612-slim', { distro: 'debian', release: 'bookworm' }],
    ['python:3.12-slim-bullseye', { distro: 'debian', release: 'bullseye' }],
    ['ubuntu:24.04', { distro: 'ubuntu', release: 'noble' }],
    ['alpine:3.18', { distro: 'alpine' }],
    ['node:20-slim', { distro: 'debian', release: undefined }],
    ['node:22-slim', { distro: 'debian', release: 'bookworm' }],
    ['node:22-bookworm', { distro: 'debian', release: 'bookworm' }],
    ['debian:bullseye', { distro: 'debian', release: 'bullseye' }],
    ['debian:trixie-slim', { distro: 'debian', release: 'trixie' }],
    ['ubuntu:22.04', { distro: 'ubuntu', release: 'jammy' }],
    ['node:22-alpine', { distro: 'alpine' }],
    ['python:3.12-alpine3.20', { distro: 'alpine' }],
  ])('%s: %j', (image, expected) => {
    expect(atEnd(`FROM ${image}`)?.base).toMatchObject(expected);
  });

  it.each([
    'debian:sid', 'debian:stretch', 'ubuntu:16.04', 'example.com/debian:12', 'someone/python:3', 'scratch', 'postgres:16', 'debian@sha256:0123456789012345678901234567890123456789012345678901234567890123',
    'mcr.microsoft.com/windows/nanoserver:ltsc2022', '$IMAGE',
  ])('%s is not known', (image) => {
    expect(atEnd(`FROM ${image}`)).toBeUndefined();
  }); // prettier-ignore
});

describe('package lists', () => {
  it.each([
    ['', true],
    ['RUN apt-get update', false],
    ['RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*', true],
    ['RUN apt-get update && rm -rf /var/lib/apt/lists', true],
    ['RUN apt-get update && cd /var/lib/apt && rm -rf lists', true],
    ['RUN apt-get update; test -d x && rm -rf /var/lib/apt/lists/*', true],
    ['RUN apt-get update; test -d x || rm -rf /var/lib/apt/lists/*', false],
    ['RUN apt-get update && rm -rf /var/lib/apt/lists/partial', false],
    ['RUN apt-get update && apt-get clean', false],
    ['RUN --mount=type=cache,target=/var/lib/apt apt-get update', true],
    ['RUN if true; then apt-get update; fi', false],
    ['RUN ./setup.sh', false],
    ['RUN make', false],
    ['RUN npx playwright install --with-deps', false],
    ['RUN python3 x.py', false],
    ['RUN python3 --version', true],
    ['RUN python3 -V', true],
    ['RUN node -v', true],
    ['RUN perl -e 1', false],
    ['RUN npm run x', false],
    ['RUN conda install x', false],
    ['RUN dnf install -y x', false],
    ['RUN busybox --install', false],
    ['RUN rpm -i x', false],
    ['RUN export PATH=/x:$PATH', false],
    ['RUN PATH=/x make', false],
    ['RUN A=1', true],
    ['RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update', true],
    ['RUN --mount=type=bind,target=/usr/bin true', false],
    ['RUN --mount=type=cache,target=/root/.cache true', true],
    ['RUN', false],
    ['RUN <<EOF\napt-get update\nEOF', false],
    ['COPY a.list /var/lib/apt/', false],
    ['COPY a.txt /etc/x', true],
    ['ARG X\nCOPY a.txt $X', false],
    ['ADD https://example.com/a /var/lib/apt/lists/', false],
    ['WORKDIR /var/lib/apt', true],
    ['RUN apt-get update && apt-get install -y x && apt-get remove -y x', false],
    ['RUN apt-get update && find /var/lib/apt/lists -type f -delete', false],
    ['RUN apt-get $VERB', false],
    ['COPY lists /var/lib/apt/lists', false],
    ['COPY root /', false],
    ['COPY root/ /', false],
    ['COPY . /app', true],
    ['RUN pip install x && npm ci && curl -O https://example.com/x', true],
  ])('%s: missing %s', (lines, missing) => {
    expect(atEnd(`FROM debian:12\n${lines}`)?.listsAreMissing).toBe(missing);
  });

  it('are inherited from the parent stage, and ONBUILD runs in the stages based on it', () => {
    expect(atEnd('FROM debian:12 AS a\nRUN apt-get update\nFROM a')?.listsAreMissing).toBe(false);
    expect(atEnd('FROM debian:12 AS a\nONBUILD RUN apt-get update')?.listsAreMissing).toBe(true);
    expect(atEnd('FROM debian:12 AS a\nONBUILD RUN apt-get update\nFROM a')?.listsAreMissing).toBe(false);
  });
});

describe('repositories', () => {
  it.each([
    ['RUN apt-get update && apt-get install -y curl', true],
    ['RUN echo "deb x" > /etc/apt/sources.list.d/x.list', false],
    ['RUN cd /etc/apt && sed -i s/a/b/ sources.list', false],
    ['RUN curl https://example.com/key | tee /etc/apt/trusted.gpg.d/x.asc', false],
    ['RUN add-apt-repository ppa:a/b', false],
    ['RUN apt-add-repository -y ppa:a/b', false],
    ['RUN curl https://example.com/setup | bash -', false],
    ['RUN dpkg --add-architecture i386', false],
    ['RUN dpkg -i x.deb', false],
    ['RUN dpkg -l', true],
    ['RUN dpkg -s x', true],
    ['RUN dpkg -S x', true],
    ['RUN dpkg -L x', true],
    ['RUN dpkg -W x', true],
    ['RUN dpkg -p x', true],
    ['RUN dpkg --list', true],
    ['RUN dpkg --status x', true],
    ['RUN dpkg --search x', true],
    ['RUN dpkg --listfiles x', true],
    ['RUN dpkg --show x', true],
    ['RUN dpkg --print-architecture', true],
    ['RUN dpkg --version', true],
    ['RUN dpkg --configure -a', true],
    ['RUN dpkg --unpack x.deb', false],
    ['RUN dpkg-deb -x x.deb /', false],
    ['RUN touch /etc/apt/x', false],
    ['RUN cat /etc/apt/x', false],
    ['RUN cp x.sources /x', false],
    ['RUN cat x.source', true],
    ['RUN ls /etc/aptx', true],
    ['RUN rm -rf /etc', false],
    ['RUN ls /etc/x', true],
    ['RUN echo https://example.com >> /etc/apk/repositories', false],
    ['COPY x.list /etc/apt/sources.list.d/', false],
    ['ADD https://example.com/x.sources /etc/apt/sources.list.d/x.sources', false],
    ['WORKDIR /app\nCOPY . .', true],
    ['COPY . .', true],
    ['COPY --from=b / /', false],
    ['COPY app.py /', true],
    ['COPY sources.list /etc/apt/', false],
  ])('%s: only its own %s', (lines, own) => {
    expect(atEnd(`FROM debian:12\n${lines}`, 'app.py')?.hasOwnSources).toBe(own);
  });
});

describe('packages', () => {
  it.each([
    ['debian:12', '', 'curl', true],
    ['debian:12', '', 'bash', false],
    ['python:3.12', '', 'git', false],
    ['python:3.12-slim', '', 'git', true],
    ['debian:12', 'RUN apt-get update && apt-get install -y build-essential', 'make', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y --no-install-recommends git', 'openssh-client', true],
    ['debian:12', 'RUN apt-get update && apt-get install -y git', 'openssh-client', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y no-such-package', 'curl', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y $X', 'curl', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y ./x.deb', 'curl', false],
    ['ubuntu:22.04', '', 'procps', false],
    ['node:20-slim', '', 'curl', true],
    ['alpine', '', 'curl', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y git=1:2.39', 'git', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y g++', 'libstdc++-12-dev', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y git-', 'curl', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y "gi*"', 'curl', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y git', 'curl', true],
    ['debian:12', 'RUN apt-get update && apt-get reinstall -y git', 'git', false],
    ['debian:12', 'RUN apt-get update && apt-get build-dep -y git', 'curl', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y jq && apt-get install -y git', 'jq', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y jq && apt-get install -y git', 'git', false],
    ['debian:12', 'RUN apt-get update && apt-get install -y jq && apt-get install -y git', 'vim', true],
    ['debian:12', 'RUN dnf install -y x', 'curl', false],
  ])('%s, %s, without %s: %s', (image, lines, name, missing) => {
    expect(isNotInstalled(atEnd(`FROM ${image}\n${lines}`)!, name, assets)).toBe(missing);
  });
});

describe('programs', () => {
  it.each([
    ['debian:12', '', 'curl', 'curl'],
    ['debian:12', '', '/usr/bin/curl', 'curl'],
    ['debian:12', '', '/opt/x/curl', undefined],
    ['debian:12', '', './curl', undefined],
    ['debian:12', '', 'my-program', undefined],
    ['debian:12', '', 'bash', undefined],
    ['debian:12', '', 'perl', undefined],
    ['debian:12', '', 'time', undefined],
    ['node:20-slim', '', 'node', undefined],
    ['node:20-slim', '', 'python3', 'python3'],
    ['debian:12', 'RUN pip install cmake', 'cmake', undefined],
    ['debian:12', 'RUN pip install cmake', 'git', 'git'],
    ['debian:12', 'RUN conda install git', 'git', undefined],
    ['debian:12', 'RUN cp x /usr/local/bin/git', 'git', undefined],
    ['debian:12', 'RUN cp -r x/* /usr/local', 'git', undefined],
    ['debian:12', 'RUN tar xf x.tar -C /usr/local', 'git', undefined],
    ['debian:12', 'RUN tar xf x.tar -C /srv', 'git', 'git'],
    ['debian:12', 'RUN export PATH=/x:$PATH; tar xf x.tar -C /x', 'git', undefined],
    ['debian:12', 'ENV PATH="/x/bin:$PATH"\nCOPY --from=b /x /x', 'git', undefined],
    ['debian:12', 'ARG X\nENV PATH=$X/bin:$PATH', 'git', undefined],
    ['debian:12', 'COPY --from=b /uv /bin/uv', 'git', 'git'],
    ['debian:12', 'COPY --from=b /usr/local /usr/local', 'git', undefined],
    ['debian:12', 'COPY start.sh /usr/local/bin/', 'git', 'git'],
    ['debian:12', 'COPY bin /usr/local/bin/', 'git', undefined],
    ['debian:12', 'RUN update-alternatives --install /usr/bin/python python /usr/bin/python3 1', 'python', undefined],
    ['debian:12', 'RUN echo x > /usr/bin/sudo', 'sudo', undefined],
    ['debian:12', 'RUN wget -O $BIN/jq https://example.com/jq', 'jq', undefined],
    ['debian:12', '', '/usr/sbin/curl', 'curl'],
    ['debian:12', '', '/bin/curl', 'curl'],
    ['debian:12', '', '/usr/local/bin/curl', undefined],
    ['debian:12', '', '', undefined],
    ['debian:12', 'RUN ln -s x /usr/bin/git', 'git', undefined],
    ['debian:12', 'RUN mv x /usr/bin/git', 'git', undefined],
    ['debian:12', 'RUN mv git /usr/bin/', 'git', undefined],
    ['debian:12', 'RUN cp -r x /usr/bin', 'jq', 'jq'],
    ['debian:12', 'RUN cp -r x /opt', 'git', 'git'],
    ['debian:12', 'RUN cp -r x $X', 'git', undefined],
    ['debian:12', 'RUN touch /x/git', 'git', undefined],
    ['debian:12', 'RUN mkdir /git', 'git', 'git'],
    ['debian:12', 'RUN gcc -o git x.c', 'git', undefined],
    ['debian:12', 'RUN curl -o /x/git https://example.com/git', 'git', undefined],
    ['debian:12', 'RUN git clone https://example.com/a.git /usr/local/bin', 'jq', undefined],
    ['debian:12', 'RUN git clone https://example.com/a.git /usr/local', 'jq', undefined],
    ['debian:12', 'RUN git clone https://example.com/a.git /opt/a', 'jq', 'jq'],
    ['debian:12', 'RUN tar xf x.tar -C $X', 'git', undefined],
    ['debian:12', 'RUN tar xf x.tar -C /', 'git', undefined],
    ['debian:12', 'RUN pipx install x', 'git', undefined],
    ['debian:12', 'RUN npm install x', 'git', 'git'],
    ['debian:12', 'RUN apt-get update && apt-get install -y git', 'git', undefined],
    ['debian:12', 'COPY a b /usr/local/bin/', 'git', undefined],
    ['debian:12', 'COPY a.txt b.txt /usr/local/bin/', 'git', 'git'],
    ['debian:12', 'COPY a/ /opt/', 'git', 'git'],
    ['debian:12', 'ADD https://example.com/x /usr/local/bin/', 'git', 'git'],
    ['debian:12', 'ADD --unpack=true https://example.com/x /usr/local/bin/', 'git', undefined],
    ['debian:12', 'ADD x.tar.gz /usr/local/bin/', 'git', undefined],
    ['debian:12', 'COPY *.txt /usr/local/bin/', 'git', undefined],
    ['debian:12', 'COPY <<EOF /usr/local/bin/x\na\nEOF', 'git', 'git'],
    ['debian:12', 'COPY <<EOF /usr/local/bin/git\na\nEOF', 'git', undefined],
    ['debian:12', 'ENV PATH=/x/bin:$PATH\nCOPY a/ /x/bin/', 'git', undefined],
    ['debian:12', 'ENV PATH="/x/bin/:${PATH}"\nCOPY a/ /x/bin/', 'git', undefined],
    ['debian:12', 'ENV PATH=/x/bin:$PATH\nCOPY a/ /y/', 'git', 'git'],
    ['debian:12', 'ENV A=$X/bin', 'git', 'git'],
    ['alpine', 'RUN apk add --no-cache git', 'curl', 'curl'],
    ['alpine', 'RUN apk add --no-cache build-base', 'make', undefined],
    ['alpine', 'RUN apk add --no-cache unknown-to-us', 'curl', undefined],
    ['alpine', '', 'wget', undefined],
  ])('%s, %s: %s is in %s', (image, lines, program, name) => {
    expect(missingProgram(atEnd(`FROM ${image}\n${lines}`)!, program, assets)?.package).toBe(name);
  });

  it('a listed folder that is copied to the root brings a program only if it has a folder of programs', () => {
    const copied = (context: string) => missingProgram(atEnd('FROM debian:12\nCOPY . .', context)!, 'git', assets)?.package;
    expect(copied('app.py\nsrc/bin/git')).toBe('git');
    expect(copied('app.py\nusr/bin/git')).toBeUndefined();
    expect(copied('app.py\ntools.tar.gz')).toBe('git');
  });

  it('of another distribution are in no package', () => {
    expect(missingProgram(atEnd('FROM debian:12')!, 'apk', assets)).toEqual({ package: undefined });
    expect(missingProgram(atEnd('FROM alpine')!, 'apt-get', assets)).toEqual({ package: undefined });
  });

  it('nothing is known without the tables', () => {
    expect(missingProgram(atEnd('FROM debian:12')!, 'curl', { get: () => ({ state: 'pending' }) })).toBeUndefined();
  });

  it('a program is missing before the command that installs it', () => {
    const facts = factsIn('FROM debian:12\nRUN curl x && apt-get update && apt-get install -y curl && curl y');
    const run = facts.model.final!.instructions[1]!;
    const states = facts.commandsOf(run).map((command) => imageStatesOf(facts).before(command, run)!);
    expect(states.map((state) => missingProgram(state, 'curl', assets)?.package)).toEqual(['curl', 'curl', 'curl', undefined]);
  });
});
