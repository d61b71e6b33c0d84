import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Since } from './syntax-version.ts';

/** What an option of `RUN --mount` takes. */
export type MountValue =
  | 'type' /** A mount type. */
  | 'path' /** A path in the container, or in the source. */
  | 'source' /** A stage, an image or a named context. */
  | 'name' /** An id of the author's choice. */
  | 'variable' /** Name of an environment variable. */
  | 'boolean' /** `true` or `false`; the option alone means true. */
  | 'choice' /** One of `choices`. */
  | 'octal' /** Permissions in octal. */
  | 'number' /** A user or group number. */
  | 'size'; /** Bytes with a unit, as in `512m`. */

/** An option of one mount type. */
export interface MountOptionFacts {
  readonly name: string;
  /** Other names of the same. */
  readonly aliases: readonly string[];
  readonly value: MountValue;
  readonly choices: readonly { readonly value: string; readonly summary: Message }[];
  readonly required: boolean;
  readonly needsValue: boolean;
  /** BuildKit asks for the type at the very option, so that `type=` must stand before it. */
  readonly behindType: boolean;
  /** What counts where it is missing, in words that are no prose (`0755`, `/`). */
  readonly fallback: string | undefined;
  readonly since: Since;
  readonly summary: Message;
}

/** A type of `RUN --mount`. */
export interface MountTypeFacts {
  readonly type: string;
  readonly summary: Message;
  readonly example: string;
  readonly since: Since;
  readonly options: readonly MountOptionFacts[];
  /** Options of other types that stop the build here. Those in neither list are taken, and do nothing. */
  readonly refuses: readonly string[];
  /** Options of which only one may stand. */
  readonly either?: readonly string[];
  /** Options of which there must be one. */
  readonly oneOf?: readonly string[];
  readonly anchor: string;
}

type Option = Pick<MountOptionFacts, 'name' | 'value' | 'summary'> & Partial<MountOptionFacts>;

const option = (facts: Option): MountOptionFacts => ({
  aliases: [],
  choices: [],
  required: false,
  needsValue: facts.value !== 'boolean',
  behindType: false,
  fallback: undefined,
  since: {},
  ...facts,
});

const type = option({
  name: 'type',
  value: 'type',
  fallback: 'bind',
  summary: message('What is mounted: bind, cache, tmpfs, secret or ssh.'),
});
const target = option({
  name: 'target',
  aliases: ['dst', 'destination'],
  value: 'path',
  required: true,
  summary: message('Where it appears in the container.'),
});
const from = option({
  name: 'from',
  value: 'source',
  summary: message('A stage, an image or a named context to take the files from. No variables here.'),
});
const source = option({
  name: 'source',
  aliases: ['src'],
  value: 'path',
  fallback: '/',
  summary: message('Path in what it is taken from.'),
});
const id = (summary: Message, fallback?: string): MountOptionFacts => option({ name: 'id', value: 'name', fallback, summary });
const readOnly = (fallback: string): MountOptionFacts =>
  option({ name: 'readonly', aliases: ['ro'], value: 'boolean', fallback, summary: message('The command cannot write to it.') });
const readWrite = (fallback: string, summary: Message): MountOptionFacts =>
  option({ name: 'readwrite', aliases: ['rw'], value: 'boolean', fallback, summary });
const mode = (fallback: string): MountOptionFacts =>
  option({ name: 'mode', value: 'octal', fallback, summary: message('Permissions, in octal.') });
const uid = option({ name: 'uid', value: 'number', fallback: '0', summary: message('Owner, as a number.') });
const gid = option({ name: 'gid', value: 'number', fallback: '0', summary: message('Group, as a number.') });
const required = (summary: Message): MountOptionFacts =>
  option({ name: 'required', value: 'boolean', fallback: 'false', behindType: true, summary });

/**
 * https://docs.docker.com/reference/dockerfile/#run---mount and, for the names that are taken but not listed there (`src`, `ro` of a
 * bind mount, the `source` of a secret), parseMount in frontend/dockerfile/instructions/commands_runmount.go of moby/buildkit. Which
 * takes more than is of use: what it and validateMount there refuse is listed as such.
 */
export const mountTypes: readonly MountTypeFacts[] = [
  {
    type: 'bind',
    summary: message('Shows files of the build context, a stage or an image to the command, without copying them into a layer.'),
    example: 'RUN --mount=type=bind,source=go.mod,target=go.mod go mod download',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      target,
      source,
      from,
      readWrite('false', message('The command may write to it. What it writes is gone afterwards.')),
      readOnly('true'),
    ],
    refuses: ['sharing', 'size', 'required', 'mode', 'uid', 'gid'],
    anchor: 'run---mounttypebind',
  },
  {
    type: 'cache',
    summary: message(
      'A folder that the builder keeps from build to build, for downloads and compilers. It is in no layer, and may be empty at any time.',
    ),
    example: 'RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y gcc',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      target,
      id(message('Names the cache; mounts with the same id share it.'), 'target'),
      option({
        name: 'sharing',
        value: 'choice',
        choices: [
          { value: 'shared', summary: message('Several builds write at the same time.') },
          { value: 'private', summary: message('A build that comes second gets a cache of its own.') },
          { value: 'locked', summary: message('A build that comes second waits. apt needs it.') },
        ],
        fallback: 'shared',
        summary: message('What happens when two builds want to write to it.'),
      }),
      from,
      source,
      readOnly('false'),
      readWrite('true', message('The command may write to it.')),
      mode('0755'),
      uid,
      gid,
    ],
    refuses: ['size', 'required'],
    anchor: 'run---mounttypecache',
  },
  {
    type: 'tmpfs',
    summary: message('An empty folder in memory, gone after the command.'),
    example: 'RUN --mount=type=tmpfs,target=/tmp make test',
    since: { stable: '1.2', labs: '1.0' },
    options: [type, target, option({ name: 'size', value: 'size', behindType: true, summary: message('How large it may grow.') })],
    refuses: ['sharing', 'required', 'mode', 'uid', 'gid'],
    anchor: 'run---mounttypetmpfs',
  },
  {
    type: 'secret',
    summary: message(
      'Shows a secret (`docker build --secret`) to the command alone: as a file, or as a variable. It is in no layer and in no history.',
    ),
    example: 'RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      id(message('Which secret: the id that `docker build --secret id=...` gives.'), 'basename(target)'),
      { ...source, fallback: undefined, summary: message('The same as id; only one of the two may stand.') },
      { ...target, required: false, fallback: '/run/secrets/<id>' },
      option({
        name: 'env',
        value: 'variable',
        since: { stable: '1.10' },
        summary: message('A variable to hold the secret, instead of a file or beside it.'),
      }),
      required(message('The build fails where the secret is not given. Else the command runs without it.')),
      mode('0400'),
      uid,
      gid,
    ],
    refuses: ['from', 'sharing', 'size'],
    either: ['id', 'source'],
    oneOf: ['id', 'source', 'target'],
    anchor: 'run---mounttypesecret',
  },
  {
    type: 'ssh',
    summary: message('Lets the command use the SSH agent of whoever builds (`docker build --ssh default`). No key comes into the image.'),
    example: 'RUN --mount=type=ssh git clone git@github.com:example/private.git',
    since: { stable: '1.2', labs: '1.0' },
    options: [
      type,
      id(message('Which agent or key: the id that `docker build --ssh` gives.'), 'default'),
      { ...target, required: false, fallback: '/run/buildkit/ssh_agent.<n>', summary: message("Where the agent's socket appears.") },
      required(message('The build fails where no agent is given. Else the command runs without one.')),
      mode('0600'),
      uid,
      gid,
    ],
    refuses: ['sharing', 'size'],
    anchor: 'run---mounttypessh',
  },
];

/**
 * What only Buildah and Podman take: https://github.com/containers/common/blob/main/docs/Containerfile.5.md and
 * https://docs.podman.io/en/latest/markdown/podman-run.1.html#mount-type-type-type-specific-option
 */
export const buildahOptions: ReadonlySet<string> = new Set(['z', 'u', 'relabel', 'chown', 'bind-propagation', 'notmpcopyup', 'tmpcopyup']);

/** The type of a mount that names none. */
export const defaultMountType = 'bind';

/** The options of all types, each name once: what `--mount` knows at all. */
export const mountOptions: readonly MountOptionFacts[] = [
  ...new Map(mountTypes.flatMap(({ options }) => options.map((facts) => [facts.name, facts] as const))).values(),
];

const byType = new Map(mountTypes.map((facts) => [facts.type, facts]));

/** A mount type by name, in any letter case. */
export function mountTypeNamed(name: string): MountTypeFacts | undefined {
  return byType.get(name.toLowerCase());
}

/** An option of a mount type by its name or one of its other names, in any letter case. */
export function mountOptionNamed(facts: MountTypeFacts, name: string): MountOptionFacts | undefined {
  return named(facts.options, name);
}

/** An option of any mount type, in any letter case. */
export function anyMountOptionNamed(name: string): MountOptionFacts | undefined {
  return named(mountOptions, name);
}

function named(options: readonly MountOptionFacts[], name: string): MountOptionFacts | undefined {
  const wanted = name.toLowerCase();
  return options.find(({ name: own, aliases }) => own === wanted || aliases.includes(wanted));
}
