import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

const image = 'FROM debian:12\n';

/** The lines after FROM after the first fix of the first finding; undefined if there is none. */
function fixed(id: string, lines: string, files?: string): string | undefined {
  const text = `${image}${lines}\n`;
  const fix = findingsOf(id, text, files)[0]?.fixes[0];
  return fix && applyEdits(text, fix.edits).slice(image.length, -1);
}

const reports = (id: string, lines: string, values: readonly string[] = [], files?: string): string =>
  reportsOf(id, `${image}${lines}\n`, values, files);

/** apt(8): its commands and the commands of apt-get(8) and apt-cache(8). */
describe('apt-not-apt-get', () => {
  it.each<[string, string | undefined]>([
    ...['install', 'reinstall', 'remove', 'purge', 'autoremove', 'update', 'clean', 'autoclean', 'build-dep', 'download', 'source'].map(
      (verb): [string, string] => [`RUN apt ${verb} x`, `RUN apt-get ${verb} x`],
    ),
    ['RUN apt full-upgrade', 'RUN apt-get dist-upgrade'],
    ['RUN apt -y install x', 'RUN apt-get -y install x'],
    ['RUN sudo apt install x', 'RUN sudo apt-get install x'],
    ['RUN /usr/bin/apt install x', 'RUN /usr/bin/apt-get install x'],
    ['RUN apt search x', 'RUN apt-cache search x'],
    ['RUN apt show x', 'RUN apt-cache show x'],
    ['RUN "apt" install x', undefined],
    ['ONBUILD RUN apt install x', 'ONBUILD RUN apt-get install x'],
  ])('%s: %s', (line, expected) => {
    expect(reports('apt-not-apt-get', line)).not.toBe('');
    expect(fixed('apt-not-apt-get', line)).toBe(expected);
  });

  it.each(['RUN apt-get install x', 'RUN apt', 'RUN apt --version', 'RUN apt edit-sources', 'RUN echo apt install x'])('not %s', (line) => {
    expect(reports('apt-not-apt-get', line)).toBe('');
  });
});

/** MAINTAINER takes its text as it is; LABEL expands variables and removes quotes and escape characters. */
describe('deprecated-maintainer', () => {
  it.each<[string, string | undefined]>([
    ['MAINTAINER me', 'LABEL org.opencontainers.image.authors="me"'],
    ['maintainer me', 'label org.opencontainers.image.authors="me"'],
    ['Maintainer me', 'LABEL org.opencontainers.image.authors="me"'],
    ['MAINTAINER "me and you"', 'LABEL org.opencontainers.image.authors="me and you"'],
    ["MAINTAINER 'me'", 'LABEL org.opencontainers.image.authors="me"'],
    ['MAINTAINER me "you"', 'LABEL org.opencontainers.image.authors="me \\"you\\""'],
    ['MAINTAINER me $you', 'LABEL org.opencontainers.image.authors="me \\$you"'],
    ['MAINTAINER me \\o', 'LABEL org.opencontainers.image.authors="me \\\\o"'],
    ['MAINTAINER me `o`', 'LABEL org.opencontainers.image.authors="me `o`"'],
    ['MAINTAINER', undefined],
    ['MAINTAINER me \\\n# why\n  you', undefined],
    ['LABEL org.opencontainers.image.authors=you\nMAINTAINER me', undefined],
  ])('%j: %j', (line, expected) => {
    expect(reports('deprecated-maintainer', line)).toBe('deprecated');
    expect(fixed('deprecated-maintainer', line)).toBe(expected);
  });

  it('is shown as deprecated', () => {
    expect(findingsOf('deprecated-maintainer', `${image}MAINTAINER me\n`)[0]!.tag).toBe('deprecated');
  });
});

/** In a shell, `$$` is the process ID; in Compose files it is one dollar sign. */
describe('doubled-dollar', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['RUN echo $$HOME', ['$$HOME'], 'RUN echo $HOME'],
    ['RUN echo $${HOME}', ['$${HOME}'], 'RUN echo ${HOME}'],
    ['RUN echo $${HOME:-a}', ['$${HOME:-a}'], 'RUN echo ${HOME:-a}'],
    ['RUN echo "$$HOME"', ['$$HOME'], 'RUN echo "$HOME"'],
    ['RUN echo $${name}', ['$${name}'], 'RUN echo ${name}'],
    ['ENV name=a\nRUN echo $$name', ['$$name'], 'ENV name=a\nRUN echo $name'],
    ['RUN sh -c "echo $$HOME"', ['$$HOME'], 'RUN sh -c "echo $HOME"'],
    ["RUN sh -c 'echo $$HOME'", ['$$HOME'], "RUN sh -c 'echo $HOME'"],
    ['CMD ["sh", "-c", "echo $$HOME"]', ['$$HOME'], 'CMD ["sh", "-c", "echo $HOME"]'],
    ['HEALTHCHECK CMD curl $$HOST', ['$$HOST'], 'HEALTHCHECK CMD curl $HOST'],
    ['ENTRYPOINT app $$HOST', ['$$HOST'], 'ENTRYPOINT app $HOST'],
    ['RUN echo $$', [], undefined],
    ['RUN echo $$name', [], undefined],
    ['RUN echo $$A', [], undefined],
    ['RUN echo /tmp/$$x', [], undefined],
    ["RUN echo '$$HOME'", [], undefined],
    ['RUN echo \\$\\$HOME', [], undefined],
    ['RUN echo $HOME', [], undefined],
    ['CMD ["app", "$$HOME"]', [], undefined],
    ['RUN echo $$$$HOME', ['$$HOME'], 'RUN echo $$$HOME'],
  ])('%s: %j', (line, marked, after) => {
    expect(markedBy('doubled-dollar', `${image}${line}\n`)).toEqual(marked);
    expect(fixed('doubled-dollar', line)).toBe(after);
  });
});

describe('invalid-substitution', () => {
  it.each<[string, string, string | undefined]>([
    ['ENV A=${B:=c}', 'operator', 'ENV A=${B:-c}'],
    ['ENV A=${B=c}', 'operator', 'ENV A=${B-c}'],
    ['ENV A="x${B:=c}y"', 'operator', 'ENV A="x${B:-c}y"'],
    ['ENV A=${B^^}', 'operator', undefined],
    ['ENV A=${B', 'open-brace', 'ENV A=${B}'],
    ['ENV A=${B \nENV C=1', 'open-brace', 'ENV A=${B} \nENV C=1'],
    ['ENV A=${B C=1', 'open-brace', undefined],
    ['ENV A=x${B', 'open-brace', 'ENV A=x${B}'],
    ['ENV A=${B:-', 'open-brace', undefined],
    ['ENV A=${B}', '', undefined],
    ['ENV A=${B:-c}', '', undefined],
    ['RUN echo ${B:=c}', '', undefined],
  ])('%j: %s', (line, message, after) => {
    expect(reports('invalid-substitution', line)).toBe(message);
    expect(fixed('invalid-substitution', line)).toBe(after);
  });
});

describe('unknown-stage', () => {
  const inSecond = (line: string): string =>
    reportsOf('unknown-stage', `FROM a AS build\nFROM b AS final\n${line}\nFROM c AS later\n`, ['name', 'stage']);

  it.each<[string, string]>([
    ['COPY --from=build /a /b', ''],
    ['COPY --from=BUILD /a /b', ''],
    ['COPY --from=0 /a /b', ''],
    ['COPY --from=biuld /a /b', 'similar biuld build'],
    ['COPY --from=1 /a /b', 'itself 1'],
    ['COPY --from=final /a /b', 'itself'],
    ['COPY --from=2 /a /b', 'noNumber 2'],
    ['COPY --from=9 /a /b', 'noNumber 9'],
    ['COPY --from=later /a /b', 'later later'],
    ['COPY --from=latre /a /b', ''],
    ['COPY --from=nginx /a /b', ''],
    ['COPY --from=nginx:1 /a /b', ''],
    ['COPY --from=acme/build /a /b', ''],
    ['COPY --from=qqqqqq /a /b', ''],
    ['RUN --mount=from=biuld,target=/x true', 'similar biuld build'],
    ['RUN --mount=from=build,target=/x true', ''],
  ])('%s: %s', (line, expected) => {
    expect(inSecond(line).trim()).toBe(expected);
  });
});

/** signal(7); Docker accepts names with and without SIG, and numbers (moby/sys/signal). */
describe('invalid-signal', () => {
  it.each<[string, string, string | undefined]>([
    ['SIGTERM', '', undefined],
    ['TERM', '', undefined],
    ['sigterm', '', undefined],
    ['9', '', undefined],
    ['SIGRTMIN+3', '', undefined],
    ['SIGTREM', 'similar', 'SIGTERM'],
    ['SIGQIUT', 'similar', 'SIGQUIT'],
    ['QIUT', 'similar', 'SIGQUIT'],
    ['WHATEVER', 'unknown', undefined],
    ['["SIGTERM"]', 'array', 'SIGTERM'],
    ['["SIGTERM", "SIGINT"]', 'array', undefined],
    ['["WHATEVER"]', 'array', undefined],
    ['', '', undefined],
    ['# SIGTREM', '', undefined],
  ])('STOPSIGNAL %s: %s', (signal, message, instead) => {
    expect(reports('invalid-signal', `STOPSIGNAL ${signal}`)).toBe(message);
    expect(fixed('invalid-signal', `STOPSIGNAL ${signal}`)).toBe(instead && `STOPSIGNAL ${instead}`);
  });

  it('a value of a variable has no fix', () => {
    expect(reports('invalid-signal', 'ENV S=SIGTREM\nSTOPSIGNAL $S')).toBe('unknown');
    expect(reports('invalid-signal', 'ENV S=SIGTERM\nSTOPSIGNAL $S')).toBe('');
    expect(reports('invalid-signal', 'ONBUILD STOPSIGNAL SIGTREM')).toBe('similar');
  });
});

describe('missing-name', () => {
  it.each<[string, string, string | undefined]>([
    ['ARG A = b', 'spaces', 'ARG A=b'],
    ['ARG A =b', 'spaces', 'ARG A=b'],
    ['ARG A=1 B = c', 'spaces', 'ARG A=1 B=c'],
    ['ARG A =b C =d', 'spaces', undefined],
    ['ONBUILD ARG A =b', 'spaces', 'ONBUILD ARG A=b'],
    ['ARG =b', 'name', undefined],
    ['ENV =b', 'name', undefined],
    ['ENV A=1 =b', 'name', undefined],
    ['ENV A= B=', '', undefined],
    ['ENV A==b', '', undefined],
  ])('%s: %s', (line, message, expected) => {
    expect(reports('missing-name', line)).toBe(message);
    expect(fixed('missing-name', line)).toBe(expected);
  });
});

describe('needs-newer-syntax', () => {
  const within = (syntax: string, line: string): string =>
    reportsOf('needs-newer-syntax', `# syntax=${syntax}\nFROM debian:12\n${line}\n`, ['version']);
  const changed = (syntax: string, line: string): string | undefined => {
    const text = `# syntax=${syntax}\nFROM debian:12\n${line}\n`;
    const fix = findingsOf('needs-newer-syntax', text)[0]?.fixes[0];
    return fix && /^# syntax=(.*)/.exec(applyEdits(text, fix.edits))![1];
  };

  /** The release notes of docker/dockerfile. */
  it.each<[string, string, string, string | undefined]>([
    ['docker/dockerfile:1.3', 'COPY --link a b', 'feature 1.4', 'docker/dockerfile:1.4'],
    ['docker/dockerfile:1.4', 'COPY --link a b', '', undefined],
    ['docker/dockerfile:1.3', 'RUN <<EOF\na\nEOF', 'heredoc 1.4', 'docker/dockerfile:1.4'],
    ['docker/dockerfile:1.9', 'RUN --mount=type=secret,id=a,env=A true', 'option 1.10', 'docker/dockerfile:1.10'],
    [
      'docker/dockerfile:1.3',
      'RUN --mount=type=secret,id=a,env=A true\nCOPY --link a b',
      'option 1.10, feature 1.4',
      'docker/dockerfile:1.10',
    ],
    ['docker/dockerfile:1.13', 'COPY --chmod=u=rwX a b', 'value 1.14', 'docker/dockerfile:1.14'],
    ['docker/dockerfile:1.13', 'COPY --chmod=755 a b', '', undefined],
    ['docker/dockerfile:1.13', 'ARG M\nCOPY --chmod=$M a b', '', undefined],
    ['docker/dockerfile:1.6-labs', 'COPY --parents a b', 'feature 1.7-labs', 'docker/dockerfile:1.7-labs'],
    ['docker/dockerfile:1.7-labs', 'COPY --parents a b', '', undefined],
    ['docker/dockerfile:1', 'COPY --parents a b', '', undefined],
    [
      'docker/dockerfile:1.3@sha256:443aab4ca21183e069e7d8b2dc68006594f40bddf1b15bbd83f5137bd93e80e2',
      'COPY --link a b',
      'feature 1.4',
      undefined,
    ],
    ['example.com/x:1.0', 'COPY --link a b', '', undefined],
    ['docker/dockerfile:1.5', 'ENV A=${B#c}', 'feature 1.7', 'docker/dockerfile:1.7'],
  ])('%s, %j: %s', (syntax, line, expected, after) => {
    expect(within(syntax, line)).toBe(expected);
    expect(changed(syntax, line)).toBe(after);
  });
});

describe('copy-destination-not-folder', () => {
  it.each<[string, boolean]>([
    ['COPY a.txt b.txt /x', true],
    ['ADD a.txt b.txt /x', true],
    ['ONBUILD COPY a.txt b.txt /x', true],
    ['COPY a.txt b.txt /x/', false],
    ['COPY a.txt b.txt .', false],
    ['COPY a.txt b.txt x/..', false],
    ['COPY a.txt /x', false],
    ['COPY a.txt src /x', false],
    ['COPY a.txt b.txt /tmp', false],
    ['RUN mkdir /x\nCOPY a.txt b.txt /x', false],
    ['WORKDIR /x\nCOPY a.txt b.txt /x', false],
    ['COPY --parents a.txt b.txt /x', false],
    ['ARG D\nCOPY a.txt b.txt $D', false],
    ['ENV D=/x\nCOPY a.txt b.txt $D', true],
    ['ENV D=/x/\nCOPY a.txt b.txt $D', false],
    ['COPY <<A <<B /x\na\nA\nb\nB', true],
    ['ADD https://example.com/a https://example.com/b /x', true],
    ['COPY *.txt /x', false],
  ])('%j: %s', (line, expected) => {
    expect(reports('copy-destination-not-folder', line) !== '').toBe(expected);
  });

  it.each<[string, string | undefined]>([
    ['COPY a.txt b.txt /x', 'COPY a.txt b.txt /x/'],
    ['COPY ["a.txt", "b.txt", "/x"]', 'COPY ["a.txt", "b.txt", "/x/"]'],
    ['COPY a.txt b.txt "/x"', undefined],
  ])('%s: %s', (line, expected) => {
    expect(fixed('copy-destination-not-folder', line)).toBe(expected);
  });

  it('a pattern may match several files', () => {
    expect(reports('copy-destination-not-folder', 'COPY *.txt /x', [], 'a.txt\nb.txt\n')).toBe('one-file');
    expect(reports('copy-destination-not-folder', 'COPY *.txt /x', [], 'a.txt\n')).toBe('');
    expect(reports('copy-destination-not-folder', 'COPY a* /x', [], 'a.txt\na/b\n')).toBe('');
  });
});

describe('spaces-around-equals', () => {
  it.each<[string, string, string | undefined]>([
    ['ENV A = b', 'value', 'ENV A=b'],
    ['ENV A =b', 'value', 'ENV A=b'],
    ['ENV A = b c', 'value', 'ENV A="b c"'],
    ['ENV A = "b c"', 'value', undefined],
    ['ENV A = $B', 'value', 'ENV A=$B'],
    ['ENV A = $B c', 'value', undefined],
    ['ENV A =', 'value', undefined],
    ['ENV A = b \\\n c', 'value', undefined],
    ['LABEL a = b', 'value', 'LABEL a=b'],
    ['ONBUILD ENV A = b', 'value', 'ONBUILD ENV A=b'],
    ['ARG A= b', 'argument', 'ARG A=b'],
    ['ARG A= B', '', undefined],
    ['ARG A= b=c', '', undefined],
    ['ARG A= # b', '', undefined],
    ['ARG A=1 b', '', undefined],
    ['ARG A= \\\n b', '', undefined],
    ['ENV A=b', '', undefined],
    ['ENV A b', '', undefined],
  ])('%j: %s', (line, message, after) => {
    expect(reports('spaces-around-equals', line)).toBe(message);
    expect(fixed('spaces-around-equals', line)).toBe(after);
  });
});

describe('unexecuted-substitution', () => {
  it.each<[string, string, string | undefined]>([
    ['ENV A=$(date)', 'command $(date)', undefined],
    ['ENV A=$((1+2))', 'arithmetic $((1+2))', undefined],
    ['ARG B\nENV A=$(B)', 'variable $(B)', 'ARG B\nENV A=${B}'],
    ['ENV A=x$(B)', 'command $(B)', undefined],
    ['ARG B\nENV A=$(B x)', 'command $(B x)', undefined],
    [`ENV A=$(${'x'.repeat(27)})`, `command $(${'x'.repeat(27)})`, undefined],
    [`ENV A=$(${'x'.repeat(28)})`, `command $(${'x'.repeat(27)}…`, undefined],
    ['RUN A=$(date)', '', undefined],
  ])('%j: %s', (line, expected, after) => {
    expect(reports('unexecuted-substitution', line, ['found'])).toBe(expected);
    expect(fixed('unexecuted-substitution', line)).toBe(after);
  });
});

describe('unknown-instruction', () => {
  it.each<[string, string, string | undefined]>([
    ['RNU a', 'similar RUN', 'RUN a'],
    ['rnu a', 'similar RUN', 'run a'],
    ['WHAT a', 'unknown', undefined],
    ['apt-get update', 'command', 'RUN apt-get update'],
    ['RUN a\n  b c', 'continued', 'RUN a \\\n  b c'],
    ['RUN a\n&& b', 'continued', 'RUN a \\\n&& b'],
    ['CMD a\n  b', 'continued', 'CMD a \\\n  b'],
    ['CMD ["a"]\n  what', 'unknown', undefined],
    ['ENV A=1\n  B=2', 'continued', 'ENV A=1 \\\n  B=2'],
    ['ENV A=1\n  what', 'unknown', undefined],
    ['COPY a b\n  what', 'unknown', undefined],
    ['RUN a\nwhat', 'unknown', undefined],
    ['RUN a\n\n  what', 'unknown', undefined],
    ['RUN a \\ # b\n  c', 'text-after-escape', 'RUN a \\\n# b\n  c'],
    ['RUN <<EOF\na\nEOF\n  what', 'unknown', undefined],
  ])('%j: %s', (line, expected, after) => {
    expect(reports('unknown-instruction', line, ['instruction'])).toBe(expected);
    expect(fixed('unknown-instruction', line)).toBe(after);
  });
});
