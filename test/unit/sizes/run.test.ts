import { describe, expect, it } from 'vitest';
import { english, message } from '../../../server/src/base/message.ts';
import type { Bytes } from '../../../server/src/sizes/size.ts';
import { finalSizes, inShort, lastLayer } from '../../support/sizes.ts';

const listsFolder = 19_853_620;

/** Likely bytes of the last RUN of a file on Debian 12's slim image; undefined if unknown. */
function bytesOf(instructions: string): number | undefined {
  return lastLayer(`FROM debian:bookworm-slim\n${instructions}`).bytes?.likely;
}

/** What a Docker Engine measured on that image, in megabytes, with lists and without. */
const withLists = { curl: 31.9, curlRecommended: 35.0, nginx: 35.1 };
const withoutLists = { curl: 12.03, nginx: 15.29 };

describe('apt-get install', () => {
  it.each([
    ['lists and packages', 'RUN apt-get update && apt-get install -y --no-install-recommends curl', withLists.curl],
    ['recommended packages too', 'RUN apt-get update && apt-get install -y curl', withLists.curlRecommended],
    ['each in its own command', 'RUN apt-get update; apt-get install -y --no-install-recommends nginx', withLists.nginx],
    [
      'lists deleted',
      'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
      withoutLists.curl,
    ],
    [
      'deleted with their folder',
      'RUN apt-get update && apt-get install -y --no-install-recommends nginx && rm -r /var/lib/apt/lists',
      withoutLists.nginx,
    ],
    [
      'from within',
      'RUN apt-get update && apt-get install -y --no-install-recommends nginx && cd /var/lib/apt && rm -r lists',
      withoutLists.nginx,
    ],
    [
      'lists on a cache mount',
      'RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends nginx',
      withoutLists.nginx,
    ],
    ['lists of an earlier layer', 'RUN apt-get update\nRUN apt-get install -y --no-install-recommends nginx', withoutLists.nginx],
    ['a version, an architecture', 'RUN apt-get install -y --no-install-recommends curl=7.88.1-10 libcurl4:amd64', withoutLists.curl],
    ['names in a variable of the file', 'ARG P="curl"\nRUN apt-get install -y --no-install-recommends $P', withoutLists.curl],
    ['names in a variable of the script', 'RUN P="nginx" && apt-get install -y --no-install-recommends $P', withoutLists.nginx],
    [
      'removed again, with what it needed',
      'RUN apt-get install -y --no-install-recommends curl gcc && apt-get purge -y --auto-remove gcc',
      withoutLists.curl,
    ],
    [
      'removed in two steps',
      'RUN apt-get install -y --no-install-recommends curl gcc && apt-get remove -y gcc && apt-get autoremove -y',
      withoutLists.curl,
    ],
    [
      'archives that are kept, and deleted in the same RUN',
      'RUN rm /etc/apt/apt.conf.d/docker-clean && apt-get install -y --no-install-recommends curl && apt-get clean',
      withoutLists.curl,
    ],
    [
      'a package of Debian, although another repository was added',
      'RUN echo "deb https://x" > /etc/apt/sources.list.d/x.list && apt-get install -y --no-install-recommends curl',
      withoutLists.curl,
    ],
    [
      'an option of remove',
      'RUN apt-get install -y --no-install-recommends curl gcc && apt-get remove -y --autoremove gcc',
      withoutLists.curl,
    ],
    [
      'the verb autoremove with a name',
      'RUN apt-get install -y --no-install-recommends curl gcc && apt-get autoremove -y gcc',
      withoutLists.curl,
    ],
    ['archives, which the image itself deletes', 'RUN apt-get install -y --no-install-recommends curl && apt-get clean', withoutLists.curl],
  ])('%s', (_, instructions, megabytes) => {
    expect(Math.abs(bytesOf(instructions)! / (megabytes * 1e6) - 1)).toBeLessThan(0.02);
  });

  it.each([
    ['what every image has', 'RUN apt-get install -y bash tzdata'],
    ['what an earlier layer has', 'RUN apt-get install -y curl\nRUN apt-get install -y curl'],
  ])('does not count %s', (_, instructions) => {
    expect(bytesOf(instructions)).toBe(0);
  });

  it('counts what remains of packages that are removed again: databases, logs', () => {
    const { bytes } = lastLayer(
      'FROM debian:bookworm-slim\nRUN apt-get install -y build-essential && apt-get purge -y build-essential && apt-get autoremove -y',
    );
    const measured = 2_154_544; // buildah 1.28, files' bytes
    expect(bytes!.low).toBeLessThan(measured);
    expect(bytes!.high).toBeGreaterThan(measured);
    expect(bytes!.likely).toBeGreaterThan(1_500_000);
    expect(bytes!.high).toBeLessThan(4_000_000);
  });

  it('counts packages that two commands share once', () => {
    const one = bytesOf('RUN apt-get install -y --no-install-recommends curl nginx');
    expect(bytesOf('RUN apt-get install -y --no-install-recommends curl && apt-get install -y --no-install-recommends nginx')).toBe(one);
  });

  it.each([
    ['a variable that is not known', 'ARG P\nRUN apt-get install -y $P', 'What $P installs is only known during the build.'],
    ['a file', 'RUN apt-get install -y ./x.deb', 'What ./x.deb installs is only known during the build.'],
  ])('%s is unknown', (_, run, reason) => {
    const layer = lastLayer(`FROM debian:bookworm-slim\n${run}`);
    expect(layer.bytes).toBeUndefined();
    expect(english(layer.detail)).toBe(reason);
  });

  it.each([
    [
      'a package that is not in the table',
      'RUN apt-get install -y curl no-such-thing',
      'and 1 that it does not have: their sizes are guessed',
    ],
    ['another version', 'RUN apt-get install -y postgresql-client-9.6', "there is no data for the image's release"],
    ['an upgrade', 'RUN apt-get upgrade -y', 'What apt-get upgrade replaces depends on the age of the image: this is an estimate.'],
    [
      'a package of another repository',
      'RUN echo "deb https://x" > /etc/apt/sources.list.d/x.list && apt-get install -y nodejs',
      'and 1 that it does not have: their sizes are guessed',
    ],
  ])('%s is an estimate that says so', (_, run, reason) => {
    const { bytes, source, detail } = lastLayer(`FROM debian:bookworm-slim\n${run}`);
    expect(source).toBe('heuristic');
    expect(english(detail)).toContain(reason);
    expect(bytes!.high).toBeGreaterThan(bytes!.low * 1.5);
  });

  it('installs all packages that a pattern matches', () => {
    const names = lastLayer("FROM debian:bookworm-slim\nRUN apt-get install -y --no-install-recommends 'php8.2-m*'").parts.map(
      ({ name }) => name,
    );
    expect(names).toEqual(expect.arrayContaining(['php8.2-mbstring', 'php8.2-mysql']));
  });

  it('counts archives that are kept as waste', () => {
    const layer = lastLayer(
      'FROM debian:bookworm-slim\nRUN rm /etc/apt/apt.conf.d/docker-clean && apt-get install -y --no-install-recommends curl',
    );
    expect(layer.wasted).toBeGreaterThan(2.5e6);
    expect(layer.wasted).toBeLessThan(5.5e6);
  });

  it('counts the types of files that shared-mime-info writes', () => {
    const { parts } = lastLayer('FROM debian:bookworm-slim\nRUN apt-get install -y --no-install-recommends shared-mime-info');
    expect(parts.find(({ name }) => typeof name === 'object' && english(name) === 'files that install scripts write')!.bytes).toBe(
      2_680_507,
    );
  });

  it('says that the base image has the packages', () => {
    const { bytes, detail } = lastLayer('FROM python:3.12\nRUN apt-get install -y git');
    expect(bytes!.likely).toBe(0);
    expect(english(detail)).toMatch(/^apt has nothing to install: python:\S+ already contains the packages\.$/);
  });

  it('is empty for packages that are already installed', () => {
    const layer = lastLayer('FROM debian:bookworm-slim\nRUN apt-get install -y curl\nRUN apt-get install -y curl');
    expect(layer.parts).toEqual([]);
    expect(english(layer.detail)).toBe('apt has nothing to install: the packages are already installed.');
  });

  it('lists the packages, largest first, and the leftovers', () => {
    const layer = lastLayer('FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends jq');
    expect(layer.source).toBe('packages');
    expect(layer.wasted).toBe(listsFolder);
    expect(layer.parts.map(({ name }) => name)).toEqual([
      message('package lists'),
      message('dpkg and debconf databases'),
      'libonig5',
      'libjq1',
      'jq',
    ]);
  });

  /** Whether a command adds a repository, so that nodejs may be a package of it. */
  it.each([
    ['curl -o /etc/apt/sources.list.d/x.list https://example.com', true],
    ['curl -o /etc/apt/trusted.gpg.d/x.gpg https://example.com', true],
    ['curl -o /etc/apt/keyrings/x.gpg https://example.com', true],
    ['curl -o /usr/share/keyrings/x.gpg https://example.com', true],
    ['add-apt-repository -n ppa:x/y', true],
    ['echo x > /etc/apt/preferences', false],
    ['sed -i s/a/b/ /etc/apt/sources.list', false],
    ['echo my-add-apt-repository', false],
    ['echo add-apt-repository-x', false],
    ['true', false],
  ])('%s adds a repository: %s', (command, expected) => {
    const layer = lastLayer(`FROM debian:bookworm-slim\nRUN ${command}\nRUN apt-get install -y --no-install-recommends nodejs`);
    expect(layer.source === 'heuristic').toBe(expected);
  });

  it('includes package lists after a repository is added', () => {
    expect(bytesOf('RUN add-apt-repository ppa:x/y')).toBe(listsFolder);
    expect(bytesOf('RUN add-apt-repository -n ppa:x/y')).toBe(0);
  });

  it('excludes archives on a cache mount', () => {
    const run =
      'RUN --mount=type=cache,target=/var/cache/apt rm -f /etc/apt/apt.conf.d/docker-clean; apt-get install -y --no-install-recommends curl';
    expect(Math.abs(bytesOf(run)! / (withoutLists.curl * 1e6) - 1)).toBeLessThan(0.02);
  });

  it('knows the packages of the base image', () => {
    // buildpack-deps has curl and git; python:3.12-slim has tzdata.
    expect(lastLayer('FROM node:22\nRUN apt-get install -y git curl').bytes!.likely).toBe(0);
    expect(lastLayer('FROM debian:bookworm\nRUN apt-get install -y git').bytes!.likely).toBeGreaterThan(100e6);
  });

  it('counts documentation on images that are not slim', () => {
    // 17.1 MB were measured on debian:bookworm, 15.3 on its slim variant.
    const full = lastLayer('FROM debian:bookworm\nRUN apt-get install -y --no-install-recommends nginx').bytes!.likely;
    expect((full / 1e6).toFixed(0)).toBe('17');
  });

  it('is a rough estimate if only the release of the image is known', () => {
    const layer = lastLayer('FROM ghcr.io/acme/base:bookworm\nRUN apt-get install -y --no-install-recommends curl');
    expect(layer.source).toBe('heuristic');
    expect(layer.bytes!.low).toBeLessThan(3e6);
    expect(layer.bytes!.high).toBeGreaterThan(12e6);
  });

  it.each([
    ['of an unknown release', 'FROM node:20-slim'],
    ['of a release whose table is not bundled', 'FROM debian:buster-slim'],
  ])('is a rough estimate for an image %s', (_, from) => {
    const layer = lastLayer(`${from}\nRUN apt-get install -y --no-install-recommends curl`);
    expect(layer.source).toBe('heuristic');
    // The package sizes of neighbouring releases differ by about thirty percent.
    const { low, likely, high } = layer.bytes!;
    expect(low / likely).toBeLessThan(0.71);
    expect(high / likely).toBeGreaterThan(1.29);
  });

  it.each([
    ['another distribution', 'FROM ubuntu:24.04'],
    ['an image nobody knows', 'FROM acme/app'],
    ['a release long gone', 'FROM debian:jessie'],
  ])('is a wide estimate on %s', (_, from) => {
    const { bytes, source } = lastLayer(`${from}\nRUN apt-get update && apt-get install -y curl`);
    expect(source).toBe('heuristic');
    expect(bytes!.high).toBeGreaterThan(bytes!.low * 1.8);
    // Lists that are deleted again do not count, whatever their size.
    expect(lastLayer(`${from}\nRUN apt-get update && rm -rf /var/lib/apt/lists/*`).bytes!.likely).toBe(0);
  });
});

describe('deleting', () => {
  it('in a later layer frees nothing: the files in the earlier one are wasted', () => {
    const { layers, total } = finalSizes('FROM debian:bookworm-slim\nCOPY big.zip /tmp/\nRUN rm /tmp/big.zip', 'big.zip (5000 bytes)');
    expect(layers.map(({ estimate }) => [estimate.bytes?.likely, estimate.wasted])).toEqual([
      [5000, 5000],
      [0, 0],
    ]);
    expect(total.wasted).toBe(5000);
  });

  it.each([
    ['a download', 'curl -fsSL https://x.org/a.tgz -o /tmp/a.tgz && rm /tmp/a.tgz', true],
    ['a download in the working directory', 'cd /tmp && wget https://x.org/a.tgz && rm a.tgz', true],
    ['a download with an unknown version', 'wget https://x.org/a-$V.tgz && rm a-$V.tgz', true],
    ['a download to a folder in a variable', 'D=$(mktemp -d) && curl https://x.org/a.tgz -o $D/a.tgz && rm -rf $D', true],
    ['a clone', 'git clone https://x.org/a.git /src && rm -rf /src', true],
    ['what was unpacked', 'mkdir /x && tar xf a.tar -C /x && rm -rf /x', true],
    ['the folder of an archive', 'cd /tmp && curl https://x.org/foo-1.2.tgz | tar xz && rm -rf foo-1.2', true],
    ['a download with a glob', 'curl -o /tmp/a.tgz https://x.org/a.tgz && rm -rf /tmp/*', true],
    ['something else', 'curl -fsSL https://x.org/a.tgz -o /tmp/a.tgz && rm /tmp/b.tgz', false],
    ['perhaps', 'curl -fsSL https://x.org/a.tgz -o /tmp/a.tgz && if x; then rm /tmp/a.tgz; fi', false],
    ['a download onto a cache mount', 'curl -fsSL https://x.org/a.tgz -o /cache/a.tgz', false],
  ])('in the same layer removes %s', (_, script, isRemoved) => {
    const { bytes } = lastLayer(`FROM debian\nRUN ${script.replace(/\bx; then/, 'grep -q x /x; then')}`);
    expect(bytes!.high <= 100_000).toBe(isRemoved);
  });

  it('has no effect on a mount', () => {
    expect(
      lastLayer('FROM debian\nRUN --mount=type=cache,target=/cache curl -fsSL https://x.org/a.tgz -o /cache/a.tgz').bytes!.likely,
    ).toBe(0);
  });

  it.each([
    ['bash', 'SHELL ["/bin/bash", "-c"]\n', 0],
    ['sh', '', listsFolder],
  ])('with braces means several words in %s', (_, shell, left) => {
    const run = 'RUN apt-get update && rm -rf /var/{cache,lib/apt/lists}/*';
    expect(lastLayer(`FROM debian:bookworm-slim\n${shell}${run}`).bytes!.likely).toBe(left);
  });
});

describe('owners and modes', () => {
  const CONTEXT = 'app/a (100 bytes)\napp/b (20 bytes)\nrun.sh (7 bytes)';
  it.each([
    ['chown -R copies what an earlier layer has', 'COPY app /app\nRUN chown -R 1000 /app', '120 context'],
    ['in the working directory', 'WORKDIR /srv\nCOPY app app\nRUN chmod -R a+r app', '120 context'],
    ['in the folder that cd names', 'COPY app /srv/app\nRUN cd /srv && chown -R 1000 .', '120 context'],
    ['chmod of one file', 'COPY run.sh /run.sh\nRUN chmod +x /run.sh', '7 context'],
    [
      'chown -R where more lies than is known',
      'COPY --from=nginx /etc/nginx /app/nginx\nCOPY app /app\nRUN chown -R 1000 /app',
      'unknown: The files at /app are copied into this layer; their size is only known during the build.',
    ],
    [
      'a file once, whatever changes it',
      'COPY run.sh /run.sh\nRUN chmod +x /run.sh && adduser -D app && chown -R app /run.sh',
      '4007 context',
    ],
    ['a file and its folder', 'COPY app /app\nRUN chmod +x /app/a && chown -R 1000 /app', '120 context'],
    ['a folder and its file', 'COPY app /app\nRUN chown -R 1000 /app && chmod +x /app/a', '120 context'],
    ['modes and content', "COPY run.sh /run.sh\nRUN sed -i 's/a/b/' /run.sh && chmod +x /run.sh && chgrp 1000 /run.sh", '7 context'],
    ['a file once per layer', 'COPY run.sh /run.sh\nRUN chmod +x /run.sh\nRUN chown 1000 /run.sh', '7 context'],
    ['chown of a folder alone', 'COPY app /app\nRUN chown 1000 /app', '0 heuristic'],
    ['a folder in a variable', 'ENV D=/app\nCOPY app $D\nRUN chown -R 1000 $D', '120 context'],
    ['what was made in the same layer', 'RUN mkdir -p /data && touch /data/x && chown -R 1000 /data', '4000 heuristic'],
    ['a new home', 'RUN useradd -m app && chown -R app /home/app', '4000 heuristic'],
    ['cp', 'COPY run.sh /run.sh\nRUN cp /run.sh /usr/bin/', '7 context'],
    ['mv', 'COPY app /app\nRUN mv /app /srv', '120 context'],
    ['sed -i', "COPY run.sh /run.sh\nRUN sed -i 's/a/b/' /run.sh", '7 context'],
  ])('%s', (_, instructions, expected) => {
    expect(inShort(lastLayer(`FROM debian:bookworm-slim\n${instructions}`, CONTEXT))).toBe(expected);
  });

  it.each([
    ['an empty folder', '/data', 0, 1e6],
    ['settings', '/etc', 345_026, 3e6],
    ['a folder with packages', '/usr', 71_969_167, 75e6],
    ['all', '/', 75_916_511, 80e6],
  ])('%s of the base image is an estimate that contains what it has (du -sb)', (_, folder, bytes, most) => {
    const { low, high } = lastLayer(`FROM debian:bookworm-slim\nRUN chown -R 1000 ${folder}`).bytes!;
    expect(low).toBe(0);
    expect(high).toBeGreaterThanOrEqual(bytes * 0.98);
    expect(high).toBeLessThanOrEqual(most);
  });

  it('report files that are stored twice', () => {
    const layer = lastLayer('FROM debian:bookworm-slim\nCOPY app /app\nRUN chown -R 1000 /app', CONTEXT);
    expect(layer.wasted).toBe(120);
    expect(english(layer.detail)).toBe('chown copies the files from earlier layers into this layer; use COPY --chown to avoid it.');
  });
});

describe('commands that write little or nothing', () => {
  it.each([
    'true',
    'echo hello',
    'cd /x && pwd && ls -la',
    'node --version && npm -v',
    'apt-get clean && npm cache clean --force',
    'set -eux; test -f /etc/passwd',
    'cat /etc/os-release | grep VERSION | cut -d= -f2',
    'curl -fsSL https://x.org | sha256sum -c -',
    'echo x > /dev/null',
    'find / -name x -print',
    'if [ -f /x ]; then echo yes; fi',
    'test -f /x || exit 1',
    'export A=1 B=$(date +%s)',
  ])('nothing: %s', (script) => {
    expect(inShort(lastLayer(`FROM debian:bookworm-slim\nRUN ${script}`))).toBe('0 heuristic');
  });

  it.each([
    'useradd -r app',
    'mkdir -p /app/data && ln -s /app /srv',
    'echo "x=1" >> /etc/x.conf && echo y > /etc/y',
    'addgroup -S a && adduser -S a -G a',
    "sed -i 's/a/b/' /etc/apt/sources.list",
    'git config --global user.name x',
    'corepack enable',
    'npm config set fund false && yarn config set x y',
    'npm init -y && cargo init --name x && go mod init example.org/x',
    'echo x | tee /etc/x',
    'printf "%s" x > /etc/x || true',
  ])('small files, however many: %s', (script) => {
    expect(lastLayer(`FROM debian:bookworm-slim\nRUN ${script}`)).toMatchObject({ bytes: { low: 0, high: 100_000 }, source: 'heuristic' });
  });
});

describe('unknown sizes', () => {
  it.each([
    ['./build.sh', 'What ./build.sh writes is only known during the build.'],
    ['./install.sh', 'What ./install.sh writes is only known during the build.'],
    ['$TOOL x', 'What $TOOL writes is only known during the build.'],
    ['npm init vite', 'The sizes of the packages that npm init installs are unknown.'],
    ['conda install flask', 'The sizes of the packages that conda install installs are unknown.'],
    ['curl -fsSL https://x.org/a | tee /usr/bin/a', 'What tee writes is only known during the build.'],
    ['constructor', 'What constructor writes is only known during the build.'],
    ['find / -name x -exec touch {} +', 'What find writes is only known during the build.'],
    ['echo "a', 'What this command writes is only known during the build.'],
  ])('%s', (script, reason) => {
    const { bytes, source, detail } = lastLayer(`FROM debian:bookworm-slim\nRUN ${script}`);
    expect(bytes).toBeUndefined();
    expect(source).toBe('unknown');
    expect(english(detail)).toBe(reason);
  });

  it('an exec form, PowerShell, Windows', () => {
    expect(lastLayer('FROM debian\nRUN ["build"]').source).toBe('unknown');
    expect(lastLayer('FROM mcr.microsoft.com/windows/nanoserver\nRUN mkdir x').source).toBe('unknown');
  });

  it('the known parts are listed too', () => {
    const { parts, wasted } = lastLayer('FROM debian:bookworm-slim\nRUN apt-get update && ./build.sh');
    expect(parts).toEqual([{ name: message('package lists'), bytes: listsFolder }]);
    expect(wasted).toBe(listsFolder);
  });
});

describe('files that may be there', () => {
  it.each([
    ['a folder that may have been there before', 'RUN make\nRUN mkdir -p /data && chown -R 1000 /data'],
    ['a folder in which something unknown has run', 'COPY app /app\nRUN make\nRUN chown -R 1000 /app'],
  ])('%s: at most all files of the image', (_, instructions) => {
    const sizes = finalSizes(`FROM debian:bookworm-slim\n${instructions}`, 'app/x (120 bytes)\nMakefile\n    all:');
    const { bytes, source } = sizes.layers.at(-1)!.estimate;
    expect(source).toBe('heuristic');
    expect(bytes!.low).toBeLessThanOrEqual(120);
    expect(bytes!.high).toBeGreaterThanOrEqual(sizes.base.bytes!.likely);
  });

  it.each([
    ['setcap', 'RUN setcap cap_net_bind_service=+ep /app/x'],
    ['strip', 'RUN strip -s /app/x'],
  ])('%s writes the file again', (_, instructions) => {
    const { bytes } = lastLayer(`FROM debian:bookworm-slim\nCOPY app /app\n${instructions}`, 'app/x (5000 bytes)');
    expect(bytes).toMatchObject({ likely: 5000, high: 5000 });
  });
});

describe('packages without a table', () => {
  const sizeOf = (script: string): Bytes => lastLayer(`FROM fedora:42\nRUN ${script}`).bytes!;

  it.each([
    'dnf install -y git',
    'yum -y install git',
    'microdnf install git',
    'zypper --non-interactive install git',
    'pacman -S --noconfirm git',
  ])('%s: a wide estimate', (script) => {
    const { low, likely, high } = sizeOf(script);
    expect(likely).toBeGreaterThan(5_000_000);
    expect(high / low).toBeGreaterThan(20);
  });

  it('more packages are larger, and the cache is waste until it is cleaned', () => {
    expect(sizeOf('dnf install -y git curl vim').likely).toBeGreaterThan(sizeOf('dnf install -y git').likely);
    expect(sizeOf('dnf install -y git && dnf clean all').likely).toBeLessThan(sizeOf('dnf install -y git').likely);
    expect(sizeOf('dnf install -y git && rm -rf /var/cache/*dnf*').likely).toBeLessThan(sizeOf('dnf install -y git').likely);
    expect(lastLayer('FROM fedora:42\nRUN dnf install -y git').wasted).toBeGreaterThan(0);
  });
});
