import { message } from '../base/message.ts';
import type { FixedMessage, Message } from '../base/message.ts';
import type { Since } from './syntax-version.ts';

/** The type of a flag's value. */
export type FlagValue =
  | 'boolean' /** `true` or `false`; the flag alone means true. */
  | 'choice' /** One of `choices`. */
  | 'duration' /** In Go's syntax: `30s`, `1m30s`, `500ms`. */
  | 'count' /** A whole number, zero or more. */
  | 'platform' /** `linux/arm64` */
  | 'source' /** A stage, an image or a named context. */
  | 'owner' /** `user:group`, names or numbers. */
  | 'mode' /** `755` or `u=rwX,go=rX` */
  | 'checksum' /** `sha256:...`, or a commit for Git. */
  | 'pattern' /** As in .dockerignore. */
  | 'mount' /** `type=cache,target=/path`: see mounts.ts. */
  | 'device'; /** The name of a CDI device, optionally with `,required`. */

/** A flag of an instruction. */
export interface FlagFacts {
  /** Upper case. */
  readonly keyword: string;
  /** Without the dashes. */
  readonly name: string;
  readonly value: FlagValue;
  readonly choices: readonly FlagChoice[];
  /** Whether the flag can occur more than once in one instruction. */
  readonly repeatable: boolean;
  /** Whether the flag needs `=value`. Only boolean flags can omit it. */
  readonly needsValue: boolean;
  /** Whether BuildKit expands variables in the value. In other flags a `$` is literal. */
  readonly variables: boolean;
  /** Forms of the value that a later version than the flag's own introduced. */
  readonly newerForms: readonly NewerForm[];
  /** What at least one of the sources must be; undefined if any source is allowed. */
  readonly sources: 'download' | 'git' | undefined;
  /** The default value; undefined if there is none. */
  readonly fallback: string | undefined;
  readonly since: Since;
  readonly summary: FixedMessage;
  readonly note: Message | undefined;
  readonly example: string;
  readonly anchor: string;
}

export interface FlagChoice {
  readonly value: string;
  readonly summary: FixedMessage;
}

/** A form of the value, and the version that introduced it. */
export interface NewerForm {
  /** Matches values of this form. */
  readonly form: RegExp;
  readonly since: Since;
}

/** A row of the table below, without what most flags have in common. */
interface Row {
  readonly of: readonly string[];
  readonly name: string;
  readonly value: FlagValue;
  readonly choices?: readonly FlagChoice[];
  readonly repeatable?: boolean;
  readonly variables?: boolean;
  readonly newerForms?: readonly NewerForm[];
  readonly sources?: FlagFacts['sources'];
  readonly fallback?: string;
  readonly since?: Since;
  readonly summary: FixedMessage;
  readonly note?: Message;
  readonly example: string;
  readonly anchor: string;
}

const copies = ['COPY', 'ADD'];
const entitled = (entitlement: string): Message =>
  message('The builder must allow it: `docker buildx build --allow {entitlement}`.', { entitlement });

/**
 * The list of flags is from frontend/dockerfile/instructions of moby/buildkit (parse.go, commands_run*.go). Flags in which variables are
 * expanded: the Expand methods of commands.go there, and FROM in dockerfile2llb/convert.go. Versions: the tables of
 * https://docs.docker.com/reference/dockerfile/ for the stable channel, the release notes of docker/dockerfile for labs.
 */
const rows: readonly Row[] = [
  {
    of: ['FROM'],
    name: 'platform',
    value: 'platform',
    variables: true,
    fallback: '$TARGETPLATFORM',
    summary: message('Uses the base image for this platform instead of the target platform.'),
    note: message('`--platform=$BUILDPLATFORM` compiles natively on the build machine instead of in emulation.'),
    example: 'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
    anchor: 'from',
  },
  {
    of: ['COPY'],
    name: 'from',
    value: 'source',
    summary: message('Copies from a stage, an image or a named context instead of the build context. Paths are relative to its root.'),
    note: message('Variables are not expanded. Add a stage for the image (`FROM image:$TAG AS name`) and copy from it.'),
    example: 'COPY --from=build /out/app /usr/local/bin/',
    anchor: 'copy---from',
  },
  {
    of: copies,
    name: 'chown',
    value: 'owner',
    variables: true,
    fallback: '0:0',
    summary: message('The owner of the copied files. The default is root, regardless of USER.'),
    note: message(
      "Names are looked up in the image's /etc/passwd; with `--link` and on `scratch`, only numeric IDs work. Not for Windows.",
    ),
    example: 'COPY --chown=node:node . .',
    anchor: 'copy---chown',
  },
  {
    of: copies,
    name: 'chmod',
    value: 'mode',
    variables: true,
    // dockerfile/1.14.0; dockerfile/1.11.0-labs (moby/buildkit#5380)
    newerForms: [{ form: /[ugoa=+-]/, since: { stable: '1.14', labs: '1.11' } }],
    since: { stable: '1.2' },
    summary: message('The permissions of the copied files: octal, or, since syntax 1.14, symbolic as in `u=rwX,go=rX`.'),
    note: message('Adds nothing to the image, while `RUN chmod` stores a second copy of the files in its layer. Not for Windows.'),
    example: 'COPY --chmod=755 entrypoint.sh /usr/local/bin/',
    anchor: 'copy---chmod',
  },
  {
    of: copies,
    name: 'link',
    value: 'boolean',
    fallback: 'false',
    since: { stable: '1.4' },
    summary: message('Puts the files into an independent layer, which stays cached when earlier layers change.'),
    note: message('The destination is used as written: symbolic links in the path are replaced with folders.'),
    example: 'COPY --link --from=build /out /app',
    anchor: 'copy---link',
  },
  {
    of: ['COPY'],
    name: 'parents',
    value: 'boolean',
    fallback: 'false',
    since: { stable: '1.20', labs: '1.7' },
    summary: message('Keeps the parent folders of the sources: `a/b.txt` becomes `<dest>/a/b.txt`. `**` matches any number of folders.'),
    note: message('In a source that contains `/./`, only the part after it is kept.'),
    example: 'COPY --parents packages/*/package.json ./',
    anchor: 'copy---parents',
  },
  {
    of: copies,
    name: 'exclude',
    value: 'pattern',
    repeatable: true,
    since: { stable: '1.19', labs: '1.7' },
    summary: message('Excludes files that match the pattern.'),
    example: 'COPY --exclude=*.md --exclude=docs . .',
    anchor: 'copy---exclude',
  },
  {
    of: ['ADD'],
    name: 'keep-git-dir',
    value: 'boolean',
    sources: 'git',
    fallback: 'false',
    since: { stable: '1.1' },
    summary: message('Keeps the .git folder of a Git source.'),
    example: 'ADD --keep-git-dir=true https://github.com/moby/buildkit.git#v0.26.0 /src',
    anchor: 'add---keep-git-dir',
  },
  {
    of: ['ADD'],
    name: 'checksum',
    value: 'checksum',
    variables: true,
    sources: 'download',
    newerForms: [{ form: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, since: { stable: '1.16' } }],
    since: { stable: '1.6', labs: '1.5' },
    summary: message('Fails the build when the content differs: `sha256:` for a URL; since syntax 1.16, a commit for Git.'),
    example: 'ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /opt/',
    anchor: 'add---checksum',
  },
  {
    of: ['ADD'],
    name: 'unpack',
    value: 'boolean',
    since: { stable: '1.17' },
    summary: message('Whether a tar archive is unpacked. By default, local archives are unpacked and downloaded ones are not.'),
    example: 'ADD --unpack=true https://example.com/archive.tar.gz /opt/',
    anchor: 'add---unpack',
  },
  {
    of: ['RUN'],
    name: 'mount',
    value: 'mount',
    variables: true,
    repeatable: true,
    since: { stable: '1.2', labs: '1.0' },
    summary: message(
      'Mounts a cache, a secret, an SSH agent, or files of the context or another stage, for this command only. Nothing of it stays in the layer.',
    ),
    example: 'RUN --mount=type=cache,target=/root/.npm npm ci',
    anchor: 'run---mount',
  },
  {
    of: ['RUN'],
    name: 'network',
    value: 'choice',
    choices: [
      { value: 'default', summary: message('The network of the build.') },
      { value: 'none', summary: message('No network: proves that the command downloads nothing.') },
      { value: 'host', summary: message('The network of the build host. It must be allowed: `--allow network.host`.') },
    ],
    fallback: 'default',
    since: { stable: '1.3', labs: '1.2' },
    summary: message('The network that the command can use.'),
    example: 'RUN --network=none pip install --no-index --find-links=wheels app',
    anchor: 'run---network',
  },
  {
    of: ['RUN'],
    name: 'security',
    value: 'choice',
    choices: [
      { value: 'sandbox', summary: message('The same as any other RUN.') },
      { value: 'insecure', summary: message('With all privileges, like `docker run --privileged`.') },
    ],
    fallback: 'sandbox',
    since: { stable: '1.20', labs: '1.1' },
    summary: message('Whether the command runs with the privileges of a privileged container.'),
    note: entitled('security.insecure'),
    example: 'RUN --security=insecure ./build-images.sh',
    anchor: 'run---security',
  },
  {
    of: ['RUN'],
    name: 'device',
    value: 'device',
    repeatable: true,
    since: { stable: '1.27', labs: '1.14' },
    summary: message(
      'Gives the command access to a device of the builder (CDI), such as a GPU. With `,required` the build fails if there is none.',
    ),
    note: entitled('device'),
    example: 'RUN --device=nvidia.com/gpu=all ./train.sh',
    anchor: 'run---device',
  },
  {
    of: ['HEALTHCHECK'],
    name: 'interval',
    value: 'duration',
    fallback: '30s',
    summary: message('The time before the first check, and between the end of one check and the next.'),
    example: 'HEALTHCHECK --interval=1m CMD curl -f http://localhost/',
    anchor: 'healthcheck',
  },
  {
    of: ['HEALTHCHECK'],
    name: 'timeout',
    value: 'duration',
    fallback: '30s',
    summary: message('A check that takes longer counts as failed and is stopped.'),
    example: 'HEALTHCHECK --timeout=3s CMD curl -f http://localhost/',
    anchor: 'healthcheck',
  },
  {
    of: ['HEALTHCHECK'],
    name: 'start-period',
    value: 'duration',
    fallback: '0s',
    summary: message('The time the program needs to start. Failed checks during this time do not count.'),
    example: 'HEALTHCHECK --start-period=20s CMD curl -f http://localhost/',
    anchor: 'healthcheck',
  },
  {
    of: ['HEALTHCHECK'],
    name: 'start-interval',
    value: 'duration',
    fallback: '5s',
    since: { stable: '1.6' },
    summary: message('The time between checks during the start period. Requires Docker Engine 25.'),
    example: 'HEALTHCHECK --start-period=20s --start-interval=1s CMD curl -f http://localhost/',
    anchor: 'healthcheck',
  },
  {
    of: ['HEALTHCHECK'],
    name: 'retries',
    value: 'count',
    fallback: '3',
    summary: message('The number of consecutive failed checks after which the container is unhealthy.'),
    example: 'HEALTHCHECK --retries=5 CMD curl -f http://localhost/',
    anchor: 'healthcheck',
  },
];

const flag = (keyword: string, row: Omit<Row, 'of'>): FlagFacts => ({
  choices: [],
  repeatable: false,
  variables: false,
  newerForms: [],
  sources: undefined,
  fallback: undefined,
  since: {},
  note: undefined,
  ...row,
  keyword,
  needsValue: row.value !== 'boolean',
  example: row.example.replace(/^COPY/, keyword),
});

/** Every flag of every instruction; a flag that COPY and ADD share has one entry for each. */
export const flags: readonly FlagFacts[] = rows.flatMap(({ of, ...row }) => of.map((keyword) => flag(keyword, row)));

/** Instructions that accept and ignore all flags (parseArg and parseStopSignal of parse.go do not read them). */
export const ignoresFlags: ReadonlySet<string> = new Set(['ARG', 'STOPSIGNAL']);

const byKeyword = new Map(flags.map(({ keyword }) => [keyword, flags.filter((facts) => facts.keyword === keyword)]));

/** The flags of an instruction (upper case); empty if it has none. */
export function flagsOf(keyword: string): readonly FlagFacts[] {
  return byKeyword.get(keyword) ?? [];
}

/** The instructions (upper case) that have a flag with that name. */
export function keywordsWithFlag(name: string): readonly string[] {
  return flags.filter((facts) => facts.name === name).map(({ keyword }) => keyword);
}

/** The flag of an instruction (upper case) by its name without dashes. Case-sensitive, as in BuildKit. */
export function flagNamed(keyword: string, name: string): FlagFacts | undefined {
  return flagsOf(keyword).find((facts) => facts.name === name);
}
