import { describe, expect, it } from 'vitest';
import { readContextBlock } from '../../support/context-block.ts';
import { lastLayer } from '../../support/sizes.ts';

const layerOf = (script: string, more = '') => lastLayer(`FROM debian:bookworm-slim\n${more}RUN ${script}`);
const megabyte = 1e6;

/** Bytes that are known from packages with the same content (2026-11), and what the estimate must contain. */
describe('well-known downloads contain what was measured', () => {
  it.each([
    ['gosu 1.14 of Debian 12: Installed-Size', 'curl -o /bin/gosu https://github.com/tianon/gosu/releases/download/1.14/gosu-amd64', 2.2],
    ['tini 0.19 of Debian 12', 'curl -o /tini https://github.com/krallin/tini/releases/download/v0.19.0/tini', 0.73],
    ['dumb-init 1.2.5 of Debian 12', 'wget -O /d https://github.com/Yelp/dumb-init/releases/download/v1.2.5/dumb-init_1.2.5_x86_64', 0.037],
    ['Go 1.19 of Debian 12: 334,790 and 118,541 kB', 'wget -qO- https://go.dev/dl/go1.19.linux-amd64.tar.gz | tar xz -C /usr/local', 464],
    ['bun 1.0.0 of npm', 'curl -fsSL https://bun.sh/install | bash', 98.5],
    ['bun 1.4.5 of npm', 'curl -fsSL https://bun.sh/install | bash', 107.4],
    ['deno 2.9.6 of npm', 'curl -fsSL https://deno.land/install.sh | sh', 95.6],
    ['uv 0.13.9 of PyPI', 'curl -LsSf https://astral.sh/uv/install.sh | sh', 39.6],
    ['node 14.0.0 of npm', 'curl https://nodejs.org/dist/v14.0.0/node-v14.0.0-linux-x64.tar.xz | tar xJ', 75.7],
    ['node 26.12.1 of npm', 'curl https://nodejs.org/dist/v26.12.1/node-v26.12.1-linux-x64.tar.xz | tar xJ', 212.2],
    ['openjdk:16, compressed layer', 'curl -o /j.tgz https://download.java.net/java/jdk16/openjdk-16_linux-x64_bin.tar.gz', 197.7],
  ])('%s', (_, script, megabytes) => {
    const { bytes, source } = layerOf(script);
    expect(source).toBe('heuristic');
    expect(bytes!.low / megabyte).toBeLessThan(megabytes);
    expect(bytes!.high / megabyte).toBeGreaterThan(megabytes);
  });
});

describe('downloads', () => {
  it.each([
    ['a key', 'curl -fsSL https://x.org/gpg -o /etc/apt/keyrings/x.asc', 100_000],
    ['a signature', 'wget https://x.org/go1.22.linux-amd64.tar.gz.asc', 100_000],
    ['a script', 'curl -o /wait.sh https://x.org/wait.sh', 100_000],
    ['printed', 'curl https://x.org/big.tgz', 0],
    ['checked and thrown away', 'curl -o /dev/null https://x.org/big.tgz', 0],
  ])('%s is small', (_, script, high) => {
    expect(layerOf(script).bytes!.high).toBeLessThanOrEqual(high);
  });

  it('an archive that is unpacked and deleted counts once', () => {
    const kept = layerOf('curl -O https://x.org/a.tar.xz && tar xf a.tar.xz').bytes!;
    const deleted = layerOf('curl -O https://x.org/a.tar.xz && tar xf a.tar.xz && rm a.tar.xz').bytes!;
    const piped = layerOf('curl https://x.org/a.tar.xz | tar xJ').bytes!;
    expect(deleted).toEqual(piped);
    expect(kept.likely).toBeGreaterThan(deleted.likely);
  });

  it('moving what was unpacked adds nothing', () => {
    const unpacked = 'curl https://x.org/foo-1.2.tgz | tar xz';
    expect(layerOf(`${unpacked} && mv foo-1.2 /opt/foo`).bytes).toEqual(layerOf(unpacked).bytes);
    expect(layerOf(`${unpacked} && chmod -R a+r foo-1.2`).bytes).toEqual(layerOf(unpacked).bytes);
  });

  it.each([
    'curl -sSf https://sh.rustup.rs | sh -s -- -y',
    'curl -o /m.sh https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh && bash /m.sh -b -p /opt/conda',
    'wget -qO- https://x.org/install.sh | bash',
    'curl -LO https://x.org/setup.run && chmod +x setup.run && ./setup.run',
  ])('an installer is an estimate: %s', (script) => {
    const { bytes, source } = layerOf(script);
    expect(source).toBe('heuristic');
    expect(bytes!.high).toBeGreaterThan(100 * megabyte);
  });

  it('a clone has files and a .git folder, which is smaller with --depth', () => {
    const whole = layerOf('git clone https://x.org/a.git').bytes!;
    const shallow = layerOf('git clone --depth 1 https://x.org/a.git').bytes!;
    const files = layerOf('git clone https://x.org/a.git && rm -rf a/.git').bytes!;
    expect(shallow.high).toBeLessThan(whole.high);
    expect(files.high).toBeLessThan(shallow.high);
  });
});

describe('archives', () => {
  /** 345 bytes in real builds (docker history). */
  it.each([
    ['kept', 'COPY t.tgz /t.tgz\nRUN tar xzf /t.tgz'],
    ['deleted, which frees nothing', 'COPY t.tgz /t.tgz\nRUN tar xzf /t.tgz && rm /t.tgz'],
    ['in a folder', 'COPY t.tgz /t.tgz\nRUN mkdir /o && tar xf /t.tgz -C /o'],
    ['by ADD', 'ADD t.tgz /x'],
  ])('members that the host counted are exact: %s', (_, instructions) => {
    const known = readContextBlock('t.tgz (588 bytes)');
    if (known.state !== 'known') throw new Error('a context block is always known');
    const context = { ...known, value: { ...known.value, archives: new Map([['t.tgz', { unpacks: true, unpackedSize: 345 }]]) } };
    const { bytes } = lastLayer(`FROM debian:bookworm-slim\n${instructions}`, context);
    expect(bytes!.low).toBe(345);
    expect(bytes!.high).toBeLessThanOrEqual(100_345);
  });

  /** Ratios of upstream archives of Debian 12: of 80, median, high and low of a format. */
  it.each([
    ['tar.gz', 3.66],
    ['tar.gz', 6.8],
    ['tar.gz', 1.35],
    ['tar.xz', 5.34],
    ['tar.xz', 2.48],
    ['tar.bz2', 5.42],
  ])('%s unpacks to %s times as much', (extension, ratio) => {
    const { bytes } = lastLayer(`FROM debian:bookworm-slim\nADD a.${extension} /`, `a.${extension} (1000000 bytes)`);
    expect(bytes!.low).toBeLessThan(ratio * megabyte);
    expect(bytes!.high).toBeGreaterThan(ratio * megabyte);
  });
});

describe('COPY --from of what a stage has downloaded', () => {
  it('a part of an archive is at most all of it', () => {
    const { bytes } = lastLayer(
      'FROM debian:bookworm-slim AS get\nRUN curl https://x.org/foo.tgz | tar xz -C /opt\nFROM scratch\nCOPY --from=get /opt/foo /foo',
    );
    expect(bytes!.low).toBe(0);
    expect(bytes!.high).toBeGreaterThan(100 * megabyte);
  });

  it('a downloaded program', () => {
    const { bytes } = lastLayer(
      'FROM debian:bookworm-slim AS get\nRUN curl -o /tini https://github.com/krallin/tini/releases/download/v0.19.0/tini && chmod +x /tini\nFROM scratch\nCOPY --from=get /tini /tini',
    );
    expect(bytes!.high).toBeLessThan(megabyte);
  });
});
