import { readEndpoint } from './endpoint.ts';
import type { Endpoint, TlsFiles, UnusableEndpoint } from './endpoint.ts';

/** The parts of a machine that say where its container engines listen. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The home folder of the user. */
  readonly home: string;
  /** As `process.platform`. */
  readonly platform: string;
  /** The id of the user; undefined on Windows. */
  readonly userId: number | undefined;
}

/** An engine that the user has chosen with a variable or a context of Docker: no other one is asked. */
export type Choice =
  | { readonly kind: 'address'; readonly endpoint: Endpoint | UnusableEndpoint }
  | { readonly kind: 'context'; readonly name: string };

/** The folder of Docker's configuration. */
export function configFolder({ env, home }: Machine): string {
  return env.DOCKER_CONFIG || `${home}/.docker`;
}

/**
 * The engine that the user has chosen; undefined if there is no choice, so that the usual sockets are tried. Precedence as in Docker:
 * DOCKER_HOST, DOCKER_CONTEXT, the current context of `config` (config.json). CONTAINER_HOST is Podman's variable.
 * https://docs.docker.com/reference/cli/docker/#environment-variables
 */
export function chosenEngine(machine: Machine, config: unknown): Choice | undefined {
  const { env } = machine;
  if (env.DOCKER_HOST) return { kind: 'address', endpoint: readEndpoint(env.DOCKER_HOST, tlsOf(machine)) };
  const name = env.DOCKER_CONTEXT || textAt(config, 'currentContext');
  if (name && name !== 'default') return { kind: 'context', name };
  return env.CONTAINER_HOST ? { kind: 'address', endpoint: readEndpoint(env.CONTAINER_HOST, undefined) } : undefined;
}

function tlsOf(machine: Machine): TlsFiles | undefined {
  const { env } = machine;
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) return undefined;
  return { folder: env.DOCKER_CERT_PATH || configFolder(machine), isVerified: Boolean(env.DOCKER_TLS_VERIFY) };
}

/**
 * The engine of a context of Docker. `metadata`: the content of its meta.json; undefined if there is none. `tlsFolder`: where its
 * certificates are, if it has some. Undefined if the metadata names no engine.
 */
export function endpointOfContext(metadata: unknown, tlsFolder: string | undefined): Endpoint | UnusableEndpoint | undefined {
  const docker = memberOf(memberOf(metadata, 'Endpoints'), 'docker');
  const host = textAt(docker, 'Host');
  if (!host) return undefined;
  const isVerified = memberOf(docker, 'SkipTLSVerify') !== true;
  return readEndpoint(host, tlsFolder === undefined ? undefined : { folder: tlsFolder, isVerified });
}

/**
 * Where engines listen if the user has not chosen one, the most usual first: Docker (also rootless and Desktop), Rancher Desktop, Colima,
 * OrbStack, Podman (of root, of the user, of its virtual machine).
 */
export function usualSockets({ env, home, platform, userId }: Machine): readonly string[] {
  if (platform === 'win32') return ['//./pipe/docker_engine', '//./pipe/dockerDesktopLinuxEngine', '//./pipe/podman-machine-default'];
  const runtime = env.XDG_RUNTIME_DIR || (userId === undefined ? undefined : `/run/user/${userId}`);
  const ofUser = (path: string): readonly string[] => (runtime === undefined ? [] : [`${runtime}/${path}`]);
  const colima = env.COLIMA_HOME || `${home}/.colima`;
  const sockets = [
    '/var/run/docker.sock',
    ...ofUser('docker.sock'),
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
    `${home}/.rd/docker.sock`,
    `${colima}/default/docker.sock`,
    `${colima}/docker.sock`,
    `${home}/.config/colima/default/docker.sock`,
    `${home}/.orbstack/run/docker.sock`,
    '/run/podman/podman.sock',
    ...ofUser('podman/podman.sock'),
    `${home}/.local/share/containers/podman/machine/podman.sock`,
    `${home}/.local/share/containers/podman/machine/qemu/podman.sock`,
    ...(platform === 'darwin' && env.TMPDIR ? [`${env.TMPDIR.replace(/\/$/, '')}/podman/podman-machine-default-api.sock`] : []),
  ];
  return [...new Set(sockets)];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function textAt(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : undefined;
}
