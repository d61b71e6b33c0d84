import { describe, expect, it } from 'vitest';
import { lastLayer } from '../../support/sizes.ts';

/*
 * The last layer of real builds: `FROM debian:bookworm-slim` and the instructions, built with Docker Engine 20.10 and BuildKit, in bytes as
 * `docker history --human=false` prints them, 2026-11-30.
 */
const files = `
  a (100000 bytes)
  b (2000 bytes)
  d1/x (300 bytes)
  d2/x (40 bytes)
  d2/y (5 bytes)
  links/h1 (7000 bytes, inode 1)
  links/h2 (7000 bytes, inode 1)
  links/s (link to ../a)
  h1 (7000 bytes, inode 1)
  h2 (7000 bytes, inode 1)
  lnk (link to a)
  linkdir (link to d2)
  abs (link to /etc/hosts)
  out (link to ../../tmp/file)
  up (link to ../ctx/a)
`;

const layerOf = (instructions: string) => lastLayer(`FROM debian:bookworm-slim\n${instructions.replaceAll('; ', '\n')}`, files);

describe('COPY writes each path once', () => {
  it.each([
    ['COPY a a /x/', 100_000],
    ['COPY a b a /x/', 102_000],
    ['COPY d1 d2 /x/', 45],
    ['COPY d2 d1 /x/', 305],
    ['COPY d1/x d2/x /x/', 40],
  ])('%s', (instructions, bytes) => {
    expect(layerOf(instructions)).toMatchObject({ bytes: { low: bytes, likely: bytes, high: bytes }, source: 'context' });
  });
});

describe('links of the build context', () => {
  it.each([
    ['a link in a folder has no bytes, hard links in it have them once', 'COPY links /l/', 7000],
    ['hard links that are two sources', 'COPY h1 h2 /x/', 14_000],
    ['a link that is a source is followed', 'COPY lnk /x', 100_000],
    ['a link with a glob', 'COPY lnk* /x/', 100_000],
    ['a link to a folder', 'COPY linkdir /x/', 45],
    ['a path through a link', 'COPY linkdir/y /x', 5],
  ])('%s', (_, instructions, bytes) => {
    expect(layerOf(instructions).bytes).toEqual({ low: bytes, likely: bytes, high: bytes });
  });

  it('gets the name of the link', () => {
    expect(layerOf('COPY lnk /x/; RUN chmod 600 /x/lnk').bytes?.likely).toBe(100_000);
  });

  // BuildKit: failed to compute cache key: "/etc/hosts" not found.
  it.each(['abs', 'out', 'up'])('%s leads out of the context: the build fails', (source) => {
    expect(layerOf(`COPY ${source} /x`).bytes).toBeUndefined();
  });
});

describe('RUN writes each path once', () => {
  it.each([
    ['COPY a /a; RUN chmod 600 /a && chown 1000 /a', 100_000],
    ['COPY b /b; RUN chown -R 1000 /b /b', 2000],
    ['COPY b /b; RUN chmod 644 /b', 2000],
    ['COPY a /a; RUN chown 1000 /a && rm /a', 0],
    ['COPY a /a; RUN mv /a /c && rm /c', 0],
    ['COPY a /a; RUN mv /a /c && mv /c /d', 100_000],
    ['COPY a /a; RUN touch /a', 100_000],
    ['COPY a /a; RUN ln /a /c', 100_000],
    ['COPY a /a; RUN cp -l /a /c', 100_000],
    ['COPY a /a; RUN cp /a /c && ln /c /d', 100_000],
    ['COPY a /a; RUN cp /a /c && cp /a /c', 100_000],
    ['COPY a /a; RUN cp /a /c && cp /c /d', 200_000],
    ['COPY a /a; RUN cp /a /c && mv /c /d', 100_000],
    ['COPY a /a; RUN cp /a /c && rm /c', 0],
    ['COPY a /a; COPY b /b; RUN mv /a /b', 100_000],
    ['COPY a /a; COPY b /b; RUN cp /b /a', 2000],
    ['COPY d2 /d; RUN cp -r /d /e', 45],
    ['COPY d2 /d; RUN cp -r /d /e && cp -r /d /e', 90],
    ['COPY d2 /d; RUN mv /d /e && rm /e/y', 40],
    ['COPY d2 /d; RUN cp -a /d/. /e', 45],
    ['COPY d2 /d; RUN chown -R 0:0 /d', 45],
    ['COPY d2 /d; RUN chmod 755 /d', 0],
    ['COPY links /l; RUN chown -R 1000 /l', 14_000],
    ['COPY links /l; RUN cp -r /l /m', 14_000],
    ['COPY d2 /d; RUN find /d -delete', 0],
    ['COPY d2 /d; RUN chown -R 1000 /d && find /d -name x -delete', 5],
    ['COPY d2 /d; RUN chown -R 1000 /d && find /d -type f -delete', 0],
    ['COPY d2 /d; RUN cp -r /d /e && find /e -name x -delete', 5],
    ['COPY d2 /d; RUN cp -r /d /e && find /e -mindepth 1 -delete', 0],
    ['COPY a /a; RUN install -m 755 /a /usr/local/bin/', 100_000],
    ['COPY a /a; RUN install -D /a /q/r/s', 100_000],
    ['COPY b /b; RUN cp /b /dev/shm/c', 0],
  ])('%s', (instructions, bytes) => {
    expect(layerOf(instructions).bytes).toEqual({ low: bytes, likely: bytes, high: bytes });
  });

  it('what find may delete is a lower bound', () => {
    expect(layerOf('COPY d2 /d; RUN cp -r /d /e && find /e -newer /etc/passwd -delete').bytes).toEqual({ low: 0, likely: 45, high: 45 });
  });
});

describe('RUN in exec form', () => {
  it.each([
    ['COPY a /a; RUN ["cp", "/a", "/c"]', 100_000],
    ['COPY a /a; RUN ["/bin/cp", "/a", "/c"]', 100_000],
    ['COPY a /a; RUN ["chmod", "+x", "/a"]', 100_000],
    ['COPY a /a; RUN ["/bin/sh", "-c", "cp /a /c"]', 100_000],
    ['COPY a /a; RUN ["cp", "/a", "$HOME/c"]', 100_000],
  ])('%s', (instructions, bytes) => {
    expect(layerOf(instructions).bytes?.likely).toBe(bytes);
  });
});

describe('commands whose output follows from their input', () => {
  it.each([
    ['COPY a /a; COPY b /b; RUN cat /a > /c', 100_000],
    ['COPY a /a; COPY b /b; RUN cat /a /b > /c', 102_000],
    ['COPY a /a; COPY b /b; RUN cat /a >> /b', 102_000],
    ['COPY a /a; COPY b /b; RUN cat /a > /b', 100_000],
    ['COPY a /a; RUN head -c 1000 /a > /c', 1000],
    ['COPY a /a; RUN head -c 1000 /dev/zero > /c', 1000],
    ['COPY a /a; RUN tail -c 10 /a > /c', 10],
    ['COPY a /a; RUN head -c 5M /dev/urandom > /c', 5_242_880],
    ['COPY a /a; RUN dd if=/dev/zero of=/c bs=1k count=10', 10_240],
    ['COPY a /a; RUN dd if=/dev/zero of=/c bs=1M count=2', 2_097_152],
    ['COPY a /a; RUN dd if=/a of=/c', 100_000],
    ['COPY a /a; RUN dd if=/a of=/c bs=1000 count=3', 3000],
    ['COPY a /a; RUN dd if=/dev/zero of=/c bs=1M count=0 seek=3', 3_145_728],
    ['COPY b /b; RUN dd if=/dev/zero of=/b bs=1 count=10 conv=notrunc', 2000],
    ['COPY a /a; RUN truncate -s 5K /c', 5120],
    ['COPY a /a; RUN truncate -s 10 /a', 10],
    ['COPY a /a; RUN truncate -s +10 /a', 100_010],
    ['COPY a /a; RUN truncate -s 1MB /c', 1_000_000],
    ['COPY a /a; RUN fallocate -l 1M /c', 1_048_576],
    ['COPY a /a; RUN fallocate -l 1MB /c', 1_000_000],
    ['COPY a /a; RUN split -b 30000 /a /p', 100_000],
    ['COPY a /a; RUN split -n 3 /a /p && rm /a', 100_000],
  ])('%s', (instructions, bytes) => {
    expect(layerOf(instructions).bytes).toEqual({ low: bytes, likely: bytes, high: bytes });
  });

  /** Random bytes do not become smaller, text does: both are in the interval. */
  it.each([
    ['gzip /a', 100_040, 10_107],
    ['gzip -k /a', 100_040, 10_107],
    ['gzip -c /a > /c', 100_040, 10_107],
    ['bzip2 /a', 100_811, 9095],
    ['xz /a', 100_064, 9680],
  ])('%s is an estimate', (script, random, text) => {
    const { bytes, source } = layerOf(`COPY a /a; RUN ${script}`);
    expect(source).toBe('heuristic');
    expect(bytes!.high).toBeGreaterThanOrEqual(random);
    const ofText = lastLayer(`FROM debian:bookworm-slim\nCOPY text /a\nRUN ${script}`, 'text (26516 bytes)').bytes!;
    expect(ofText.low).toBeLessThan(text);
    expect(ofText.high).toBeGreaterThan(text);
  });

  it.each(['gunzip /a.gz', 'gzip -d /a.gz'])('%s is an estimate', (script) => {
    const { bytes } = lastLayer(`FROM debian:bookworm-slim\nCOPY a.gz /a.gz\nRUN ${script}`, 'a.gz (100040 bytes)');
    expect(bytes!.low).toBeLessThan(100_000);
    expect(bytes!.high).toBeGreaterThan(100_000);
  });
});

describe('small files', () => {
  it.each([
    ['RUN mktemp', 0],
    ['RUN mktemp -d', 0],
    ['RUN echo hello > /c', 6],
    ['RUN echo hello > /c && echo hello >> /c', 12],
    ['COPY a /a; RUN touch /new', 0],
    ['COPY a /a; RUN ln -s /a /c', 0],
    ['COPY b /b; RUN echo hello >> /b', 2006],
    ['COPY b /b; RUN sed -i s/1/22/ /b', 2182],
    ['COPY b /b; RUN ln -s b /lk && chmod +x /lk', 2000],
    ['COPY b /b; RUN ln -s b /lk && cp /lk /c', 2000],
  ])('%s', (instructions, bytes) => {
    const { low, high } = layerOf(instructions).bytes!;
    expect(low).toBeLessThanOrEqual(bytes);
    expect(high).toBeGreaterThanOrEqual(bytes);
    expect(high - low).toBeLessThanOrEqual(100_000);
  });
});
