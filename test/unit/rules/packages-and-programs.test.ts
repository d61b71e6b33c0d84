import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

/** The text after the first fix of the first finding; undefined if there is none. */
function fixed(id: string, text: string): string | undefined {
  const fix = findingsOf(id, text)[0]?.fixes[0];
  return fix && applyEdits(text, fix.edits);
}

/** apt-get(8), dnf(8), zypper(8), pacman(8), conda and pip: what asks, and the option that answers. */
describe('missing-yes-flag', () => {
  it.each<[string, string]>([
    ['apt-get install curl', 'may-ask install -y'],
    ['apt-get install curl git', 'asks install -y'],
    ['apt-get install $X', 'asks install -y'],
    ['apt-get remove curl', 'asks remove -y'],
    ['apt-get purge curl', 'asks purge -y'],
    ['apt-get upgrade', 'may-change upgrade -y'],
    ['apt-get dist-upgrade', 'may-change dist-upgrade -y'],
    ['apt-get autoremove', 'may-change autoremove -y'],
    ['apt-get reinstall curl', 'may-ask reinstall -y'],
    ['apt-get install', ''],
    ['apt-get reinstall', ''],
    ['apt-get remove', ''],
    ['apt-get purge', ''],
    ['apt-get -f install', 'may-change install -y'],
    ['apt-get install --fix-broken', 'may-change install -y'],
    ['apt-get update', ''],
    ['apt-get -y install curl', ''],
    ['apt-get install --yes curl', ''],
    ['apt-get install --assume-yes curl', ''],
    ['apt-get --simulate install curl', ''],
    ['dnf install git', 'asks install -y'],
    ['dnf remove git', 'asks remove -y'],
    ['dnf -y install git', ''],
    ['dnf makecache', ''],
    ['yum install git', 'asks install -y'],
    ['zypper install git', 'asks install -y'],
    ['zypper --non-interactive install git', ''],
    ['pacman -S git', 'asks -S --noconfirm'],
    ['pacman -S --noconfirm git', ''],
    ['pacman -Sy', ''],
    ['pacman -R git', 'asks -R --noconfirm'],
    ['conda install numpy', 'asks install -y'],
    ['conda install -y numpy', ''],
    ['pip uninstall x', 'asks uninstall -y'],
    ['pip install x', ''],
    ['apk add git', ''],
    // The question is answered.
    ['yes | apt-get install curl', ''],
    ['yes | sudo apt-get install curl', ''],
    ['echo y | dnf install git', ''],
    ['true && yes | dnf install git', ''],
    ['dnf install git | cat', 'asks install -y'],
    ['dnf install git < /answers', ''],
    ['dnf install git <<< y', ''],
    ['dnf install git > /log', 'asks install -y'],
    ['yes | (dnf install git)', ''],
    ['true | true && dnf install git', 'asks install -y'],
  ])('%s: %s', (line, expected) => {
    expect(reportsOf('missing-yes-flag', `FROM acme/base:1\nRUN ${line}\n`, ['verb', 'option'])).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['RUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90\nRUN apt-get install git', true],
    ['RUN echo assumeyes=1 >> /etc/dnf/dnf.conf\nRUN dnf install git', true],
    ['ENV CONDA_ALWAYS_YES=1\nRUN conda install numpy', true],
    ['RUN apt-get --assume-yes install make\nRUN apt-get install git', false],
    ['RUN apt-get --assumeyes install make\nRUN apt-get install git', false],
    ['RUN dnf --assumeno install make\nRUN dnf -v install git', false],
    ['RUN dnf install git\nRUN echo assumeyes=1 >> /etc/dnf/dnf.conf', false],
  ])('configured by an earlier line: %j: %s', (lines, answered) => {
    expect(reportsOf('missing-yes-flag', `FROM acme/base:1\n${lines}\n`) === '').toBe(answered);
  });

  it('a parent stage configures its children, other stages do not', () => {
    const stages = (from: string): string =>
      `FROM acme/base:1 AS base\nRUN echo assumeyes=1 >> /etc/dnf/dnf.conf\nFROM ${from}\nRUN dnf install git\n`;
    expect(reportsOf('missing-yes-flag', stages('base'))).toBe('');
    expect(reportsOf('missing-yes-flag', stages('acme/base:1'))).toBe('asks');
  });

  it('the option comes after the verb', () => {
    expect(fixed('missing-yes-flag', 'FROM a\nRUN dnf -v install git\n')).toBe('FROM a\nRUN dnf -v install -y git\n');
    expect(fixed('missing-yes-flag', 'FROM a\nRUN pacman -S git\n')).toBe('FROM a\nRUN pacman -S --noconfirm git\n');
    expect(reportsOf('missing-yes-flag', 'FROM a\nONBUILD RUN dnf install git\n')).toBe('asks');
  });
});

/** Names of Debian 12 (bookworm), main. */
describe('unknown-package', () => {
  const reports = (command: string, image = 'debian:12'): string =>
    reportsOf('unknown-package', `FROM ${image}\nRUN apt-get update && ${command}\n`, ['name', 'similar']);

  it.each<[string, string]>([
    ['apt-get install -y curl', ''],
    ['apt-get install -y build-esential', 'similar build-esential build-essential'],
    ['apt install -y build-esential', 'similar build-esential build-essential'],
    ['apt-get install -y qqqqqq', 'unknown qqqqqq'],
    ['apt-get install -y qqqqqq zzzzzz', 'unknown qqqqqq, unknown zzzzzz'],
    ['apt-get install -y netcat', 'virtual netcat netcat-openbsd'],
    ['apt-get install -y python3.9', 'similar python3.9 python3'],
    ['apt-get install -y libssl1.1', 'similar libssl1.1 libssl3'],
    ['apt-get install -y curl-', ''],
    ['apt-get install -y curl+', ''],
    ['apt-get install -y g++', ''],
    ['apt-get install -y g++-12', ''],
    ['apt-get install -y g++-99', 'similar g++-99 g++'],
    ['apt-get install -y qqqqqq=1.0', ''],
    ['apt-get install -y qqqqqq/testing', ''],
    ['apt-get install -y qqqqqq:i386', ''],
    ['apt-get install -y "qqqq.*"', ''],
    ['apt-get install -y qqqqqq^', ''],
    ['apt-get install -y ./qqqqqq.deb', ''],
    ['apt-get install -y $qqqqqq', ''],
    // A name with a dot is a regular expression if no package has it.
    ['apt-get install -y lib.rl', ''],
    ['apt-get install -y -t bookworm-backports qqqqqq', ''],
    ['apt-get install -y --target-release sid qqqqqq', ''],
    ['apt-get install -y --default-release sid qqqqqq', ''],
    ['apt-get install -y -o A=b qqqqqq', ''],
    ['apt-get install -y -c /x qqqqqq', ''],
    ['apt-get install -s qqqqqq', ''],
    ['apt-get install -y qqqqqq || true', ''],
    ['apt-get install -y qqqqqq; true', 'unknown qqqqqq'],
    ['apt-get remove -y qqqqqq', ''],
    ['apt-get download qqqqqq', ''],
    ['apt-get build-dep -y qqqqqq', ''],
    ['apk add qqqqqq', ''],
    ['pip install qqqqqq', ''],
  ])('%s: %s', (command, expected) => {
    expect(reports(command)).toBe(expected);
  });

  it.each(['debian:sid', 'ubuntu:24.04', 'alpine:3.22', 'acme/base:1'])('not on %s', (image) => {
    expect(reports('apt-get install -y qqqqqq', image)).toBe('');
  });

  it('the fix keeps quotes of the author', () => {
    const text = (word: string): string => `FROM debian:12\nRUN apt-get install -y ${word}\n`;
    expect(fixed('unknown-package', text('build-esential'))).toBe(text('build-essential'));
    expect(fixed('unknown-package', text('"build-esential"'))).toBeUndefined();
  });
});

describe('missing-program', () => {
  const reports = (lines: string): string => reportsOf('missing-program', `FROM debian:12\n${lines}\n`, ['program', 'package']);

  it.each<[string, string]>([
    ['RUN curl x', 'missing curl curl'],
    ['RUN /usr/bin/curl x', 'missing curl curl'],
    ['RUN curl x && curl y', 'missing curl curl'],
    ['RUN curl x\nRUN curl y', 'missing curl curl'],
    ['RUN curl x && git y', 'missing curl curl, missing git git'],
    ['RUN sudo curl x', 'missing sudo sudo, missing curl curl'],
    ['RUN apk add x', 'unavailable apk'],
    ['RUN ls', ''],
    ['RUN my-own x', ''],
    ['RUN $CURL x', ''],
    ['RUN curl x || true', ''],
    ['RUN if curl x; then true; fi', ''],
    ['RUN command -v curl && curl x', ''],
    ['RUN curl() { true; }; curl x', ''],
    ['RUN apt-get update && apt-get install -y curl && curl x', ''],
    ['CMD ["git", "x"]', 'missing git git'],
    ['CMD git x', 'missing git git'],
    ['CMD git x\nCMD ["ls"]', ''],
    ['ENTRYPOINT ["git"]', 'missing git git'],
    ['ENTRYPOINT ["ls"]\nCMD ["git"]', ''],
    ['ENTRYPOINT ["env"]\nCMD ["git"]', 'missing git git'],
    ['ENTRYPOINT ["tini", "--"]\nCMD ["git"]', 'missing tini tini, missing git git'],
    ['ENTRYPOINT ["/start.sh"]\nCMD ["git"]', ''],
    ['CMD ["env", "A=1", "git"]', 'missing git git'],
    ['HEALTHCHECK CMD curl x', 'missing curl curl'],
    ['HEALTHCHECK CMD ["curl", "x"]', 'missing curl curl'],
    ['HEALTHCHECK CMD curl x || exit 1', 'missing curl curl'],
    ['HEALTHCHECK NONE', ''],
    ['ONBUILD RUN curl x', ''],
  ])('%s: %s', (lines, expected) => {
    expect(reports(lines)).toBe(expected);
  });

  it('not what a stage starts on which another one is based', () => {
    expect(reportsOf('missing-program', 'FROM debian:12 AS a\nCMD ["git"]\nFROM a\nCMD ["ls"]\n')).toBe('');
    expect(reportsOf('missing-program', 'FROM debian:12 AS a\nCMD ["git"]\nFROM debian:12\nCMD ["ls"]\n')).toBe('missing');
  });

  /** The package is added to the last install before the use that names packages and cannot fail, else in a RUN of its own. */
  it.each<[string, string | undefined]>([
    ['RUN curl x', 'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nRUN curl x'],
    ['RUN apt-get install -y jq\nRUN curl x', 'RUN apt-get install -y jq curl\nRUN curl x'],
    ['RUN apt-get install -y jq && curl x', 'RUN apt-get install -y jq curl && curl x'],
    ['RUN apt-get install -y jq\nRUN apt-get install -y vim\nRUN curl x', 'RUN apt-get install -y jq\nRUN apt-get install -y vim curl\nRUN curl x'],
    ['RUN apt-get install -y jq\nRUN apt-get install -y vim || true\nRUN curl x', 'RUN apt-get install -y jq curl\nRUN apt-get install -y vim || true\nRUN curl x'],
    ['RUN curl x && apt-get install -y jq', 'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nRUN curl x && apt-get install -y jq'],
    ['RUN apt-get purge -y jq && curl x', 'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nRUN apt-get purge -y jq && curl x'],
    ['USER 0\nRUN curl x', 'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 0\nRUN curl x'],
  ])('the fix of %j', (lines, expected) => {
    expect(fixed('missing-program', `FROM debian:12\n${lines}\n`)).toBe(expected && `FROM debian:12\n${expected}\n`);
  }); // prettier-ignore

  it('on alpine with apk', () => {
    expect(fixed('missing-program', 'FROM alpine:3.20\nRUN curl x\n')).toBe('FROM alpine:3.20\nRUN apk add --no-cache curl\nRUN curl x\n');
  });

  it.each(['app', '1000', 'root', '0'])('after USER %s of the parent stage', (user) => {
    const text = `FROM debian:12 AS a\nUSER ${user}\nFROM a\nRUN curl x\n`;
    expect(fixed('missing-program', text) !== undefined).toBe(user === 'root' || user === '0');
  });
});

describe('missing-apt-update', () => {
  const reports = (lines: string): string => reportsOf('missing-apt-update', `FROM debian:12\n${lines}\n`, ['name']);

  it.each<[string, string]>([
    ['RUN apt-get install -y git', 'no-lists git'],
    ['RUN apt install -y git', 'no-lists git'],
    ['RUN apt-get update && apt-get install -y git', ''],
    ['RUN apt-get update\nRUN apt-get install -y git', ''],
    ['RUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get install -y git', 'lists-deleted git'],
    ['RUN apt-get update && rm -rf /var/lib/apt/lists/* && apt-get install -y git', 'lists-deleted git'],
    ['RUN apt-get install -y git && apt-get update', 'no-lists git'],
    ['RUN apt-get install -y git\nRUN apt-get update', 'no-lists git'],
    ['CMD apt-get update\nRUN apt-get install -y git', 'no-lists git'],
    ['RUN apt-get install -y git\nRUN apt-get install -y vim', 'no-lists git'],
    ['RUN apt-get install -y bash', ''],
    ['RUN apt-get install -y bash git', 'no-lists git'],
    ['RUN apt-get install -y $X', ''],
    ['RUN apt-get install -y ./x.deb', ''],
    ['RUN apt-get install -s git', ''],
    ['RUN apt-get install -y git || true', ''],
    ['RUN apt-get install -y git || (apt-get update && apt-get install -y git)', ''],
    ['RUN apt-get upgrade -y', ''],
    ['RUN apt-get remove -y git', ''],
    ['RUN ./setup.sh && apt-get install -y git', ''],
    ['RUN --mount=type=cache,target=/var/lib/apt apt-get install -y git', ''],
  ])('%s: %s', (lines, expected) => {
    expect(reports(lines)).toBe(expected);
  });

  it.each<[string, string | undefined]>([
    ['apt-get install -y git', 'apt-get update && apt-get install -y git'],
    ['sudo -E apt-get install -y git', 'sudo -E apt-get update && sudo -E apt-get install -y git'],
    ['true && apt install -y git', 'true && apt update && apt install -y git'],
    ['(apt-get install -y git)', '(apt-get update && apt-get install -y git)'],
    ["su -c 'apt-get install -y git'", undefined],
    ['yes | apt-get install git', undefined],
  ])('%s: %s', (command, expected) => {
    expect(fixed('missing-apt-update', `FROM debian:12\nRUN ${command}\n`)).toBe(expected && `FROM debian:12\nRUN ${expected}\n`);
  });

  it('marks the tool', () => {
    expect(markedBy('missing-apt-update', 'FROM debian:12\nRUN sudo apt-get install -y git\n')).toEqual(['apt-get']);
  });
});
