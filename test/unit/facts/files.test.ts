import { describe, expect, it } from 'vitest';
import { factsIn, lastInstruction } from '../../support/facts.ts';

const filesIn = (lines: string, context?: string) => {
  const facts = factsIn(`FROM debian:bookworm-slim\n${lines}`, context);
  return facts.filesOf(lastInstruction(facts));
};

/** `kind path`, with a question mark where it is not certain. */
const added = (lines: string, context?: string): readonly string[] =>
  filesIn(lines, context).added.map(({ kind, path, certain }) => `${kind} ${path}${certain ? '' : '?'}`);

describe('what an instruction adds', () => {
  it.each([
    ['COPY a.txt /x/', ['file /x/a.txt']],
    ['COPY . /x', ['contents /x']],
    ['COPY ./ /x', ['contents /x']],
    ['COPY a/. /x', ['contents /x']],
    ['COPY a/ /x', ['contents /x']],
    ['COPY --parents a/b.txt /x/', ['file /x/a/b.txt']],
    ['COPY --parents a/./b/c.txt /x/', ['file /x/b/c.txt']],
    ['COPY --parents ./a.txt /x/', ['file /x/a.txt']],
    ['COPY a/b.txt /x/', ['file /x/b.txt']],
    ['COPY *.txt /x/', []],
    ['COPY --from=b *.txt /x/', []],
    ['COPY --from=b /a/b.txt /x/', ['file /x/b.txt']],
    ['COPY --from=b /a/ /x', ['contents /x']],
    ['COPY --from=b a.tgz /x', ['file /x']],
    ['ARG D\nCOPY a.txt $D', []],
    ['COPY a.txt b.txt /x', ['file /x/a.txt', 'file /x/b.txt']],
    ['COPY <<EOF /x/\na\nEOF', ['file /x/EOF']],
    ['COPY <<EOF /x\na\nEOF', ['file /x']],
    ['COPY <<A <<B /x\na\nA\nb\nB', ['file /x/A', 'file /x/B']],
    ['ADD https://example.com/a.tgz /x/', ['file /x/a.tgz']],
    ['ADD https://example.com/a.tgz /x', ['file /x']],
    ['ADD --unpack=true https://example.com/a.tgz /x', ['contents /x?']],
    ['ADD --unpack=false a.tgz /x', ['file /x']],
    ['ADD https://example.com/a.git /x', ['contents /x']],
    ['ADD github.com/a/b /x', ['contents /x?']],
    ['ADD --exclude=x a.txt /x', ['file /x?']],
    ['RUN curl -O https://example.com/$X', []],
    ['RUN curl -o /dev/null https://example.com/a', []],
    ['RUN wget -O "/a*" https://example.com/a', []],
    ['RUN wget -O - https://example.com/a', []],
    ['RUN wget -qO- https://example.com/a', []],
    ['RUN wget --output-document=- https://example.com/a', []],
    ['RUN curl -o - https://example.com/a', []],
    ['RUN curl https://example.com/a', []],
    ['RUN curl -o/b https://example.com/a', ['file /b']],
    ['RUN curl --output=/b https://example.com/a', ['file /b']],
    ['RUN curl -fsSLo /b https://example.com/a', ['file /b']],
    ['ENV D=/d\nRUN curl -fsSLo $D/b https://example.com/a', ['file /d/b']],
    ['RUN curl --output-dir /d -o b https://example.com/a', ['file /d/b']],
    ['RUN curl --output-dir /d/ -O https://example.com/a', ['file /d/a']],
    ['RUN curl --output-dir $D -o b https://example.com/a', []],
    ['RUN wget -P /d https://example.com/a', ['file /d/a']],
    ['RUN wget -P /d -O /b https://example.com/a', ['file /b']],
    ['RUN wget https://example.com/a?b=c', ['file /a']],
    ['RUN wget https://example.com/', ['file /index.html']],
    ['RUN git clone https://example.com/a/b.git', ['folder /b']],
    ['RUN if x; then git clone https://example.com/a/b.git /src; fi', ['folder /src?']],
    ['RUN tar xf a.tgz', ['contents /']],
    ['RUN tar xf a.tgz -C $X', []],
    ['RUN apt-get install -y git', []],
    ['RUN if x; then apt-get update; fi', ['folder /var/lib/apt/lists?']],
    ['RUN apk add git', ['folder /var/cache/apk']],
    ['RUN apk update', ['folder /var/cache/apk']],
    ['RUN apk add --no-cache git', []],
    ['RUN apk del git', []],
    ['RUN dnf install -y git', []],
    ['RUN pip install x', []],
    ['RUN touch /a /b', ['file /a', 'file /b']],
    ['RUN touch $X', []],
    ['RUN D=/a; touch $D', ['file /a']],
    ['RUN D=/a; D=/b; touch $D', []],
    ['RUN read D; touch $D', []],
    ['RUN D=$(x); touch $D', []],
    ['ENV D=/a\nRUN unset D; touch $D/b', []],
    ['RUN D=/a; unset D; touch $D/b', []],
    ['ENV D=/a\nRUN unset E; touch $D/b', ['file /a/b']],
    ['ENV D=/a\nRUN touch $D/b ${D}/c', ['file /a/b', 'file /a/c']],
    ['RUN echo a >> /etc/a', []],
    ['RUN cp a /b', []],
    ['RUN mkdir /new\nRUN --mount=type=tmpfs,target=/t touch /t/a /b', ['file /b']],
    ['RUN if x; then mkdir /opt/z; fi\nCOPY a.txt /opt/z', ['file /opt/z']],
    ['RUN mkdir "$X"\nCOPY a.txt /opt/z', ['file /opt/z']],
    ['WORKDIR $X\nCOPY a.txt /opt/z', ['file /opt/z']],
    ['RUN git clone https://example.com/a.git /opt/z\nCOPY a.txt /opt/z', ['file /opt/z/a.txt']],
    ['RUN touch /opt/z/x\nCOPY a.txt /opt/z', ['file /opt/z/a.txt']],
    ['RUN touch /opt/z\nCOPY a.txt /opt/z', ['file /opt/z']],
    ['COPY a.txt /tmp', ['file /tmp/a.txt']],
    ['RUN mkdir -p /opt/x\nCOPY a.txt /opt/x', ['file /opt/x/a.txt']],
    ['WORKDIR /srv/x\nCOPY a.txt /srv', ['file /srv/a.txt']],
    ['COPY a.txt /new/b\nCOPY c.txt /new', ['file /new/c.txt']],
    ['COPY a.txt /new', ['file /new']],
    ['COPY --exclude=x src/ /x', ['contents /x?']],
    ['ADD a.tgz /x', ['contents /x']],
    ['ADD a.gz /x', []],
    ['ARG A\nCOPY $A /x', []],
    ['RUN wget -O /opt/a.tgz https://example.com/a.tgz', ['file /opt/a.tgz']],
    ['WORKDIR /w\nRUN curl -O https://example.com/a.tgz', ['file /w/a.tgz']],
    ['ENV V=1\nRUN curl -o /opt/a-$V.tgz https://example.com/a.tgz', ['file /opt/a-1.tgz']],
    ['RUN test -f x || wget -O /a https://example.com/a', ['file /a?']],
    ['RUN git clone https://example.com/a/b.git /src', ['folder /src']],
    ['RUN tar xf a.tgz -C /opt', ['contents /opt']],
    ['RUN cd /opt && sudo tar xf a.tgz', ['contents /opt']],
    ['RUN apt-get update', ['folder /var/lib/apt/lists']],
    ['RUN --mount=type=cache,target=/var/lib/apt apt-get update', []],
    ['RUN echo a > /etc/a; touch /etc/b; ls > /dev/null', ['file /etc/a', 'file /etc/b']],
    ['RUN echo a | tee /etc/a; echo b | tee -a /etc/b', ['file /etc/a']],
    ['RUN make >| /a 2> /b', ['file /a', 'file /b']],
    ['RUN install -d /opt/x\nCOPY a.txt /opt/x', ['file /opt/x/a.txt']],
  ])('%s: %j', (lines, expected) => {
    expect(added(lines)).toEqual(expected);
  });

  it('an empty image has no folders of a distribution', () => {
    const facts = factsIn('FROM scratch\nCOPY a.txt /tmp');
    expect(facts.filesOf(lastInstruction(facts)).added).toMatchObject([{ path: '/tmp' }]);
  });

  it('relative paths are unknown if the base is unknown', () => {
    const facts = factsIn('FROM nobody/knows\nCOPY a.txt x/');
    expect(facts.filesOf(lastInstruction(facts)).added).toEqual([]);
  });
});

describe('what a command removes', () => {
  it.each([
    ['RUN rm /a', 'file', '/a', true],
    ['RUN rm /a', 'contents', '/a', false],
    ['RUN rm -r /a', 'contents', '/a', true],
    ['RUN rm -rf /a', 'file', '/a/b/c', true],
    ['RUN rm /a', 'file', '/a/b', false],
    ['RUN rm -rf /a', 'file', '/ab', false],
    ['RUN rm -rf /a/*', 'file', '/a/b', true],
    ['RUN rm -rf /a/*', 'file', '/a/.b', false],
    ['RUN rm -rf /a/*', 'contents', '/a', true],
    ['RUN rm -rf /a/*.txt', 'contents', '/a', false],
    ['RUN rm /a/*', 'file', '/a/b/c', false],
    ['RUN rm /a/*.txt', 'file', '/a/b.txt', true],
    ['RUN rm "/a/*"', 'file', '/a/b', false],
    ['WORKDIR /w\nRUN rm -f x', 'file', '/w/x', true],
    ['RUN cd /a && rm b', 'file', '/a/b', true],
    ['ENV D=/a\nRUN rm -rf $D/b', 'file', '/a/b/c', true],
    ['RUN rm -rf $UNKNOWN/b', 'file', '/b', false],
    ['SHELL ["/bin/bash", "-c"]\nRUN rm -rf /{a,b}', 'file', '/b/c', true],
    ['RUN rm -rf /{a,b}', 'file', '/b/c', false],
    ['RUN rmdir /a', 'contents', '/a', false],
    ['RUN rmdir /a', 'file', '/a', false],
    ['RUN unlink /a', 'file', '/a', true],
    ['RUN rm -r /a/*', 'contents', '/a/b', true],
    ['RUN rm -r /a/b*', 'contents', '/a', false],
    ['RUN rm -r /a/b*', 'contents', '/a/bc', true],
    ['RUN rm -r /a?', 'file', '/ab/c', true],
    ['RUN rm -r /[ab]', 'file', '/b/c', true],
    ['RUN rm /a?', 'file', '/ab/c', false],
    ['RUN rm -r /a', 'folder', '/a', true],
    ['RUN rm -r /a', 'folder', '/a/b', true],
    ['RUN rm -r /a/b', 'folder', '/a', false],
    ['RUN rm -r $(x)', 'file', '/a', false],
    ['RUN cd $X && rm -r a', 'file', '/a', false],
    ['RUN cd $X && rm -r a', 'file', '/x/a', false],
    ['SHELL ["/bin/bash", "-c"]\nRUN rm -rf "/{a,b}"', 'file', '/b/c', false],
    ['SHELL ["/bin/bash", "-c"]\nRUN rm -rf /x/{a,b}/c', 'file', '/x/b/c', true],
    ['SHELL ["/bin/bash", "-c"]\nRUN rm -rf /{a}', 'file', '/a', false],
    ['RUN find /a -name x -delete', 'file', '/a/x', false],
  ] as const)('%s: %s %s is gone: %s', (lines, kind, path, expected) => {
    expect(filesIn(lines).removed.some(({ covers }) => covers({ kind, path }))).toBe(expected);
  });
});

it('files that commands modify in place', () => {
  const { changed } = filesIn(
    'RUN chmod +x /a && chown -R app /b && sed -i s/a/b/ /c && echo x >> /d && echo y | tee -a /e && sed s/a/b/ /f && [ -f /g ] || chmod 1 /g',
  );
  expect(changed.map(({ how, path, recursive, certain }) => `${how} ${path}${recursive ? '/' : ''}${certain ? '' : '?'}`)).toEqual([
    'mode /a',
    'owner /b/',
    'content /c',
    'content /d',
    'content /e',
    'mode /g?',
  ]);
});

it('system packages', () => {
  const { packages } = filesIn('RUN apt-get install -y curl gcc=1 ./x.deb && npm install left-pad && apt-get purge -y gcc');
  expect(packages.map(({ change, name }) => `${change} ${name}`)).toEqual(['installed curl', 'installed gcc', 'removed gcc']);
});
