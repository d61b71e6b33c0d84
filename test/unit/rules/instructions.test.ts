import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

const image = 'FROM debian:12\n';

/** The text after the first fix of the first finding, with its level; undefined if there is none. */
function fixed(id: string, text: string, files?: string): string | undefined {
  const fix = findingsOf(id, text, files)[0]?.fixes[0];
  return (
    fix &&
    `${fix.level}: ${applyEdits(text, fix.edits)
      .slice(text.startsWith(image) ? image.length : 0)
      .trimEnd()}`
  );
}

/** The grammar of FROM: `FROM image [AS name]` (parseFrom of instructions/parse.go). */
describe('missing-argument: FROM', () => {
  it.each<[string, string, readonly string[], string | undefined]>([
    ['FROM node AS', 'stage', ['AS'], undefined],
    ['FROM node as', 'stage', ['as'], undefined],
    ['FROM node AS a b', 'end-of-from', ['b'], undefined],
    ['FROM node AS a b c', 'end-of-from', ['b c'], undefined],
    ['FROM node 22', 'tag', ['22'], 'suggestion: FROM node:22'],
    ['FROM node v22', 'tag', ['v22'], 'suggestion: FROM node:v22'],
    ['FROM node :lts', 'tag', [':lts'], 'safe: FROM node:lts'],
    ['FROM node: lts', 'tag', ['lts'], 'safe: FROM node:lts'],
    ['FROM node lts', 'as', ['lts'], 'suggestion: FROM node AS lts'],
    ['from node lts', 'as', ['lts'], 'suggestion: from node as lts'],
    ['FROM node:22 23', 'as', ['23'], 'suggestion: FROM node:22 AS 23'],
    ['FROM node@sha256:a 23', 'as', ['23'], 'suggestion: FROM node@sha256:a AS 23'],
    ['FROM node:22 IS a', 'not-as', ['IS'], 'suggestion: FROM node:22 AS a'],
    ['from node:22 is a', 'not-as', ['is'], 'suggestion: from node:22 as a'],
    ['FROM node:22 is a b', 'not-as', ['is'], undefined],
  ])('%s: %s', (line, message, marked, after) => {
    expect(reportsOf('missing-argument', `${line}\n`)).toBe(message);
    expect(markedBy('missing-argument', `${line}\n`)).toEqual(marked);
    expect(fixed('missing-argument', `${line}\n`)).toBe(after);
  });

  it.each([
    'FROM node',
    'FROM node AS a',
    'FROM node aS a',
    'FROM node # a',
    'FROM node AS a # b',
    'FROM --platform=linux/amd64 node AS a',
  ])('%s is complete', (line) => {
    expect(reportsOf('missing-argument', `${line}\n`)).toBe('');
  });
});

/** COPY and ADD need a source and a destination (errAtLeastTwoArguments). */
describe('missing-argument: other instructions', () => {
  it.each<[string, string, string | undefined]>([
    ['COPY a', 'destination', 'suggestion: COPY a ./'],
    ['ADD a', 'destination', 'suggestion: ADD a ./'],
    ['COPY --link a', 'destination', 'suggestion: COPY --link a ./'],
    ['COPY ["a"]', 'destination', 'suggestion: COPY ["a", "./"]'],
    ['COPY ["a b"]', 'destination', 'suggestion: COPY ["a b", "./"]'],
    ['COPY', 'paths', undefined],
    ['COPY a b', '', undefined],
    ['COPY a b c', '', undefined],
    ['COPY ["a", "b"]', '', undefined],
    ['COPY a <<EOF\nx\nEOF', 'heredoc-destination', undefined],
    ['COPY <<EOF /a\nx\nEOF', '', undefined],
    ['COPY <<A <<B /a\nx\nA\ny\nB', '', undefined],
    ['ENV A', 'value', undefined],
    ['ENV A=', '', undefined],
    ['ENV A b', '', undefined],
    ['LABEL a', 'value', undefined],
    ['ARG A', '', undefined],
    ['HEALTHCHECK curl x', 'check', 'safe: HEALTHCHECK CMD curl x'],
    ['HEALTHCHECK none', '', undefined],
    ['HEALTHCHECK cmd curl x', '', undefined],
    ['HEALTHCHECK CMD', 'healthcheck', undefined],
    ['HEALTHCHECK CMD []', 'healthcheck', undefined],
    ['HEALTHCHECK --interval 5s curl x', '', undefined],
    ['SHELL []', 'shell', undefined],
    ['VOLUME []', 'folder', undefined],
    ['VOLUME ""', 'folder', undefined],
    ['VOLUME /a ""', 'folder', undefined],
    ['VOLUME /a', '', undefined],
    ['CMD []', '', undefined],
    ['RUN', '', undefined],
    ['WHAT', '', undefined],
  ])('%j: %s', (line, message, after) => {
    expect(reportsOf('missing-argument', `${image}${line}\n`)).toBe(message);
    expect(fixed('missing-argument', `${image}${line}\n`)).toBe(after);
  });
});

describe('flag-without-effect', () => {
  it.each<[string, string]>([
    ['HEALTHCHECK --interval=0s CMD a', 'zero'],
    ['HEALTHCHECK --interval=0 CMD a', 'zero'],
    ['HEALTHCHECK --timeout=0ms CMD a', 'zero'],
    ['HEALTHCHECK --retries=00 CMD a', 'zero'],
    ['HEALTHCHECK --retries=+0 CMD a', 'zero'],
    ['HEALTHCHECK --retries=10 CMD a', ''],
    ['HEALTHCHECK --interval=10s CMD a', ''],
    ['HEALTHCHECK --start-period=0s CMD a', ''],
    ['HEALTHCHECK --interval=x CMD a', ''],
    ['HEALTHCHECK --interval CMD a', ''],
    ['HEALTHCHECK --interval=5s NONE', 'dropped'],
    ['HEALTHCHECK --interval= CMD a', 'empty'],
    ['COPY --chown= a b', 'empty'],
    ['COPY --from= a b', 'empty'],
    ['COPY --link= a b', ''],
    ['COPY --what= a b', ''],
    ['ARG --a=b A=1', 'dropped'],
    ['STOPSIGNAL --a SIGINT', 'dropped'],
    ['ADD --keep-git-dir=true a b', 'not-git'],
    ['ADD --keep-git-dir=true https://example.com/a.tgz b', 'not-git'],
    ['ADD --keep-git-dir=true https://example.com/a.git b', ''],
    ['ADD --keep-git-dir=true a https://example.com/a.git b/', ''],
    ['ADD --keep-git-dir=true $A b', ''],
    ['ADD --keep-git-dir=true <<EOF b\nx\nEOF', ''],
    ['ADD --keep-git-dir=true', ''],
    ['RUN --mount=type=tmpfs,target=/x,id=a true', 'other-type'],
    ['RUN --mount=type=cache,target=/x,id= true', 'empty-option'],
    ['RUN --mount=type=cache,target=/x,what=a true', ''],
    ['RUN --mount=type=cache,target=/x,target=/y true', 'overridden'],
    ['RUN --mount=type=cache,target=/x,dst=/y true', 'overridden'],
    ['RUN --mount=type=bind,target=/x,ro,rw true', 'overridden'],
    ['RUN --mount=type=bind,target=/x,readwrite,ro true', 'overridden'],
    ['RUN --mount=type=bind,source=/a,target=/x true', ''],
    ['# syntax=example.com/other\nFROM a\nHEALTHCHECK --interval=0s CMD a', ''],
    ['# syntax=example.com/other\nFROM a\nRUN --mount=type=cache,target=/x,target=/y true', ''],
  ])('%j: %s', (line, message) => {
    expect(reportsOf('flag-without-effect', line.startsWith('#') ? `${line}\n` : `${image}${line}\n`)).toBe(message);
  });
});

/** `[[ip:]hostPort:]containerPort[-end][/protocol]` (ParsePortSpec of docker/go-connections). */
describe('invalid-port', () => {
  it.each<[string, string, string | undefined]>([
    ['80', '', undefined],
    ['0', '', undefined],
    ['65535', '', undefined],
    ['65536', 'no-port', undefined],
    ['80/tcp', '', undefined],
    ['80/UDP', '', undefined],
    ['80/sctp', '', undefined],
    ['80/', '', undefined],
    ['80/http', 'protocol', 'safe: EXPOSE 80/tcp'],
    ['80/tcpx', 'protocol', 'safe: EXPOSE 80/tcp'],
    ['80/xtcp', 'protocol', 'safe: EXPOSE 80/tcp'],
    ['80-90', '', undefined],
    ['80-80', '', undefined],
    ['90-80', 'range', undefined],
    ['9-80', '', undefined],
    ['80-90/udp', '', undefined],
    ['80-90-95', 'no-port', undefined],
    ['80-', 'no-port', undefined],
    ['x80', 'no-port', undefined],
    ['80x', 'no-port', undefined],
    ['"80"', '', undefined],
    ["'80/tcp'", '', undefined],
    ['8080:80', 'mapping', 'safe: EXPOSE 80'],
    ['127.0.0.1::80', 'mapping', 'safe: EXPOSE 80'],
    ['8080:80/udp', 'mapping', 'safe: EXPOSE 80/udp'],
    ['80,443', 'list', 'safe: EXPOSE 80 443'],
    ['80/tcp,53/udp,', 'list', 'safe: EXPOSE 80/tcp 53/udp'],
    ['80,x', 'no-port', undefined],
    ['["80", "443"]', 'array', 'suggestion: EXPOSE 80 443'],
    ['80 # 99999', '', undefined],
    ['#99999', '', undefined],
    ['80 x', 'no-port', undefined],
  ])('EXPOSE %s: %s', (ports, message, after) => {
    const text = `${image}EXPOSE ${ports}\n`;
    expect(reportsOf('invalid-port', text)).toBe(message);
    expect(fixed('invalid-port', text)).toBe(after);
  });

  it.each<[string, string]>([
    ['80', ''],
    ['80 443/tcp', ''],
    ['8080:80', ''],
    ['web', 'variable'],
    ['80 web', 'variable'],
    ['99999', 'variable'],
    ['', ''],
  ])('a variable with the value %j: %s', (value, message) => {
    expect(reportsOf('invalid-port', `${image}ENV P="${value}"\nEXPOSE $P\n`)).toBe(message);
  });
});

/** Dockerfile instructions are folded with the escape character; bash and the others never see the `cd` of another RUN. */
describe('run-cd', () => {
  it.each<[string, string, string | undefined]>([
    ['RUN cd /a', 'no-effect', 'suggestion: WORKDIR /a'],
    ['run cd a', 'no-effect', 'suggestion: workdir a'],
    ['RUN cd "a b"', 'no-effect', undefined],
    ['RUN make && cd /a', 'no-effect', undefined],
    ['RUN cd /a # why', 'no-effect', undefined],
    ['RUN cd \\\n# why\n/a', 'no-effect', undefined],
    ['RUN --network=none cd /a', 'no-effect', undefined],
    ['RUN <<EOF\ncd /a\nEOF', 'no-effect', undefined],
    ['RUN cd /a && cd ..', '', undefined],
    ['RUN cd /a && cd ../', '', undefined],
    ['RUN cd /a && cd ../..', '', undefined],
    ['RUN cd /a && cd ../b', 'no-effect', undefined],
    ['RUN cd /a && cd ..b', 'no-effect', undefined],
    // In /, the parent folder is / itself.
    ['RUN cd ..', '', undefined],
    ['RUN (cd /a) && cd ..', '', undefined],
    ['RUN cd /a && make', '', undefined],
    ['RUN cd -', '', undefined],
    ['RUN cd ~', '', undefined],
    ['RUN cd ~/a', '', undefined],
    ['RUN cd $A', '', undefined],
    ['RUN cd', '', undefined],
    ['RUN cd /a /b', '', undefined],
    ['RUN make || cd /a', '', undefined],
    ['RUN cd /a &', '', undefined],
    ['RUN cd /a | true', '', undefined],
    ['RUN (cd /a)', '', undefined],
    ['RUN pushd /a', '', undefined],
    ['CMD cd /a', '', undefined],
  ])('%j: %s', (line, message, after) => {
    expect(reportsOf('run-cd', `${image}${line}\n`)).toBe(message);
    expect(fixed('run-cd', `${image}${line}\n`)).toBe(after);
  });
});

describe('expanded-heredoc', () => {
  const text = (head: string, body: string): string => `${image}${head}\n${body}\nEOF\n`;

  it.each<[string, string, string, string | undefined]>([
    ['COPY <<EOF /a', 'echo $1', 'parameters "$1"', 'safe: COPY <<"EOF" /a\necho $1\nEOF'],
    ['COPY <<EOF /a', 'echo $1 $1 $2 $@ $#', 'parameters "$1", "$2", "$@"', 'safe: COPY <<"EOF" /a\necho $1 $1 $2 $@ $#\nEOF'],
    ['COPY <<EOF /a', 'a\\tb', 'backslashes', 'suggestion: COPY <<"EOF" /a\na\\tb\nEOF'],
    ['COPY <<EOF /a', 'a\\tb $1', 'parameters "$1"', 'suggestion: COPY <<"EOF" /a\na\\tb $1\nEOF'],
    ['COPY <<EOF /a', 'a \\$b', '', undefined],
    ['COPY <<EOF /a', 'a $b', '', undefined],
    ['COPY <<"EOF" /a', 'a $1', '', undefined],
    ['ARG X=1\nCOPY <<EOF /a', '$X $1', 'parameters "$1"', 'suggestion: ARG X=1\nCOPY <<EOF /a\n$X \\$1\nEOF'],
    ['COPY <<EOF /a', '${X:-1} $1', 'parameters "$1"', 'suggestion: COPY <<EOF /a\n${X:-1} \\$1\nEOF'],
    ['COPY <<EOF /a', '\\$X $1', 'parameters "$1"', 'suggestion: COPY <<EOF /a\n\\$X \\$1\nEOF'],
    ['RUN cat <<EOF > /a', 'a "$@"', 'by-shell "$@"', 'safe: RUN cat <<"EOF" > /a\na "$@"\nEOF'],
    ['RUN cat <<EOF > /a', 'a $1 $HOME', 'by-shell "$1"', 'suggestion: RUN cat <<EOF > /a\na \\$1 $HOME\nEOF'],
    ['RUN cat <<EOF > /a', 'a $1 `b`', 'by-shell "$1"', 'suggestion: RUN cat <<EOF > /a\na \\$1 `b`\nEOF'],
    ['RUN cat <<EOF > /a', 'a $0', '', undefined],
    ['RUN cat <<EOF > /a', 'a $HOME', '', undefined],
    ['RUN set -- a; cat <<EOF > /a', 'a $1', '', undefined],
    ['RUN f() { cat <<EOF; }; f a', 'a $1', '', undefined],
  ])('%s, %j: %s', (head, body, message, after) => {
    expect(reportsOf('expanded-heredoc', text(head, body), ['found'])).toBe(message);
    expect(fixed('expanded-heredoc', text(head, body))).toBe(after);
  });
});

describe('runs-as-root', () => {
  const reports = (lines: string): string => reportsOf('runs-as-root', `${lines}\n`, ['user']);

  it.each<[string, string]>([
    ['FROM debian:12\nUSER root\nCMD ["a"]', 'explicit'],
    ['FROM debian:12\nUSER 0\nCMD ["a"]', 'explicit'],
    ['FROM debian:12\nUSER 0:0', 'explicit'],
    ['FROM debian:12\nUSER root:app', 'explicit'],
    ['FROM debian:12\nUSER 1000\nCMD ["a"]', ''],
    ['FROM debian:12\nUSER root\nUSER app', ''],
    ['FROM debian:12\nCMD ["a"]', ''],
    ['FROM debian:12\nEXPOSE 80\nCMD ["a"]', 'default'],
    ['FROM debian:12\nEXPOSE 80\nENTRYPOINT ["a"]', 'default'],
    ['FROM debian:12\nEXPOSE 80', ''],
    ['FROM debian:12\nEXPOSE 80\nCMD []', ''],
    ['FROM debian:12\nEXPOSE 80\nUSER app\nCMD ["a"]', ''],
    ['FROM scratch\nEXPOSE 80\nCMD ["/a"]', 'default'],
    ['FROM node:22\nCMD ["node"]', 'default-has-user node'],
    ['FROM node:22\nEXPOSE 80', ''],
    ['FROM nginx:1.29\nEXPOSE 80\nCMD ["a"]', ''],
    ['FROM php:8-apache\nEXPOSE 80\nCMD ["a"]', ''],
    ['FROM php:8-fpm\nEXPOSE 80\nCMD ["a"]', ''],
    ['FROM php:8-cli\nEXPOSE 80\nCMD ["a"]', 'default'],
    ['FROM debian:12\nEXPOSE 80\nCMD ["nginx"]', ''],
    ['FROM debian:12\nEXPOSE 80\nCMD ["/usr/sbin/nginx"]', ''],
    ['FROM debian:12\nEXPOSE 80\nCMD nginx -g "daemon off;"', ''],
    ['FROM debian:12\nEXPOSE 80\nENTRYPOINT ["/docker-entrypoint"]', ''],
    ['FROM debian:12\nEXPOSE 80\nCMD ["./start.sh"]', ''],
    ['FROM debian:12\nEXPOSE 80\nCMD ["./start.shx"]', 'default'],
    ['FROM debian:12\nRUN apt-get install -y gosu\nEXPOSE 80\nCMD ["a"]', ''],
    ['FROM debian:12\nRUN apk add su-exec=0.2\nEXPOSE 80\nCMD ["a"]', ''],
    ['FROM debian:12\nRUN curl -o /usr/bin/gosu https://example.com/gosu\nEXPOSE 80\nCMD ["a"]', ''],
    ['FROM debian:12\nRUN apt-get install -y curl\nEXPOSE 80\nCMD ["a"]', 'default'],
    ['FROM debian:12 AS a\nUSER app\nFROM a\nEXPOSE 80\nCMD ["a"]', ''],
    ['FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nEXPOSE 80\nCMD ["a"]', ''],
  ])('%j: %s', (lines, expected) => {
    expect(reports(lines)).toBe(expected);
  });
});
