import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Since } from './syntax-version.ts';

/** A variable that is there although no instruction sets it. */
export interface WellKnownVariable {
  readonly name: string;
  /**
   * `platform`: every FROM sees it, a stage after `ARG NAME`. `proxy`: every RUN has it when the build is given it. `builder`: read by
   * BuildKit itself, seen by nobody. `engine`: in the environment of every process of a container.
   */
  readonly kind: 'platform' | 'proxy' | 'builder' | 'engine';
  readonly summary: Message;
  /** A value as it may be; not for the reader's own build. */
  readonly example: string | undefined;
  readonly since: Since;
}

type Row = readonly [name: string, example: string, summary: Message, since?: Since];

/** https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
const platform: readonly Row[] = [
  ['TARGETPLATFORM', 'linux/arm64', message('Platform of the image that is built.')],
  ['TARGETOS', 'linux', message('Operating system of the image that is built.')],
  ['TARGETARCH', 'arm64', message('Processor architecture of the image that is built, as Go names it.')],
  ['TARGETVARIANT', 'v7', message('Variant of that architecture; empty for most.')],
  ['TARGETOSVERSION', '10.0.20348.2700', message('Version of Windows that the image is built for.'), { stable: '1.13' }],
  ['TARGETSTAGE', 'final', message('Name of the stage that the build is for.'), { stable: '1.11' }],
  ['BUILDPLATFORM', 'linux/amd64', message('Platform of the machine that builds.')],
  ['BUILDOS', 'linux', message('Operating system of the machine that builds.')],
  ['BUILDARCH', 'amd64', message('Processor architecture of the machine that builds.')],
  ['BUILDVARIANT', 'v8', message('Variant of that architecture; empty for most.')],
  ['BUILDOSVERSION', '10.0.20348.2700', message('Version of Windows on the machine that builds.'), { stable: '1.13' }],
];

/** https://docs.docker.com/reference/dockerfile/#predefined-args; each one in upper and in lower case. */
const proxy: readonly Row[] = [
  ['HTTP_PROXY', 'http://proxy.example.com:3128', message('Proxy for http:// addresses during the build.')],
  ['HTTPS_PROXY', 'http://proxy.example.com:3128', message('Proxy for https:// addresses during the build.')],
  ['FTP_PROXY', 'http://proxy.example.com:3128', message('Proxy for ftp:// addresses during the build.')],
  ['NO_PROXY', 'localhost,.example.com', message('Hosts that are reached without a proxy during the build.')],
  ['ALL_PROXY', 'socks5://proxy.example.com:1080', message('Proxy for all other addresses during the build.')],
];

/** https://docs.docker.com/reference/dockerfile/#buildkit-built-in-build-args */
const builder: readonly Row[] = [
  ['BUILDKIT_BUILD_NAME', '', message('Name of the build in `docker buildx history` and in Docker Desktop.')],
  ['BUILDKIT_CACHE_MOUNT_NS', '', message('Name space of the ids of cache mounts.')],
  ['BUILDKIT_CONTEXT_KEEP_GIT_DIR', '1', message('Keeps the .git folder of a Git build context.')],
  ['BUILDKIT_DOCKERFILE_CHECK', 'skip=all', message('Switches build checks off, as `# check=` does.'), { stable: '1.8' }],
  ['BUILDKIT_GIT_ADVICE', 'false', message('Shows the advice that Git gives.')],
  ['BUILDKIT_INLINE_CACHE', '1', message("Writes the cache's metadata into the image, so that a later build can use it as a cache.")],
  ['BUILDKIT_MULTI_PLATFORM', '1', message('Makes the same kind of output for one platform as for several.')],
  ['BUILDKIT_SANDBOX_HOSTNAME', 'buildkitsandbox', message('Host name that RUN steps see.'), { stable: '1.4' }],
  ['BUILDKIT_SYNTAX', 'docker/dockerfile:1', message('Version of the Dockerfile language, in place of `# syntax=`.')],
  ['SOURCE_DATE_EPOCH', '1700000000', message('Time stamp of the image and its layers, in seconds since 1970.'), { stable: '1.5' }],
];

/** docker run, "Environment variables": set by the engine for every container on Linux, by BuildKit for every RUN. */
const engine: readonly Row[] = [
  ['HOME', '/root', message("The user's home folder, from /etc/passwd.")],
  ['HOSTNAME', '', message("The container's host name.")],
  [
    'PATH',
    '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    message('Where programs are looked for. Docker sets it where no image does.'),
  ],
  ['TERM', 'xterm', message('Kind of terminal; set when the container has one.')],
  ['PWD', '/', message('The working directory; set by the shell.')],
];

/** All of them, each name once; proxies in both letter cases. */
export const wellKnownVariables: readonly WellKnownVariable[] = [
  ...platform.map(row('platform')),
  ...proxy.map(row('proxy')),
  ...proxy.map(([name, ...rest]) => row('proxy')([name.toLowerCase(), ...rest])),
  ...builder.map(row('builder')),
  ...engine.map(row('engine')),
];

const byName = new Map(wellKnownVariables.map((variable) => [variable.name, variable]));

/** The well-known variable of that name, letter case counting. */
export function wellKnownVariable(name: string): WellKnownVariable | undefined {
  return byName.get(name);
}

/** What stands behind the name in `${NAME:-word}`, where BuildKit replaces the variable. */
export interface ModifierFacts {
  readonly modifier: string;
  readonly summary: Message;
  readonly since: Since;
}

/**
 * https://docs.docker.com/reference/dockerfile/#environment-replacement; versions from the release notes of docker/dockerfile. The
 * places `{name}` and `{word}` stand for the variable and what is written behind the modifier.
 */
export const modifiers: readonly ModifierFacts[] = [
  { modifier: ':-', summary: message('{word} where `{name}` is unset or empty.'), since: {} },
  { modifier: '-', summary: message('{word} where `{name}` is unset.'), since: { stable: '1.6' } },
  { modifier: ':+', summary: message('{word} where `{name}` has a value, else nothing.'), since: {} },
  { modifier: '+', summary: message('{word} where `{name}` is set, even to nothing; else nothing.'), since: { stable: '1.6' } },
  { modifier: ':?', summary: message('The build stops with this message where `{name}` is unset or empty: {word}'), since: {} },
  { modifier: '?', summary: message('The build stops with this message where `{name}` is unset: {word}'), since: { stable: '1.6' } },
  { modifier: '#', summary: message('`{name}` without the shortest beginning that fits {word}.'), since: { stable: '1.7' } },
  { modifier: '##', summary: message('`{name}` without the longest beginning that fits {word}.'), since: { stable: '1.7' } },
  { modifier: '%', summary: message('`{name}` without the shortest end that fits {word}.'), since: { stable: '1.7' } },
  { modifier: '%%', summary: message('`{name}` without the longest end that fits {word}.'), since: { stable: '1.7' } },
  { modifier: '/', summary: message('`{name}` with the first match replaced: {word} (pattern/replacement).'), since: { stable: '1.7' } },
  { modifier: '//', summary: message('`{name}` with every match replaced: {word} (pattern/replacement).'), since: { stable: '1.7' } },
];

const modifierFacts = new Map(modifiers.map((facts) => [facts.modifier, facts]));

/** What a modifier does. */
export function modifierNamed(modifier: string): ModifierFacts | undefined {
  return modifierFacts.get(modifier);
}

function row(kind: WellKnownVariable['kind']): (row: Row) => WellKnownVariable {
  return ([name, example, summary, since = {}]) => ({ name, kind, summary, example: example || undefined, since });
}
