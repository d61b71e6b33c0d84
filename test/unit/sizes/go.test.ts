import { describe, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import type { SizeEstimate } from '../../../server/src/sizes/size.ts';
import { goDownloads, summaryOf } from '../../support/size-truths.ts';
import { finalSizes, lastLayer } from '../../support/sizes.ts';

it('real module caches are close to the estimate, and nearly all are inside the interval', () => {
  const { median, ninth, inside } = summaryOf(goDownloads());
  expect(median).toBeLessThan(0.2);
  expect(ninth).toBeLessThan(0.4);
  expect(inside).toBeGreaterThanOrEqual(0.9);
});

const context = `
  go.mod
      module example.com/tool

      go 1.22

      require (
      	github.com/spf13/cobra v1.8.0
      	github.com/google/uuid v1.6.0
      	github.com/spf13/pflag v1.0.5 // indirect
      )
  go.sum
      github.com/google/uuid v1.6.0 h1:x=
      github.com/google/uuid v1.6.0/go.mod h1:x=
      github.com/spf13/afero v1.0.0/go.mod h1:x=
  main.go
      package main
`;

const download = 'WORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download';

function layer(instructions: string, files = context): SizeEstimate {
  return lastLayer(`FROM golang:1.22\n${instructions}`, files);
}

describe('go mod download', () => {
  const expected = layer(download).bytes!;

  it('adds the modules of go.mod', () => {
    expect(expected.likely).toBeGreaterThan(1_000_000);
    expect(layer(download).parts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['github.com/spf13/cobra', 'github.com/google/uuid']),
    );
  });

  it.each([
    ['all files copied', 'WORKDIR /src\nCOPY . .\nRUN go mod download'],
    ['in another folder', 'COPY . /src\nRUN go -C /src mod download'],
    ['with cd', 'COPY . /src\nRUN cd /src && go mod download'],
    ['twice', 'WORKDIR /src\nCOPY . .\nRUN go mod download && go mod download'],
    ['on a bind mount', 'WORKDIR /src\nRUN --mount=type=bind,target=. go mod download'],
    ['with options', 'WORKDIR /src\nCOPY . .\nRUN go mod download -x'],
  ])('the same: %s', (_, instructions) => {
    expect(layer(instructions).bytes).toEqual(expected);
  });

  it.each([
    ['the cache on a mount', 'WORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go mod download'],
    ['deleted', 'WORKDIR /src\nCOPY . .\nRUN go mod download && go clean -modcache'],
    ['after an earlier layer', `${download}\nRUN go mod download`],
  ])('nothing: %s', (_, instructions) => {
    expect(layer(instructions).bytes?.likely ?? 0).toBeLessThan(10_000);
  });

  it.each([
    ['a module that is replaced by a folder', 'replace github.com/spf13/cobra => ./cobra'],
    ['an older Go without go.sum', 'exclude example.com/x v1.0.0'],
  ])('at most as much: %s', (_, line) => {
    expect(layer(download, context.replace('go 1.22', `go 1.22\n      ${line}`)).bytes!.likely).toBeLessThanOrEqual(expected.likely);
  });

  it('before Go 1.17, adds the archives of go.sum', () => {
    const sums = 'github.com/spf13/afero v1.11.0 h1:x=\n      github.com/google/uuid v1.6.0 h1:x=';
    const old = context.replace('go 1.22', 'go 1.16').replace('github.com/google/uuid v1.6.0 h1:x=', sums);
    expect(layer(download, old).parts.map(({ name }) => name)).toContain('github.com/spf13/afero');
  });

  it('without go.mod, is a wide estimate', () => {
    const { bytes, source, detail } = layer('RUN go mod download', '');
    expect(source).toBe('heuristic');
    expect(bytes!.high / bytes!.low).toBeGreaterThan(100);
    expect(english(detail)).toContain('estimate');
  });

  it('says which modules are guessed', () => {
    const rare = context.replace('github.com/google/uuid v1.6.0\n', 'example.com/nobody/has-this v1.0.0\n');
    expect(english(layer(download, rare).detail)).toContain('example.com/nobody/has-this');
    expect(layer(download, rare).source).toBe('heuristic');
  });
});

describe('go build', () => {
  const build = `${download}\nCOPY . .\n`;

  it.each([
    ['with -o', 'RUN go build -o /app .', '/app'],
    ['with -o and a folder', 'RUN go build -o /out/ ./cmd/tool', '/out/tool'],
    ['the name of the module', 'RUN CGO_ENABLED=0 go build', '/src/tool'],
    ['a package', 'RUN go build ./cmd/server', '/src/server'],
    ['go install', 'RUN go install ./cmd/server', '/go/bin/server'],
    ['another tool', 'RUN go install github.com/x/mytool@latest', '/go/bin/mytool'],
  ])('%s: the program can be copied', (_, run, path) => {
    const text = `FROM golang:1.22 AS build\n${build}${run}\nFROM scratch\nCOPY --from=build ${path} /`;
    const { layers } = finalSizes(text, context);
    expect(layers[0]!.estimate.bytes!.likely).toBeGreaterThan(2_000_000);
    expect(layers[0]!.estimate.bytes!.high).toBeLessThan(130_000_000);
  });

  it('leaves its cache as waste, unless that is on a mount', () => {
    const run = (mount: string): SizeEstimate => layer(`${build}RUN ${mount} go build -o /app .`);
    expect(run('').wasted).toBeGreaterThan(10_000_000);
    expect(run('--mount=type=cache,target=/root/.cache/go-build').wasted).toBe(0);
    expect(run('--mount=type=cache,target=/root/.cache').wasted).toBe(0);
  });

  it('`go clean` without options deletes none of it', () => {
    expect(layer(`${build}RUN go build -o /app . && go clean`).wasted).toBeGreaterThan(10_000_000);
    expect(layer(`${build}RUN go build -o /app . && go clean -cache`).wasted).toBe(0);
  });

  it('is smaller without symbols', () => {
    const size = (options: string): number =>
      layer(`${build}RUN --mount=type=cache,target=/root/.cache go build ${options} -o /app .`).bytes!.likely;
    expect(size('-ldflags="-s -w"')).toBeLessThan(size(''));
    expect(size("-ldflags '-w -s -X main.version=1'")).toBeLessThan(size(''));
  });

  it.each([
    ['packages that are only checked', 'RUN --mount=type=cache,target=/root/.cache go build ./...'],
    ['tests', 'RUN --mount=type=cache,target=/root/.cache go test ./...'],
    ['vet', 'RUN --mount=type=cache,target=/root/.cache go vet ./...'],
  ])('writes no program: %s', (_, run) => {
    expect(layer(`${build}${run}`).bytes!.likely).toBe(0);
  });

  it('downloads nothing with a vendor folder', () => {
    const vendored = `${context}\n  vendor/modules.txt\n      # github.com/spf13/cobra v1.8.0\n`;
    const run = 'WORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache go vet .';
    expect(layer(run, vendored).bytes!.likely).toBe(0);
  });
});
