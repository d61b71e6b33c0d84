import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { trackRead } from '../pending-reads.ts';
import { readRegularFile } from '../read-file.ts';
import type { Credentials, CredentialSource } from './credentials.ts';

/** The part of Docker's `config.json` about credentials. https://docs.docker.com/reference/cli/docker/login/ */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: string; readonly identitytoken?: string }>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

/** The key that `docker login` uses for Docker Hub. */
const dockerHub = 'https://index.docker.io/v1/';
/** Maximum length of the configuration in bytes. */
const longestConfig = 1_000_000;
const helperTimeoutMs = 10_000;
/** The user name that a helper returns with an identity token. */
const identityTokenUser = '<token>';

/**
 * The credentials of the Docker configuration: from the registry's own helper, the common store, or the file itself. Helpers are programs
 * of the user (`docker-credential-osxkeychain`). If one fails or is missing, there are no credentials.
 */
export function dockerCredentials(folder = process.env.DOCKER_CONFIG ?? path.join(homedir(), '.docker')): CredentialSource {
  return async (registry) => {
    const config = await readConfig(path.join(folder, 'config.json'));
    const server = registry === 'docker.io' ? dockerHub : registry;
    const helper =
      config.credHelpers?.[registry === 'docker.io' ? dockerHub : registry] ?? config.credHelpers?.[registry] ?? config.credsStore;
    return (helper && (await askHelper(helper, server))) || inFile(config, registry);
  };
}

async function readConfig(file: string): Promise<DockerConfig> {
  try {
    const bytes = await trackRead(readRegularFile(file, longestConfig));
    return bytes ? (JSON.parse(bytes.toString('utf8')) as DockerConfig) : {};
  } catch {
    return {}; // not logged in
  }
}

function inFile({ auths = {} }: DockerConfig, registry: string): Credentials | undefined {
  const key = Object.keys(auths).find((candidate) => hostOf(candidate) === (registry === 'docker.io' ? 'index.docker.io' : registry));
  const entry = key === undefined ? undefined : auths[key];
  if (entry?.identitytoken) return { kind: 'identity', token: entry.identitytoken };
  const [, username, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(entry?.auth ?? '', 'base64').toString('utf8')) ?? [];
  return username && password !== undefined ? { kind: 'password', username, password } : undefined;
}

/** Keys are hosts or their addresses: `https://registry.example.com/v1/`. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** https://github.com/docker/docker-credential-helpers: `get` reads the server from standard input and writes JSON. */
function askHelper(name: string, server: string): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(name)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = execFile(`docker-credential-${name}`, ['get'], { timeout: helperTimeoutMs, windowsHide: true }, (error, output) =>
      resolve(error ? undefined : readAnswer(output)),
    );
    child.stdin?.on('error', () => undefined); // it ended without reading; the callback reports that
    child.stdin?.end(server);
  });
}

function readAnswer(output: string): Credentials | undefined {
  try {
    const { Username: username, Secret: secret } = JSON.parse(output) as { Username?: string; Secret?: string };
    if (!username || !secret) return undefined;
    return username === identityTokenUser ? { kind: 'identity', token: secret } : { kind: 'password', username, password: secret };
  } catch {
    return undefined;
  }
}
