import { describe, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import type { SizeEstimate } from '../../../server/src/sizes/size.ts';
import { lastLayer } from '../../support/sizes.ts';

function layer(run: string): SizeEstimate {
  return lastLayer(`FROM debian:bookworm-slim\nWORKDIR /src\nRUN ${run}`);
}

describe('a build of unknown sources is an estimate', () => {
  it.each([
    './configure --prefix=/usr',
    './autogen.sh',
    'make -j$(nproc)',
    'make CC=gcc all',
    'make install',
    'cmake -B build -G Ninja',
    'cmake --build build --target install',
    'ninja -C build install',
    'meson setup build',
    'gcc -O2 -o /usr/local/bin/x x.c',
    'python3 setup.py install',
    'python setup.py build_ext --inplace',
    'docker-php-ext-install pdo_mysql gd',
    'docker-php-ext-configure gd --with-jpeg',
    'pecl install redis',
    'dpkg -i /tmp/x.deb',
    'rustup target add wasm32-unknown-unknown',
    'mix deps.get --only prod',
    'sbt assembly',
    'cabal install pandoc',
    'stack build',
    'swift build -c release',
    'shards build --release',
    'cpanm DBI',
    'gem install bundler',
    'bundle install',
    'composer install --no-dev',
    'dotnet restore',
    'dotnet publish -c Release -o /app',
  ])('%s', (run) => {
    const { bytes, source } = layer(run);
    expect(source).toBe('heuristic');
    expect(bytes!.low).toBeLessThan(bytes!.likely);
    expect(bytes!.high).toBeGreaterThan(1.2 * bytes!.likely);
  });
});

describe('what the project or its author decides stays unknown', () => {
  it.each([
    './build.sh',
    '/setup.sh',
    'python train.py',
    'make-release',
    'cmake -E copy a b',
    'dotnet app.dll',
    'composer run-script build',
  ])('%s', (run) => {
    expect(layer(run).source).toBe('unknown');
  });
});

describe('the same layer without what it deletes', () => {
  const installed = layer('make install').bytes!;
  it.each([
    ['the sources deleted', 'cd /src/x && ./configure && make && make install && rm -rf /src/x'],
    ['their contents deleted', 'cd /src/x && ./configure && make && make install && cd /src && rm -rf x'],
  ])('%s', (_, run) => {
    expect(layer(run).bytes!.likely).toBeLessThan(installed.likely);
  });

  it('make clean deletes what make compiled', () => {
    expect(layer('make && make clean').bytes!.likely).toBe(0);
  });

  it('docker-php-ext-install deletes the sources that docker-php-ext-configure unpacks', () => {
    const both = layer('docker-php-ext-configure gd && docker-php-ext-install gd').bytes;
    expect(both).toEqual(layer('docker-php-ext-install gd').bytes);
    expect(layer('docker-php-ext-configure gd').wasted).toBeGreaterThan(50e6);
  });

  it('make install compiles once', () => {
    expect(layer('make && make install').bytes!.likely).toBe(installed.likely);
  });
});

describe('tools that write little', () => {
  it.each([
    ['locale-gen en_US.UTF-8', 4e6],
    ['locale-gen en_US.UTF-8 de_DE.UTF-8', 8e6],
    ['update-locale LANG=en_US.UTF-8', 1e6],
    ['dpkg-reconfigure -f noninteractive tzdata', 1e6],
    ['fc-cache -f -v', 11e6],
    ['make --version', 0],
  ])('%s', (run, most) => {
    expect(layer(run).bytes!.high).toBeLessThanOrEqual(most);
  });
});

it('more packages are larger', () => {
  const of = (run: string): number => layer(run).bytes!.likely;
  expect(of('gem install a b c')).toBeGreaterThan(2 * of('gem install a'));
  expect(of('docker-php-ext-install a b c d')).toBeGreaterThan(3 * of('docker-php-ext-install a'));
});

it('the number of packages is that of the lock file', () => {
  const context = `
    composer.json
        {}
    composer.lock
        { "packages": [{ "name": "a/a" }, { "name": "b/b" }], "packages-dev": [{ "name": "c/c" }] }
  `;
  const count = (run: string): string =>
    english(lastLayer(`FROM php:8-cli\nWORKDIR /app\nCOPY . .\nRUN ${run}`, context).detail).replace(/^.*: (\d+)\..*$/, '$1');
  expect([count('composer install'), count('composer install --no-dev')]).toEqual(['3', '2']);
});

it('a published folder has a size where it is copied to', () => {
  const copied = lastLayer(`
    FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
    WORKDIR /src
    RUN dotnet publish -c Release --self-contained -o /app
    FROM debian:bookworm-slim
    COPY --from=build /app /app
  `);
  expect(copied.bytes!.low).toBeGreaterThan(30e6);
});
