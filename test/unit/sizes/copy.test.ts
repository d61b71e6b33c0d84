import { describe, expect, it } from 'vitest';
import { message } from '../../../server/src/base/message.ts';
import { finalSizes, inShort, lastLayer } from '../../support/sizes.ts';
import { readContextBlock } from '../../support/context-block.ts';

const contextFiles = `
.dockerignore
    *.log
    node_modules
app.log (5000 bytes)
package.json (100 bytes)
package-lock.json (900 bytes)
node_modules/a/index.js (7000 bytes)
src/main.ts (30 bytes)
src/lib/a.ts (4 bytes)
`.trim();

describe('COPY from the build context', () => {
  it.each([
    ['a file', 'COPY package.json /', '100 context'],
    ['a glob', 'COPY package*.json ./', '1000 context'],
    ['a folder', 'COPY src /src', '34 context'],
    ['everything, .dockerignore left out', 'COPY . .', `${'*.log\nnode_modules\n'.length + 100 + 900 + 30 + 4} context`],
    ['several sources', 'COPY package.json src /app/', '134 context'],
    ['a file that two sources match', 'COPY package.json package*.json ./', '1000 context'],
    ['a file that another one replaces', 'COPY package.json src/package.json /app/', '5 context', 'src/package.json (5 bytes)'],
    ['files of folders that others replace', 'COPY src other /app/', '41 context', 'other/main.ts (37 bytes)'],
    ['the JSON form', 'COPY ["package.json", "/"]', '100 context'],
    ['a variable', 'ARG F=package.json\nCOPY $F /', '100 context'],
    ['less what --exclude names', 'COPY --exclude=lib src /src', '30 context'],
    ['ADD likewise', 'ADD src /src', '34 context'],
    ['a heredoc', 'COPY <<EOF /etc/motd\nhéllo\nEOF', '7 context'],
    ['a heredoc without its tabs', 'COPY <<-EOF /x\n\t\tab\n\tEOF', '3 context'],
    ['a heredoc beside a file', 'COPY package.json <<EOF /x/\nab\nEOF', '103 context'],
    ['an ignored file', 'COPY app.log /', 'unknown: .dockerignore excludes app.log from the build context.'],
    ['a missing file', 'COPY none /', 'unknown: none does not exist in the build context.'],
    ['an unknown variable', 'ARG F\nCOPY $F /', 'unknown: The value of $F is only known during the build.'],
    ['an address', 'ADD https://example.org/x.tgz /', '4000000 heuristic'],
    ['a git address', 'ADD git@example.org:a/b.git /', '3000000 heuristic'],
  ] as readonly (readonly [string, string, string, string?])[])('%s', (_, instruction, expected, more = '') => {
    expect(inShort(lastLayer(`FROM scratch\n${instruction}`, `${contextFiles}\n${more}`))).toBe(expected);
  });

  it('has the entries directly below the source as parts', () => {
    expect(lastLayer('FROM scratch\nCOPY . .', contextFiles).parts).toEqual([
      { name: 'package-lock.json', bytes: 900 },
      { name: 'package.json', bytes: 100 },
      { name: 'src/', bytes: 34 },
      { name: '.dockerignore', bytes: 19 },
    ]);
  });

  it('is unknown while the context is unknown', () => {
    expect(inShort(lastLayer('FROM scratch\nCOPY . .', { state: 'pending' }))).toBe('unknown: The build context is still loading.');
  });

  it.each([
    ['everything', 'COPY . .', '100000 heuristic'],
    ['a folder', 'COPY src /src', '20000 heuristic'],
    ['a manifest', 'COPY package.json ./', '5000 heuristic'],
    ['a program of Java', 'COPY target/*.jar /app.jar', '30000000 heuristic'],
    ['an archive that ADD unpacks', 'ADD rootfs.tar.gz /', '13200000 heuristic'],
    ['several', 'COPY a.json b.json /x/', '10000 heuristic'],
  ])('is an estimate without a build context: %s', (_, instructions, expected) => {
    expect(inShort(lastLayer(`FROM scratch\n${instructions}`, { state: 'unavailable', reason: message('No folder.') }))).toBe(expected);
  });

  it.each([
    ['a', 10, true, undefined],
    ['.', 10, false, 'The build context has too many files to list them all.'],
    ['*', 10, false, 'The build context has too many files to list them all.'],
    ['b', 0, false, 'The build context has too many files to list them all.'],
    ['excluded', 0, false, '.dockerignore excludes {source} from the build context.'],
  ])('of %s is a lower bound if the listing was truncated', (source, low, complete, reason) => {
    const known = readContextBlock('.dockerignore\n    excluded\na (10 bytes)\nexcluded (5 bytes)');
    const context = { ...known, value: { ...(known.state === 'known' ? known.value : undefined)!, truncated: true } } as typeof known;
    const sizes = finalSizes(`FROM scratch\nCOPY ${source} /x/`, context);
    expect(sizes.total).toMatchObject({ complete });
    expect(sizes.total.bytes.low).toBeGreaterThanOrEqual(low);
    if (reason !== undefined) expect(sizes.layers[0]!.estimate.detail.text).toBe(reason);
  });
});

describe('ADD unpacks archives', () => {
  const archives = (unpacks: boolean, unpackedSize: number | undefined) => {
    const known = readContextBlock('a.tgz (1000 bytes)\nfolder/a.tgz (1000 bytes)');
    if (known.state !== 'known') throw new Error('a context block is always known');
    return { ...known, value: { ...known.value, archives: new Map([['a.tgz', { unpacks, unpackedSize }]]) } };
  };
  it.each([
    ['counted by its members', 'ADD a.tgz /', archives(true, 5000), '5000 context'],
    ['not one by its content', 'ADD a.tgz /', archives(false, undefined), '1000 context'],
    ['an estimate by the format if the members are not counted', 'ADD a.tgz /', archives(true, undefined), '3300 heuristic'],
    ['--unpack=false', 'ADD --unpack=false a.tgz /', archives(true, 5000), '1000 context'],
    ['COPY does not', 'COPY a.tgz /', archives(true, 5000), '1000 context'],
    ['nor does ADD of a folder', 'ADD folder /', archives(true, 5000), '1000 context'],
  ])('%s', (_, instruction, context, expected) => {
    expect(inShort(lastLayer(`FROM scratch\n${instruction}`, context))).toBe(expected);
  });
});

describe('COPY --from', () => {
  const BUILD = 'FROM debian:bookworm-slim AS build\nWORKDIR /app\nCOPY . .\n';
  it.each([
    ['a file that the stage copied', 'COPY --from=build /app/package.json /', '100 context'],
    ['a folder that the stage copied', 'COPY --from=build /app/src /src', '34 context'],
    ['by number', 'COPY --from=0 /app/src /src', '34 context'],
    ['a path without slash', 'COPY --from=build app/src /src', '34 context'],
    ['a program that nobody knows: an estimate', 'COPY --from=build /usr/bin/x /', '2000000 heuristic'],
    ['a program of a well-known image', 'COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/', '35496479 heuristic'],
    ['a script of an unknown image', 'COPY --from=acme/tools /run.sh /', '1000 heuristic'],
    ['another image', 'COPY --from=nginx:latest /etc/nginx /', 'unknown: The content of /etc/nginx in nginx:latest is unknown.'],
  ])('%s', (_, instruction, expected) => {
    expect(inShort(lastLayer(`${BUILD}FROM scratch\n${instruction}`, contextFiles))).toBe(expected);
  });

  it('a folder that an unknown command may have changed', () => {
    const sizes = `${BUILD}RUN make\nFROM scratch\nCOPY --from=build /app /app`;
    const { bytes, source } = lastLayer(sizes, contextFiles);
    expect(source).toBe('heuristic');
    expect(bytes!.low).toBeGreaterThan(100);
    expect(bytes!.high).toBeGreaterThan(50_000_000);
  });

  it.each([
    ['certificates', '/etc/ssl/certs', 425_475],
    ['certificates', '/etc/ssl/certs/ca-certificates.crt', 220_000],
    ['time zones', '/usr/share/zoneinfo', 1_492_276],
    ['users', '/etc/passwd', 900],
  ])('what every distribution has: %s', (_, path, bytes) => {
    const { low, high } = lastLayer(`FROM debian:12 AS build\nRUN ./anything\nFROM scratch\nCOPY --from=build ${path} /x`).bytes!;
    expect(low).toBeLessThan(bytes);
    expect(high).toBeGreaterThan(bytes);
  });

  it('a file in such a folder', () => {
    const sizes = `${BUILD}RUN make\nFROM scratch\nCOPY --from=build /app/package.json /app/`;
    expect(inShort(lastLayer(sizes, contextFiles))).toBe('100 context');
  });

  it('everything: the whole stage', () => {
    expect(inShort(lastLayer(`${BUILD}FROM scratch\nCOPY --from=build / /`, contextFiles))).toBe(`${74_830_000 + 1053} catalogue`);
  });

  it('from a stage that copied from a stage', () => {
    const two = `${BUILD}FROM scratch AS second\nCOPY --from=build /app/src /s/\nFROM scratch\nCOPY --from=second /s/main.ts /`;
    expect(inShort(lastLayer(two, contextFiles))).toBe('30 context');
  });
});
