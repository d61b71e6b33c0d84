import { message } from '../base/message.ts';
import type { FixedMessage } from '../base/message.ts';
import type { Since } from './syntax-version.ts';

/** A variable that exists although no instruction sets it. */
export interface WellKnownVariable {
  readonly name: string;
  /**
   * `platform`: available in every FROM, and in a stage after `ARG NAME`. `proxy`: set in every RUN if the build sets it. `builder`: read
   * by BuildKit, not available in the Dockerfile. `engine`: in the environment of every process of a container.
   */
  readonly kind: 'platform' | 'proxy' | 'builder' | 'engine';
  readonly summary: FixedMessage;
  /** An example value, not the value of the user's build. */
  readonly example: string | undefined;
  readonly since: Since;
}

type Row = readonly [name: string, example: string, summary: FixedMessage, since?: Since];

/** https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
const platform: readonly Row[] = [
  ['TARGETPLATFORM', 'linux/arm64', message('The platform of the image.')],
  ['TARGETOS', 'linux', message('The operating system of the image.')],
  ['TARGETARCH', 'arm64', message('The CPU architecture of the image, as Go names it.')],
  ['TARGETVARIANT', 'v7', message('The variant of the architecture; usually empty.')],
  ['TARGETOSVERSION', '10.0.20348.2700', message('The Windows version of the image.'), { stable: '1.13' }],
  ['TARGETSTAGE', 'final', message('The name of the target stage.'), { stable: '1.11' }],
  ['BUILDPLATFORM', 'linux/amd64', message('The platform of the build machine.')],
  ['BUILDOS', 'linux', message('The operating system of the build machine.')],
  ['BUILDARCH', 'amd64', message('The CPU architecture of the build machine.')],
  ['BUILDVARIANT', 'v8', message('The variant of the architecture; usually empty.')],
  ['BUILDOSVERSION', '10.0.20348.2700', message('The Windows version of the build machine.'), { stable: '1.13' }],
];

/** https://docs.docker.com/reference/dockerfile/#predefined-args; each one in upper and lower case. */
const proxy: readonly Row[] = [
  ['HTTP_PROXY', 'http://proxy.example.com:3128', message('The proxy for http:// URLs during the build.')],
  ['HTTPS_PROXY', 'http://proxy.example.com:3128', message('The proxy for https:// URLs during the build.')],
  ['FTP_PROXY', 'http://proxy.example.com:3128', message('The proxy for ftp:// URLs during the build.')],
  ['NO_PROXY', 'localhost,.example.com', message('The hosts that do not use a proxy during the build.')],
  ['ALL_PROXY', 'socks5://proxy.example.com:1080', message('The proxy for all other URLs during the build.')],
];

/** https://docs.docker.com/reference/dockerfile/#buildkit-built-in-build-args */
const builder: readonly Row[] = [
  ['BUILDKIT_BUILD_NAME', '', message('The name of the build in `docker buildx history` and Docker Desktop.')],
  ['BUILDKIT_CACHE_MOUNT_NS', '', message('The namespace of cache mount IDs.')],
  ['BUILDKIT_CONTEXT_KEEP_GIT_DIR', '1', message('Keeps the .git folder of a Git build context.')],
  ['BUILDKIT_DOCKERFILE_CHECK', 'skip=all', message('Configures build checks, like `# check=`.'), { stable: '1.8' }],
  ['BUILDKIT_GIT_ADVICE', 'false', message('Shows hints from Git.')],
  ['BUILDKIT_INLINE_CACHE', '1', message('Writes cache metadata into the image, so that later builds can use it as a cache.')],
  ['BUILDKIT_MULTI_PLATFORM', '1', message('Uses the multi-platform output format for a single platform as well.')],
  ['BUILDKIT_SANDBOX_HOSTNAME', 'buildkitsandbox', message('The host name in RUN commands.'), { stable: '1.4' }],
  ['BUILDKIT_SYNTAX', 'docker/dockerfile:1', message('The version of the Dockerfile syntax, like `# syntax=`.')],
  ['SOURCE_DATE_EPOCH', '1700000000', message('The timestamp of the image and its layers, in seconds since 1970.'), { stable: '1.5' }],
];

/** docker run, "Environment variables": set by the engine for every container on Linux, by BuildKit for every RUN. */
const engine: readonly Row[] = [
  ['HOME', '/root', message('The home folder of the user, from /etc/passwd.')],
  ['HOSTNAME', '', message('The host name of the container.')],
  [
    'PATH',
    '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    message('The folders that are searched for programs. Docker sets it if the image does not.'),
  ],
  ['TERM', 'xterm', message('The terminal type; set if the container has a terminal.')],
  ['PWD', '/', message('The working directory; set by the shell.')],
];

/** All well-known variables, one entry per name; proxy variables in upper and lower case. */
export const wellKnownVariables: readonly WellKnownVariable[] = [
  ...platform.map(row('platform')),
  ...proxy.map(row('proxy')),
  ...proxy.map(([name, ...rest]) => row('proxy')([name.toLowerCase(), ...rest])),
  ...builder.map(row('builder')),
  ...engine.map(row('engine')),
];

const byName = new Map(wellKnownVariables.map((variable) => [variable.name, variable]));

/** The well-known variable with that name. Case-sensitive. */
export function wellKnownVariable(name: string): WellKnownVariable | undefined {
  return byName.get(name);
}

/** Whether BuildKit sets the variable in a stage that declares it with ARG. No image sets it. */
export function isPlatformVariable(name: string): boolean {
  return wellKnownVariable(name)?.kind === 'platform';
}

/**
 * Variables with the same meaning in many programs and images, which an unknown base image may set and whose names resemble one another.
 * From environ(7), ld.so(8), the manuals of make, GCC (Environment Variables Affecting GCC), pkg-config, Python, Node.js, Go and the JDK.
 */
const conventional = new Set(
  `AR AS ASFLAGS C_INCLUDE_PATH CC CFLAGS CLASSPATH CPATH CPLUS_INCLUDE_PATH CPP CPPFLAGS CUDA_HOME CXX CXXFLAGS DEBIAN_FRONTEND DISPLAY EDITOR FC
  FFLAGS GEM_HOME GEM_PATH GOBIN GOCACHE GOFLAGS GOMODCACHE GOPATH GOPROXY GOROOT INFOPATH JAVA_HOME JAVA_OPTS JAVA_TOOL_OPTIONS JRE_HOME
  LANG LANGUAGE LC_ALL LC_CTYPE LD LD_LIBRARY_PATH LD_PRELOAD LD_RUN_PATH LDFLAGS LDLIBS LIBRARY_PATH LOGNAME MAIL MAKEFLAGS MANPATH NM
  NODE_OPTIONS NODE_PATH OBJC_INCLUDE_PATH PERL5LIB PKG_CONFIG_LIBDIR PKG_CONFIG_PATH PYTHONHOME PYTHONPATH RANLIB RUBYLIB RUSTFLAGS SHELL TMP
  TMPDIR TEMP TZ USER USERNAME VIRTUAL_ENV XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_DIRS XDG_DATA_HOME XDG_RUNTIME_DIR`.split(/\s+/),
);

/** Whether many programs and images use the variable by that name. */
export function isConventionalVariable(name: string): boolean {
  return conventional.has(name);
}

/** Variables that a shell sets itself. POSIX.1-2024, 2.5.3; "Bash Variables" in the manual of bash. */
const ofShell = new Set(
  `BASH BASHOPTS BASHPID BASH_ARGC BASH_ARGV BASH_COMMAND BASH_LINENO BASH_REMATCH BASH_SOURCE BASH_SUBSHELL BASH_VERSINFO BASH_VERSION COLUMNS
  DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HOSTTYPE IFS LINENO LINES MACHTYPE OLDPWD OPTARG OPTIND OSTYPE PIPESTATUS PPID PS1
  PS2 PS4 RANDOM REPLY SECONDS SHELLOPTS SHLVL SRANDOM UID`.split(/\s+/),
);

/** Whether a shell sets the variable itself. */
export function isShellVariable(name: string): boolean {
  return ofShell.has(name);
}

/** A modifier after the name in `${NAME:-word}`, for variables that BuildKit expands. */
export interface ModifierFacts {
  readonly modifier: string;
  readonly summary: FixedMessage;
  readonly since: Since;
}

/**
 * https://docs.docker.com/reference/dockerfile/#environment-replacement; versions from the release notes of docker/dockerfile. The
 * placeholders `{name}` and `{word}` are the variable and the text after the modifier.
 */
export const modifiers: readonly ModifierFacts[] = [
  { modifier: ':-', summary: message('{word} if {name} is unset or empty.'), since: {} },
  { modifier: '-', summary: message('{word} if {name} is unset.'), since: { stable: '1.6' } },
  { modifier: ':+', summary: message('{word} if {name} has a value, otherwise empty.'), since: {} },
  { modifier: '+', summary: message('{word} if {name} is set, even if it is empty; otherwise empty.'), since: { stable: '1.6' } },
  { modifier: ':?', summary: message('The build fails with this message if {name} is unset or empty: {word}'), since: {} },
  { modifier: '?', summary: message('The build fails with this message if {name} is unset: {word}'), since: { stable: '1.6' } },
  { modifier: '#', summary: message('{name} without the shortest prefix that matches {word}.'), since: { stable: '1.7' } },
  { modifier: '##', summary: message('{name} without the longest prefix that matches {word}.'), since: { stable: '1.7' } },
  { modifier: '%', summary: message('{name} without the shortest suffix that matches {word}.'), since: { stable: '1.7' } },
  { modifier: '%%', summary: message('{name} without the longest suffix that matches {word}.'), since: { stable: '1.7' } },
  { modifier: '/', summary: message('{name} with the first match replaced: {word} (pattern/replacement).'), since: { stable: '1.7' } },
  { modifier: '//', summary: message('{name} with every match replaced: {word} (pattern/replacement).'), since: { stable: '1.7' } },
];

/**
 * Names of variables that a program evaluates as a shell command or prompt, so that `$(...)` in them is text on purpose: those of bash and
 * zsh, and names that say so (`START_CMD`).
 */
export const evaluatedVariables = /^(?:PS[0-4]|PROMPT(?:_COMMAND)?|R?PROMPT)$|(?:CMD|COMMAND|SCRIPT|EXEC)$/;

const modifierFacts = new Map(modifiers.map((facts) => [facts.modifier, facts]));

/** The facts about a modifier. Returns undefined if it is unknown. */
export function modifierNamed(modifier: string): ModifierFacts | undefined {
  return modifierFacts.get(modifier);
}

function row(kind: WellKnownVariable['kind']): (row: Row) => WellKnownVariable {
  return ([name, example, summary, since = {}]) => ({ name, kind, summary, example: example || undefined, since });
}

/** Build arguments whose values are those of the commit, the time or the number of the build; not those that only turn the cache off. */
const changing =
  /^(?:(?:GIT|VCS|CI|SOURCE)_?(?:SHA|COMMIT(?:_(?:SHA|HASH|ID|REF|TIME|DATE))?|HASH|REF|REV|REVISION|DESCRIBE|TIMESTAMP)|GITHUB_(?:SHA|RUN_ID|RUN_NUMBER)|COMMIT(?:_(?:SHA|HASH|ID|REF|TIME|DATE))?|REVISION|BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|ID|SHA|REF|COMMIT|REVISION)|SHORT_SHA)$/i;

/** Whether the name of a build argument says that its value changes in every build. */
export function changesInEveryBuild(name: string): boolean {
  return changing.test(name);
}
