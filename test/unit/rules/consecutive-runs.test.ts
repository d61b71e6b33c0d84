import { describe, expect, it } from 'vitest';
import { reportsOf } from '../../support/rule-tables.ts';
import { check, ruleOf } from '../../support/rules.ts';

it.each([
  ['nothing is gained', 'RUN mkdir /a\nRUN mkdir /b', 'hint'],
  ['package lists go stale after an update alone', 'RUN apt-get update\nRUN apt-get install -y curl', 'hint'],
  ['package lists go stale', 'RUN apt-get update && apt-get install -y git\nRUN apt-get install -y curl', 'info'],
  ['a later RUN deletes a download', 'RUN curl -o /a https://example.com/a\nRUN rm /a', 'info'],
])('%s: the finding can be fixed', (_, runs, severity) => {
  const { findings } = check(`FROM debian:12\n${runs}\n`, { rules: [ruleOf('consecutive-runs')] });
  expect(findings.map((finding) => [finding.severity, finding.fixes.length])).toEqual([[severity, 1]]);
});

/** What two RUN instructions gain in one: the id of the message and its values. */
function gain(first: string, second: string, image = 'debian:12'): string {
  return reportsOf('consecutive-runs', `FROM ${image}\nRUN ${first}\nRUN ${second}\n`, ['update', 'install', 'name', 'program']).replace(
    / +/g,
    ' ',
  );
}

describe('what is gained by one RUN', () => {
  const download = 'curl -o /x/a.tgz https://example.com/a.tgz';

  it.each<[string, string, string]>([
    // Old package lists. After a RUN that only updates, it is a hint: update-without-install reports it.
    ['apt-get update && apt-get install -y make', 'apt-get install -y git', 'stale apt-get update apt-get install'],
    ['apt-get update && apt-get install -y make', 'apt-get upgrade -y', 'stale apt-get update apt-get upgrade'],
    ['apt-get update && apt-get install -y make', 'apt-get download git', 'stale apt-get update apt-get download'],
    ['apt-get update', 'apt-get update && apt-get install -y git', 'separate'],
    ['apt-get update', 'apt-get remove -y git', 'separate'],
    ['apt-get update && apt-get install -y make', 'apt-get clean && apt-get install -y git', 'stale apt-get update apt-get install'],
    ['apt-get update', 'gem install x', 'separate'],
    ['apt-get install -y git', 'apt-get install -y make', 'separate'],
    ['apt-get update', 'apt-get install -y git', 'stale apt-get update apt-get install'],
    ['apt update && apt install -y make', 'apt-get install -y git', 'stale apt update apt-get install'],
    // What a later RUN deletes.
    [download, 'rm /x/a.tgz', 'deleted /x/a.tgz'],
    [download, 'rm -rf /x', 'deleted /x/a.tgz'],
    [download, 'rm -f /x/*', 'deleted /x/a.tgz'],
    [download, 'rm /x/b.tgz', 'separate'],
    [download, 'rm -rf /', 'separate'],
    [`${download} && rm /x/a.tgz`, 'rm -f /x/a.tgz', 'separate'],
    [`rm -f /x/a.tgz; ${download}`, 'rm -f /x/a.tgz', 'deleted /x/a.tgz'],
    [`test -f /y || ${download}`, 'rm -f /x/a.tgz', 'separate'],
    ['echo a > /x/a', 'rm /x/a', 'separate'],
    ['apt-get install -y gcc', 'apt-get purge -y gcc', 'deleted gcc'],
    ['apt-get install -y gcc && apt-get purge -y gcc', 'apt-get purge -y gcc', 'separate'],
    ['apt-get purge -y gcc && apt-get install -y gcc', 'apt-get purge -y gcc', 'deleted gcc'],
    ['apt-get install -y gcc', 'apt-get purge -y make', 'separate'],
    ['apt-get purge -y gcc', 'apt-get purge -y gcc', 'separate'],
    ['apt-get update', 'rm -rf /var/lib/apt/lists/*', 'lists'],
    ['apt-get update && rm -rf /var/lib/apt/lists/*', 'rm -rf /var/lib/apt/lists/*', 'separate'],
    ['rm -rf /var/lib/apt/lists/* && apt-get update', 'rm -rf /var/lib/apt/lists/*', 'lists'],
    ['apt-get update', 'apt-get distclean', 'lists'],
    ['apt-get update', 'apt-get clean', 'separate'],
    // Caches.
    ['pip install flask', 'pip cache purge', 'caches pip install'],
    ['pip download flask', 'pip cache purge', 'caches pip download'],
    ['pip install --no-cache-dir flask', 'pip cache purge', 'separate'],
    ['pip install flask && pip cache purge', 'pip cache purge', 'separate'],
    ['pip install flask', 'npm cache clean --force', 'separate'],
    ['pip list', 'pip cache purge', 'separate'],
    ['npm ci', 'rm -rf /root/.npm', 'caches npm ci'],
    ['npm ci', 'rm -rf /root/.cache', 'separate'],
    // What a later RUN stores a second time.
    [download, 'chmod 644 /x/a.tgz', 'changed /x/a.tgz chmod'],
    [download, 'chmod -R 644 /x', 'changed /x/a.tgz chmod'],
    [download, 'chmod 644 /x', 'separate'],
    [download, 'chmod 644 /x/*', 'changed /x/a.tgz chmod'],
    [download, 'chmod 644 /x/*.tgz', 'changed /x/a.tgz chmod'],
    [download, 'chmod 644 /x/*.zip', 'separate'],
    [download, 'chmod 644 /*', 'separate'],
    [download, 'chown app /x/a.tgz', 'changed /x/a.tgz chown'],
    [`${download} && rm /x/a.tgz`, 'chmod -R 755 /x', 'separate'],
    [`test -f /y || ${download}`, 'chmod -R 755 /x', 'separate'],
    ['echo a > /x/a', 'chmod 644 /x/a', 'separate'],
    ['git clone https://example.com/a.git /a', 'chmod -R 755 /a', 'changed /a chmod'],
    ['git clone https://example.com/a.git /a', 'chmod 755 /a', 'separate'],
    ['git clone https://example.com/a.git /a', 'chmod -R 755 /a/b', 'separate'],
    ['git clone https://example.com/a.git /a', 'chmod -R 755 /ab', 'separate'],
  ])('%s; %s: %s', (first, second, expected) => {
    expect(gain(first, second)).toBe(expected);
  });

  it.each<[string, string, string, string]>([
    ['alpine:3.22', 'apk add git', 'rm -rf /var/cache/apk/*', 'lists'],
    ['alpine:3.22', 'apk add --no-cache git', 'rm -rf /var/cache/apk/*', 'separate'],
    ['fedora:42', 'dnf install -y git', 'dnf clean all', 'caches dnf'],
    ['fedora:42', 'dnf install -y git', 'rm -rf /var/cache/libdnf5', 'caches dnf'],
    ['fedora:42', 'dnf install -y git && dnf clean all', 'dnf clean all', 'separate'],
    ['fedora:42', 'dnf clean all && dnf install -y git', 'dnf clean all', 'caches dnf'],
    ['fedora:42', 'dnf remove -y git', 'dnf clean all', 'separate'],
    ['opensuse/leap:15', 'zypper -n install git', 'zypper clean', 'caches zypper'],
    ['opensuse/leap:15', 'zypper -n install git', 'zypper cc', 'caches zypper'],
    ['archlinux:base', 'pacman -S --noconfirm git', 'rm -rf /var/cache/pacman/pkg/*', 'caches pacman'],
  ])('%s: %s; %s: %s', (image, first, second, expected) => {
    expect(gain(first, second, image)).toBe(expected);
  });

  it('not only by neighbours', () => {
    const text = 'FROM debian:12\nRUN apt-get update && apt-get install -y make\nRUN mkdir /a\nRUN mkdir /b\nRUN apt-get install -y git\n';
    expect(reportsOf('consecutive-runs', text)).toBe('stale');
  });
});

describe('what is not merged', () => {
  it.each<[string, string]>([
    ['RUN a', 'RUN --mount=type=cache,target=/x b'],
    ['RUN --network=none a', 'RUN b'],
    ['RUN a', 'RUN ["b"]'],
    ['RUN a', 'RUN <<EOF\nb\nEOF'],
    ['RUN a', 'RUN'],
    ['RUN a', 'RUN cd /b'],
    ['RUN a', 'RUN export B=1'],
    ['RUN a &', 'RUN b'],
    ['RUN a # b', 'RUN b'],
    ['RUN a', '# hadolint ignore=DL3059\nRUN b'],
    ['RUN a', '# shellcheck disable=SC2086\nRUN b'],
    ['RUN a', '# check=skip = all\nRUN b'],
    ['RUN a', '# why\nRUN b'],
    ['RUN a', 'SHELL ["/bin/bash", "-c"]\nRUN b'],
    ['RUN a', 'USER b\nRUN b'],
    ['ARG V\nRUN a $V', 'RUN b'],
    ['RUN ln -sf /bin/bash /bin/sh', 'RUN b'],
  ])('%j, %j', (first, second) => {
    expect(reportsOf('consecutive-runs', `FROM debian:12\n${first}\n${second}\n`)).toBe('');
  });

  it.each<[string, string]>([
    ['RUN a', 'RUN b'],
    ['RUN a', '# why\nRUN b\nRUN c'],
    ['RUN a', '# ignore this\nRUN b\nRUN c'],
    ['RUN --network=none a', 'RUN --network=none b'],
    ['ARG V\nRUN a $V', 'RUN b $V'],
    ['ENV V=1\nRUN a $V', 'RUN b'],
    ['RUN apt-get update && apt-get install -y gcc\nWORKDIR /a\nRUN mkdir /x', 'RUN make'],
  ])('but %j, %j', (first, second) => {
    expect(reportsOf('consecutive-runs', `FROM debian:12\n${first}\n${second}\n`)).toBe('separate');
  });
});
