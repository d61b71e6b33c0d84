/*
 * How much package managers write of which no table of packages exists here. Their registries could not be measured, so the ranges are wide: bytes
 * of a package are those of Debian's packages with libraries of the same language (scripts/builds/debian-sizes.mjs: gems 63 kB at the median,
 * 341 kB on average; PHP 106 and 539 kB; Erlang 202 kB and 1.3 MB; Haskell 811 kB and 4 MB; Perl 49 and 276 kB), with a factor for what Debian
 * leaves out (tests, sources of extensions, archives); numbers of packages are those of 15 public lock files of applications. What .NET
 * publishes, and what the tools in `toolSizes` write, are estimates from experience, not measured.
 */

import { megabytes, sizeRange as range } from '../base/size-range.ts';
import type { SizeRange } from '../base/size-range.ts';

/** A package manager of a language that installs a project's packages into one folder. */
export interface LanguageSizes {
  /** Bytes of a package, when many are installed. */
  readonly one: SizeRange;
  /** How many packages a project has, if its lock file is not known, including indirect ones. */
  readonly project: SizeRange;
  /** How many packages one that is named on the command line brings with it, itself included. */
  readonly named: SizeRange;
  /** The folder of the packages: relative to the project, or absolute. */
  readonly folder: string;
  /** The archives that also stay in a cache, as a share of the packages; 0 if none does. */
  readonly cache: number;
}

/** By the name of the tool in `shell/tools`. */
export const languageSizes: Readonly<Record<string, LanguageSizes>> = {
  // Lock files of 33 to 431 kB, of which a package takes 2.6 kB.
  composer: { one: megabytes(0.1, 0.55, 2.2), project: range(13, 70, 165), named: range(1, 8, 80), folder: 'vendor', cache: 0.3 },
  // Lock files of 2.5 to 7.2 kB. Gems bring the sources of extensions, and their archives are in the same folder.
  bundler: { one: megabytes(0.1, 1.2, 5), project: range(20, 85, 150), named: range(1, 4, 30), folder: '/usr/local/bundle', cache: 0.3 },
  gem: { one: megabytes(0.1, 1.2, 5), project: range(20, 85, 150), named: range(1, 4, 30), folder: '/usr/local/bundle', cache: 0.3 },
};

/** What `dotnet` writes: packages of NuGet, and the results of build and publish, by how the runtime is included. */
export const dotnetSizes = {
  packages: megabytes(0, 60, 500),
  build: megabytes(0.05, 10, 250),
  published: megabytes(0.1, 10, 150),
  selfContained: megabytes(60, 100, 300),
  trimmed: megabytes(10, 30, 150),
  native: megabytes(1, 12, 100),
  tool: megabytes(1, 15, 150),
};

/**
 * Build tools without a reader of their command lines: by program, what a command whose first words match writes, and in which folder of the
 * project or the user (`~`). The first entry that matches counts.
 */
export interface ToolSizes {
  readonly words: RegExp;
  readonly bytes: SizeRange;
  readonly folder: string;
}

const nothing = megabytes(0, 0, 0.1);
const rest = /(?:)/;

export const toolSizes: ReadonlyMap<string, readonly ToolSizes[]> = new Map(
  Object.entries({
    // Hex packages in deps, compiled into _build: 14 to 56 packages in lock files of 4.5 to 18.6 kB.
    mix: [
      { words: /^(?:local\.(?:hex|rebar)|archive\.install)/, bytes: megabytes(0.3, 2, 8), folder: '~/.mix' },
      { words: /deps\.get|deps\.update/, bytes: megabytes(3, 30, 200), folder: 'deps' },
      { words: /deps\.compile|compile/, bytes: megabytes(2, 30, 200), folder: '_build' },
      { words: /release/, bytes: megabytes(15, 50, 200), folder: '_build' },
      { words: /phx\.digest|assets\.\w+/, bytes: megabytes(0, 3, 100), folder: 'priv/static' },
    ],
    rebar3: [{ words: rest, bytes: megabytes(0.5, 20, 200), folder: '_build' }],
    // The launcher, Scala, the compiler bridge and dependencies in ~/.cache/coursier, ~/.sbt and ~/.ivy2.
    sbt: [{ words: rest, bytes: megabytes(50, 250, 1200), folder: '~/.cache/coursier' }],
    lein: [
      { words: /^(?:deps|self-install)/, bytes: megabytes(10, 60, 400), folder: '~/.m2' },
      { words: rest, bytes: megabytes(10, 80, 500), folder: '~/.m2' },
    ],
    // The package index (about 150 MB with its unpacked form), and compiled libraries in ~/.cabal.
    cabal: [
      { words: /^(?:v2-|new-)?update/, bytes: megabytes(50, 300, 1000), folder: '~/.cabal/packages' },
      { words: rest, bytes: megabytes(5, 150, 2000), folder: '~/.cabal' },
    ],
    // A compiler of its own is more than a gigabyte.
    stack: [
      { words: /^setup/, bytes: megabytes(0, 1500, 3500), folder: '~/.stack' },
      { words: rest, bytes: megabytes(5, 1000, 5000), folder: '~/.stack' },
    ],
    swift: [{ words: /^(?:build|package|test|run)/, bytes: megabytes(1, 150, 2000), folder: '.build' }],
    nimble: [{ words: rest, bytes: megabytes(0.1, 10, 100), folder: '~/.nimble' }],
    shards: [
      { words: /^build/, bytes: megabytes(1, 15, 100), folder: 'bin' },
      { words: rest, bytes: megabytes(0.1, 3, 50), folder: 'lib' },
    ],
    crystal: [{ words: /^build/, bytes: megabytes(1, 10, 80), folder: 'crystal-build' }],
    // https://www.cpan.org: modules with their tests and documentation.
    cpanm: [{ words: rest, bytes: megabytes(0.05, 5, 150), folder: '/usr/local/share/perl5/modules' }],
    cpan: [{ words: rest, bytes: megabytes(0.05, 8, 200), folder: '/usr/local/share/perl5/modules' }],
    luarocks: [{ words: /^(?:install|make|build)/, bytes: megabytes(0.01, 1, 20), folder: '/usr/local/share/lua' }, { words: /^(?:list|show|search|config)/, bytes: nothing, folder: '/usr/local/share/lua' }], // prettier-ignore
  }),
);
