/** Programs that run an application in Ruby and stay. From the documentation of Rails, Puma, Rack, Sidekiq and Thruster; November 2026. */
const servers: ReadonlySet<string> = new Set('rails puma rackup unicorn sidekiq falcon thrust passenger'.split(' '));

/** Whether a program, given as its name, serves requests or works on jobs of a Ruby application. */
export function isRubyServer(name: string): boolean {
  return servers.has(name);
}

/** The first version of the official image whose YJIT is ready for production: https://github.com/ruby/ruby/blob/master/doc/jit/yjit.md */
export const firstRubyWithYjit: readonly [major: number, minor: number] = [3, 2];

/** The first version of Rails that turns YJIT on: https://guides.rubyonrails.org/7_2_release_notes.html */
export const firstRailsWithYjit: readonly [major: number, minor: number] = [7, 2];

/** The first version of Rails that needs no secret to compile assets, and that answers `GET /up`: the release notes of Rails 7.1. */
export const firstRailsWithDummySecret: readonly [major: number, minor: number] = [7, 1];

/** The first version of the official image whose Bundler knows `bundle config set --local` (Bundler 2.1). */
export const firstRubyWithBundlerConfigSet: readonly [major: number, minor: number] = [2, 7];

/** Whether a version, as its numbers, is at least this one. Undefined if it has too few numbers to tell. */
export function isAtLeast(version: readonly number[], [major, minor]: readonly [major: number, minor: number]): boolean | undefined {
  const [ownMajor, ownMinor] = version;
  if (ownMajor === undefined) return undefined;
  if (ownMajor !== major) return ownMajor > major;
  return ownMinor === undefined ? undefined : ownMinor >= minor;
}

/** Options of `bundle install` that Bundler 2 reports as deprecated and Bundler 4 rejects, with the setting that replaces each. */
export const bundlerSettings: Readonly<Record<string, string>> = {
  '--clean': 'clean',
  '--deployment': 'deployment',
  '--frozen': 'frozen',
  '--no-prune': 'no_prune',
  '--path': 'path',
  '--shebang': 'shebang',
  '--system': 'path.system',
  '--without': 'without',
  '--with': 'with',
};
