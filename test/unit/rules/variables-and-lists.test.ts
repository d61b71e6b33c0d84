import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

/** The text after the first fix of the first finding; undefined if there is none. */
function fixed(id: string, text: string): string | undefined {
  const fix = findingsOf(id, text)[0]?.fixes[0];
  return fix && applyEdits(text, fix.edits);
}

describe('undefined-variable', () => {
  it.each<[string, string]>([
    // debian sets only PATH.
    ['FROM debian:12\nWORKDIR $X', 'undefined X'],
    ['FROM debian:12\nWORKDIR ${X}', 'undefined X'],
    ['FROM debian:12\nWORKDIR $PATH', ''],
    ['FROM debian:12\nWORKDIR ${X:-a}', ''],
    ['FROM debian:12\nWORKDIR ${X-a}', ''],
    ['FROM debian:12\nWORKDIR ${X:+a}', ''],
    ['FROM debian:12\nWORKDIR ${X+a}', ''],
    ['FROM debian:12\nWORKDIR ${X:?a}', ''],
    ['FROM debian:12\nWORKDIR ${X#a}', 'undefined X'],
    ['FROM debian:12\nWORKDIR ${X/a/b}', 'undefined X'],
    ['FROM debian:12\nENV A=${X:+$X}', ''],
    ['FROM debian:12\nENV A=${X:+$X}$X', 'undefined X'],
    ['FROM debian:12\nENV A=${Y:+$X}', 'undefined X'],
    ['FROM debian:12\nENV A=b', ''],
    ['FROM debian:12\nENV A=1 B=$A', 'same-env A'],
    ['FROM debian:12\nENV A=1\nENV A=2 B=$A', ''],
    ['FROM debian:12\nENV A=$A', 'undefined A'],
    ['FROM debian:12\nARG A=1 B=$A', ''],
    ['FROM debian:12\nRUN echo $X', ''],
    ['FROM debian:12\nCMD echo $X', ''],
    ['FROM debian:12\nCMD ["echo", "$X"]', ''],
    // It runs in a build of another file, after all of this one.
    ['FROM debian:12\nONBUILD WORKDIR $X', ''],
    ['FROM debian:12\nONBUILD WORKDIR $X\nENV X=1', ''],
    ['FROM debian:12\nONBUILD ARG X\nONBUILD WORKDIR $X', ''],
    ['FROM debian:12\nONBUILD ENV X=1\nONBUILD WORKDIR $X', ''],
    ['FROM debian:12\nONBUILD RUN echo $TARGETARCH', ''],
    ['FROM debian:12\nONBUILD ARG TARGETARCH\nONBUILD RUN echo $TARGETARCH', ''],
    ['FROM acme/base:1\nWORKDIR $X', ''],
    ['FROM acme/base:1\nWORKDIR $BASE_VERSION', ''],
    ['FROM scratch\nWORKDIR $X', 'undefined X'],
    // A misspelled name.
    ['FROM debian:12\nARG VERSION=1\nRUN echo $VERSOIN', 'did-you-mean VERSOIN VERSION'],
    ['FROM debian:12\nARG VERSION=1\nWORKDIR $VERSOIN', 'did-you-mean VERSOIN VERSION'],
    ['FROM acme/base:1\nARG VERSION=1\nWORKDIR $VERSOIN', 'maybe-did-you-mean VERSOIN VERSION'],
    ['FROM debian:12\nARG HTTP_PORT=1\nRUN echo $HTTPS_PORT', ''],
    // An ARG before the first FROM.
    ['ARG A=1\nFROM debian:12\nWORKDIR $A', 'before-from A'],
    ['ARG A=1\nFROM debian:12\nRUN echo $A', 'before-from A'],
    ['ARG A=1\nFROM debian:12\nARG A\nWORKDIR $A', ''],
    ['ARG A=1\nFROM debian:$A', ''],
    ['ARG A=1\nFROM acme/base:1\nWORKDIR $A', 'maybe-before-from A'],
    ['FROM debian:$A', 'undefined A'],
    // Platform variables need an ARG.
    ['FROM debian:12\nRUN echo $TARGETARCH $TARGETARCH', 'platform TARGETARCH'],
    ['FROM debian:12\nWORKDIR $TARGETARCH', 'platform TARGETARCH'],
    ['FROM debian:12\nARG TARGETARCH\nRUN echo $TARGETARCH', ''],
    ['FROM --platform=$TARGETPLATFORM debian:12', ''],
    ['FROM debian:12\nCMD echo $TARGETARCH', ''],
    // The container has no build arguments.
    ['FROM debian:12\nARG A=1\nCMD echo $A', 'build-only A'],
    ['FROM debian:12\nARG A=1\nENTRYPOINT echo $A', 'build-only A'],
    ['FROM debian:12\nARG A=1\nHEALTHCHECK CMD echo $A', 'build-only A'],
    ['FROM debian:12\nARG A=1\nENV A=$A\nCMD echo $A', ''],
    ['FROM acme/base:1\nARG A=1\nCMD echo $A', 'maybe-build-only A'],
    // Another stage.
    ['FROM debian:12 AS a\nENV A=1\nFROM debian:12\nWORKDIR $A', 'other-stage A'],
    ['FROM debian:12 AS a\nENV A=1\nFROM a\nWORKDIR $A', ''],
    ['FROM debian:12 AS a\nENV A=1\nFROM debian:12\nRUN echo $A', ''],
    // The script, or a secret, sets it.
    ['FROM debian:12\nARG VERSION=1\nRUN VERSOIN=1; echo $VERSOIN', ''],
    ['FROM debian:12\nARG VERSION=1\nRUN . ./x; echo $VERSOIN', ''],
    ['FROM debian:12\nARG VERSION=1\nRUN --mount=type=secret,id=a,env=VERSOIN echo $VERSOIN', ''],
    ['FROM debian:12\nARG VERSION=1\nRUN --mount=type=secret,id=a,env=OTHER echo $VERSOIN', 'did-you-mean VERSOIN VERSION'],
    ['FROM debian:12\nARG HOMES=1\nRUN echo $HOME $PWD', ''],
    // nginx
    ['FROM nginx:1.29\nCOPY <<EOF /a\nserver { server_name $host; }\nEOF', 'nginx host'],
    ['FROM nginx:1.29\nCOPY <<EOF /a\nthe $host\nEOF', 'undefined host'],
    ['FROM nginx:1.29\nCOPY $host /a', 'undefined host'],
  ])('%j: %s', (text, expected) => {
    expect(reportsOf('undefined-variable', `${text}\n`, ['name', 'similar'])).toBe(expected);
  });

  it.each<[string, string | undefined]>([
    ['ARG A=1\nFROM debian:12\nWORKDIR $A', 'ARG A=1\nFROM debian:12\nARG A\nWORKDIR $A'],
    ['FROM debian:12\nWORKDIR $TARGETARCH', 'FROM debian:12\nARG TARGETARCH\nWORKDIR $TARGETARCH'],
    ['FROM debian:12\nARG A=1\nCMD echo $A', 'FROM debian:12\nARG A=1\nENV A=$A\nCMD echo $A'],
    ['FROM debian:12\nARG VERSION=1\nWORKDIR ${VERSOIN}', 'FROM debian:12\nARG VERSION=1\nWORKDIR ${VERSION}'],
    ['FROM debian:12\nENV A=1 B=$A', undefined],
    ['FROM debian:12\nWORKDIR $X', undefined],
  ])('the fix of %j', (text, expected) => {
    expect(fixed('undefined-variable', text)).toBe(expected);
  });
});

describe('swallowed-instruction', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['RUN a \\\nCOPY b c', ['COPY'], 'RUN a\nCOPY b c'],
    ['RUN a && \\\nCOPY b c', ['COPY'], 'RUN a\nCOPY b c'],
    ['RUN a || \\\nCOPY b c', ['COPY'], 'RUN a\nCOPY b c'],
    ['RUN a | \\\nCOPY b c', ['COPY'], 'RUN a\nCOPY b c'],
    ['RUN a; \\\nCOPY b c', ['COPY'], 'RUN a\nCOPY b c'],
    ['RUN a \\\n# b\nCOPY b c', ['COPY'], 'RUN a\n# b\nCOPY b c'],
    ['RUN a \\\n\nCOPY b c', ['COPY'], 'RUN a\n\nCOPY b c'],
    ['RUN a \\  \nCOPY b c', ['COPY'], 'RUN a\nCOPY b c'],
    ['ENV A=1 \\\nUSER app', ['USER'], 'ENV A=1\nUSER app'],
    ['ENV A=1 \\\nUSER=app', [], undefined],
    ['ENV A=1 \\\nUSER =app', [], undefined],
    ['RUN a \\\n  COPY b c', [], undefined],
    ['  RUN a \\\n  COPY b c', [], undefined],
    ['  RUN a \\\nCOPY b c', [], undefined],
    ['RUN a \\\ncopy b c', [], undefined],
    ['RUN a \\\nCOPY', [], undefined],
    ['RUN a \\\nCOPY\t b', ['COPY'], 'RUN a\nCOPY\t b'],
    ['RUN a \\\nCOPYB c', [], undefined],
    ['RUN a \\\nCOMMAND c', [], undefined],
    ['RUN \\\nCOPY b c', [], undefined],
    ['RUN a "b \\\nCOPY c d"', [], undefined],
    ["RUN a 'b \\\nCOPY c d'", [], undefined],
    ['LABEL a="b \\\nCOPY c d"', [], undefined],
    ['HEALTHCHECK \\\nCMD a b', [], undefined],
    ['HEALTHCHECK CMD a \\\nCMD b c', ['CMD'], 'HEALTHCHECK CMD a\nCMD b c'],
    ['ONBUILD \\\nRUN a b', [], undefined],
    ['RUN a \\\nADD \\\n&& b', [], undefined],
    ['RUN a \\\nADD | b', [], undefined],
    ['RUN a \\\nADD ; b', [], undefined],
    ['RUN a \\\nCOPY b c && d', ['COPY'], 'RUN a\nCOPY b c && d'],
    ['RUN a b\nCOPY c d', [], undefined],
  ])('%j: %j', (lines, marked, after) => {
    const text = `FROM debian:12\n${lines}\n`;
    expect(markedBy('swallowed-instruction', text)).toEqual(marked);
    expect(fixed('swallowed-instruction', text)).toBe(after && `FROM debian:12\n${after}\n`);
  });
});

/** Whether something after the RUN needs the lists decides about the fix: `safe`, `suggestion`, or none. */
describe('package-lists-left', () => {
  const level = (lines: string, image = 'debian:12'): string => {
    const [finding] = findingsOf('package-lists-left', `FROM ${image}\nRUN apt-get update && apt-get install -y curl\n${lines}\n`);
    return finding === undefined ? 'no finding' : (finding.fixes[0]?.level ?? 'no fix');
  };

  it.each<[string, string]>([
    ['', 'safe'],
    ['RUN ls', 'safe'],
    ['RUN ./x', 'suggestion'],
    ['RUN make', 'suggestion'],
    ['RUN apt-get install -y git', 'no fix'],
    ['RUN apt-get upgrade -y', 'no fix'],
    ['RUN apt-get search x', 'no fix'],
    ['RUN apt-get remove -y git', 'safe'],
    ['RUN apt-get clean', 'safe'],
    ['RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*', 'safe'],
    ['RUN ./x && apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*', 'suggestion'],
    ['RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\nRUN ./x', 'safe'],
    ['RUN ["apt-get", "install", "-y", "git"]', 'no fix'],
    ['RUN ["apt-get", "update"]', 'safe'],
    ['RUN ["ls"]', 'safe'],
    ['RUN ["./x"]', 'suggestion'],
    ['RUN "', 'suggestion'],
    ['RUN --mount=type=cache,target=/var/lib/apt ./x', 'safe'],
    ['RUN --mount=type=cache,target=/x ./x', 'suggestion'],
    ['ONBUILD RUN apt-get install -y git', 'no fix'],
    ['ONBUILD RUN ls', 'safe'],
    ['ONBUILD COPY a b', 'safe'],
    ['CMD ["server"]', 'safe'],
    ['CMD server', 'safe'],
    ['CMD ["bash"]', 'safe'],
    ['CMD ["bash", "-l"]', 'safe'],
    ['CMD ["bash", "x.sh"]', 'suggestion'],
    ['CMD ["/x.sh"]', 'suggestion'],
    ['CMD apt-get install -y git && server', 'no fix'],
    ['ENTRYPOINT ["server"]\nCMD ["/x.sh"]', 'safe'],
    ['ENTRYPOINT ["tini", "--"]\nCMD ["/x.sh"]', 'suggestion'],
    ['ENTRYPOINT server\nCMD ["/x.sh"]', 'safe'],
    ['COPY x /usr/bin/\nRUN x', 'suggestion'],
  ])('%s: %s', (lines, expected) => {
    expect(level(lines)).toBe(expected);
  });

  it.each<[string, string]>([
    ['FROM base\nRUN apt-get install -y git', 'no fix'],
    ['FROM base\nRUN ./x', 'suggestion'],
    ['FROM base\nRUN ls', 'safe'],
    ['FROM base AS other\nRUN ./x\nFROM base\nRUN ls', 'suggestion'],
    ['FROM base AS other\nRUN apt-get install -y git\nFROM base\nRUN ./x', 'no fix'],
    ['FROM base AS middle\nFROM middle\nRUN apt-get install -y git', 'no fix'],
  ])('stages: %j: %s', (lines, expected) => {
    expect(level(lines, 'debian:12 AS base')).toBe(expected);
  });

  it('apk fetches its lists again', () => {
    const levelOf = (lines: string): string | undefined =>
      findingsOf('package-lists-left', `FROM alpine:3.22\nRUN apk add curl\n${lines}\n`)[0]?.fixes[0]?.level;
    expect(levelOf('RUN ./x')).toBe('safe');
    expect(levelOf('RUN apk add --no-network git')).toBeUndefined();
    expect(levelOf('CMD ["/x.sh"]')).toBe('safe');
    expect(levelOf('RUN "')).toBe('safe');
  });
});
