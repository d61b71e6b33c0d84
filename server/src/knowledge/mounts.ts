import { message } from '../base/message.ts';
import type { FixedMessage } from '../base/message.ts';
import type { Since } from './syntax-version.ts';

/** The type of the value of a `RUN --mount` option. */
export type MountValue =
  | 'type' /** A mount type. */
  | 'path' /** A path in the container, or in the source. */
  | 'source' /** A stage, an image or a named context. */
  | 'name' /** An arbitrary ID. */
  | 'variable' /** The name of an environment variable. */
  | 'boolean' /** `true` or `false`; the option alone means true. */
  | 'choice' /** One of `choices`. */
  | 'octal' /** Permissions in octal. */
  | 'number' /** A user or group ID. */
  | 'size'; /** Bytes with a unit, as in `512m`. */

/** An option of one mount type. */
export interface MountOptionFacts {
  readonly name: string;
  /** Other names of the option. */
  readonly aliases: readonly string[];
  readonly value: MountValue;
  readonly choices: readonly { readonly value: string; readonly summary: FixedMessage }[];
  readonly required: boolean;
  readonly needsValue: boolean;
  /** Whether BuildKit checks the type when it parses the option, so that `type=` must come before it. */
  readonly requiresType: boolean;
  /** The default value, as text that is not translated (`0755`, `/`). */
  readonly fallback: string | undefined;
  readonly since: Since;
  readonly summary: FixedMessage;
}

/** A type of `RUN --mount`. */
export interface MountTypeFacts {
  readonly type: string;
  readonly summary: FixedMessage;
  readonly example: string;
  readonly since: Since;
  readonly options: readonly MountOptionFacts[];
  /** Options of other types that fail the build. Options in neither list are accepted and ignored. */
  readonly rejected: readonly string[];
  /** Options that exclude each other. */
  readonly exclusive?: readonly string[];
  /** Options of which at least one is required. */
  readonly requiredAnyOf?: readonly string[];
  readonly anchor: string;
}

type Option = Pick<MountOptionFacts, 'name' | 'value' | 'summary'> & Partial<MountOptionFacts>;

const option = (facts: Option): MountOptionFacts => ({
  aliases: [],
  choices: [],
  required: false,
  needsValue: facts.value !== 'boolean',
  requiresType: false,
  fallback: undefined,
  since: {},
  ...facts,
});

const type = option({
  name: 'type',
  value: 'type',
  fallback: 'bind',
  summary: message('The type of the mount: bind, cache, tmpfs, secret or ssh.'),
});
const target = option({
  name: 'target',
  aliases: ['dst', 'destination'],
  value: 'path',
  required: true,
  summary: message('The mount path in the container.'),
});
const from = option({
  name: 'from',
  value: 'source',
  summary: message('The stage, image or named context that contains the files. Variables are not expanded.'),
});
const source = option({
  name: 'source',
  aliases: ['src'],
  value: 'path',
  fallback: '/',
  summary: message('The path in the source.'),
});
const id = (summary: FixedMessage, fallback?: string): MountOptionFacts => option({ name: 'id', value: 'name', fallback, summary });
const readOnly = (fallback: string): MountOptionFacts =>
  option({ name: 'readonly', aliases: ['ro'], value: 'boolean', fallback, summary: message('The command cannot write to the mount.') });
const readWrite = (fallback: string, summary: FixedMessage): MountOptionFacts =>
  option({ name: 'readwrite', aliases: ['rw'], value: 'boolean', fallback, summary });
const mode = (fallback: string): MountOptionFacts =>
  option({ name: 'mode', value: 'octal', fallback, summary: message('The permissions, in octal.') });
const uid = option({ name: 'uid', value: 'number', fallback: '0', summary: message('The owner, as a user ID.') });
const gid = option({ name: 'gid', value: 'number', fallback: '0', summary: message('The group, as a group ID.') });
const required = (summary: FixedMessage): MountOptionFacts =>
  option({ name: 'required', value: 'boolean', fallback: 'false', requiresType: true, summary });

/**
 * https://docs.docker.com/reference/dockerfile/#run---mount and, for names that are accepted but not documented there (`src`, `ro` of a
 * bind mount, the `source` of a secret), parseMount in frontend/dockerfile/instructions/commands_runmount.go of moby/buildkit. `refuses`
 * lists what parseMount and validateMount there reject.
 */
export const mountTypes: readonly MountTypeFacts[] = [
  {
    type: 'bind',
    summary: message('Makes files of the build context, a stage or an image available to the command, without copying them into a layer.'),
    example: 'RUN --mount=type=bind,source=go.mod,target=go.mod go mod download',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      target,
      source,
      from,
      readWrite('false', message('The command can write to the mount. The changes are discarded afterwards.')),
      readOnly('true'),
    ],
    rejected: ['sharing', 'size', 'required', 'mode', 'uid', 'gid'],
    anchor: 'run---mounttypebind',
  },
  {
    type: 'cache',
    summary: message(
      'A folder that the builder keeps between builds, for package managers and compilers. It is not part of a layer, and may be empty.',
    ),
    example: 'RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y gcc',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      target,
      id(message('The ID of the cache; mounts with the same ID share it.'), 'target'),
      option({
        name: 'sharing',
        value: 'choice',
        choices: [
          { value: 'shared', summary: message('Several builds can write at the same time.') },
          { value: 'private', summary: message('A second build gets a separate cache.') },
          { value: 'locked', summary: message('A second build waits. Required for apt.') },
        ],
        fallback: 'shared',
        summary: message('How the cache is shared between builds that run at the same time.'),
      }),
      from,
      source,
      readOnly('false'),
      readWrite('true', message('The command can write to the mount.')),
      mode('0755'),
      uid,
      gid,
    ],
    rejected: ['size', 'required'],
    anchor: 'run---mounttypecache',
  },
  {
    type: 'tmpfs',
    summary: message('An empty folder in memory, discarded after the command.'),
    example: 'RUN --mount=type=tmpfs,target=/tmp make test',
    since: { stable: '1.2', labs: '1.0' },
    options: [type, target, option({ name: 'size', value: 'size', requiresType: true, summary: message('The maximum size.') })],
    rejected: ['sharing', 'required', 'mode', 'uid', 'gid'],
    anchor: 'run---mounttypetmpfs',
  },
  {
    type: 'secret',
    summary: message(
      'Makes a secret (`docker build --secret`) available to this command only, as a file or variable. It is not stored in the image.',
    ),
    example: 'RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      id(message('The ID of the secret, as in `docker build --secret id=...`.'), 'basename(target)'),
      { ...source, fallback: undefined, summary: message('The same as id; use only one of them.') },
      { ...target, required: false, fallback: '/run/secrets/<id>' },
      option({
        name: 'env',
        value: 'variable',
        since: { stable: '1.10' },
        summary: message('The variable for the secret, instead of or in addition to a file.'),
      }),
      required(message('Fails the build if the secret is missing. Otherwise the command runs without it.')),
      mode('0400'),
      uid,
      gid,
    ],
    rejected: ['from', 'sharing', 'size'],
    exclusive: ['id', 'source'],
    requiredAnyOf: ['id', 'source', 'target'],
    anchor: 'run---mounttypesecret',
  },
  {
    type: 'ssh',
    summary: message(
      'Lets the command use the SSH agent of the user who builds (`docker build --ssh default`). No key is stored in the image.',
    ),
    example: 'RUN --mount=type=ssh git clone git@github.com:example/private.git',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      id(message('The ID of the agent or key, as in `docker build --ssh`.'), 'default'),
      { ...target, required: false, fallback: '/run/buildkit/ssh_agent.<n>', summary: message('The path of the agent socket.') },
      required(message('Fails the build if there is no agent. Otherwise the command runs without one.')),
      mode('0600'),
      uid,
      gid,
    ],
    rejected: ['sharing', 'size'],
    anchor: 'run---mounttypessh',
  },
];

/**
 * Options that only Buildah and Podman support: https://github.com/containers/common/blob/main/docs/Containerfile.5.md and
 * https://docs.podman.io/en/latest/markdown/podman-run.1.html#mount-type-type-type-specific-option
 */
export const buildahOptions: ReadonlySet<string> = new Set(['z', 'u', 'relabel', 'chown', 'bind-propagation', 'notmpcopyup', 'tmpcopyup']);

/** The type of a mount without `type=`. */
export const defaultMountType = 'bind';

/** The options of all types, one per name. */
export const mountOptions: readonly MountOptionFacts[] = [
  ...new Map(mountTypes.flatMap(({ options }) => options.map((facts) => [facts.name, facts] as const))).values(),
];

const byType = new Map(mountTypes.map((facts) => [facts.type, facts]));

/** The mount type with that name. Case-insensitive. */
export function mountTypeNamed(name: string): MountTypeFacts | undefined {
  return byType.get(name.toLowerCase());
}

/** The option of a mount type with that name or alias. Case-insensitive. */
export function mountOptionNamed(facts: MountTypeFacts, name: string): MountOptionFacts | undefined {
  return named(facts.options, name);
}

/** The option of any mount type. Case-insensitive. */
export function anyMountOptionNamed(name: string): MountOptionFacts | undefined {
  return named(mountOptions, name);
}

function named(options: readonly MountOptionFacts[], name: string): MountOptionFacts | undefined {
  const wanted = name.toLowerCase();
  return options.find(({ name: own, aliases }) => own === wanted || aliases.includes(wanted));
}
