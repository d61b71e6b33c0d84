import { promises as fs } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import Docker from 'dockerode';
import type { BuiltImage, HistoryEntry } from '../../context/built-image.ts';
import { NoAnswerInTime, readHistory, readImages } from './answers.ts';
import type { ListedImage } from './answers.ts';
import type { Endpoint, TlsFiles } from './endpoint.ts';

/** How many histories are requested at a time, and of how many images: the newest ones. */
const atOnce = 8;
const mostImages = 500;

/** The histories of images by their ids, which never change. */
export type Histories = Map<string, readonly HistoryEntry[]>;

/**
 * The images of an engine with their histories, the newest first. `histories`: those that are known, to which new ones are added. Rejects if
 * the engine does not answer within `patienceMs` milliseconds, which each request has, and with `signal`.
 */
export async function readBuiltImages(
  endpoint: Endpoint,
  histories: Histories,
  patienceMs: number,
  signal: AbortSignal,
): Promise<readonly BuiltImage[]> {
  const docker = new Docker(await optionsFor(endpoint));
  const answer = await inTime((abortSignal) => docker.listImages({ abortSignal }), patienceMs, signal);
  const listed = readImages(answer)
    .toSorted((a, b) => b.created - a.created)
    .slice(0, mostImages);
  const missing = listed.filter(({ id }) => !histories.has(id));
  const read = async ({ id }: ListedImage): Promise<void> => {
    const history = await inTime((abortSignal) => requestHistory(docker, id, abortSignal), patienceMs, signal).catch(ofDeleted);
    if (history !== undefined) histories.set(id, readHistory(history));
  };
  for (let i = 0; i < missing.length; i += atOnce) await Promise.all(missing.slice(i, i + atOnce).map(read));
  return listed.flatMap((image) => {
    const history = histories.get(image.id);
    return history ? [{ ...image, history }] : [];
  });
}

/** dockerode's own function for it cannot be cancelled. */
function requestHistory({ modem }: Docker, id: string, abortSignal: AbortSignal): Promise<unknown> {
  const path = `/images/${encodeURIComponent(id)}/history`;
  return new Promise((resolve, reject) => {
    modem.dial({ path, method: 'GET', statusCodes: { 200: true }, abortSignal }, (error, answer) =>
      error ? reject(error) : resolve(answer),
    );
  });
}

/** An image that was deleted after it was listed has no history. */
function ofDeleted(error: unknown): undefined {
  if ((error as { readonly statusCode?: unknown }).statusCode === 404) return undefined;
  throw error;
}

async function inTime<T>(request: (signal: AbortSignal) => Promise<T>, patienceMs: number, signal: AbortSignal): Promise<T> {
  const timeout = AbortSignal.timeout(patienceMs);
  try {
    return await request(AbortSignal.any([timeout, signal]));
  } catch (error) {
    throw timeout.aborted && !signal.aborted ? new NoAnswerInTime() : error;
  }
}

/** Members that are undefined are given, too: otherwise dockerode takes them from DOCKER_HOST. */
async function optionsFor(endpoint: Endpoint): Promise<ConstructorParameters<typeof Docker>[0]> {
  const none = { socketPath: undefined, host: undefined, port: undefined, ca: undefined, cert: undefined, key: undefined };
  if (endpoint.kind === 'socket') return { ...none, socketPath: endpoint.path, protocol: 'http' };
  const { host, port, tls } = endpoint;
  if (!tls) return { ...none, host, port, protocol: 'http' };
  return { ...none, host, port, protocol: 'https', ...(await certificatesIn(tls)) };
}

async function certificatesIn({
  folder,
  isVerified,
}: TlsFiles): Promise<Pick<ConstructorParameters<typeof Docker>[0], 'ca' | 'cert' | 'key' | 'agent'>> {
  const [ca, cert, key] = await Promise.all(['ca.pem', 'cert.pem', 'key.pem'].map((name) => readOptional(folder, name)));
  return { ca, cert, key, ...(!isVerified && { agent: new Agent({ rejectUnauthorized: false, ca, cert, key }) }) };
}

async function readOptional(folder: string, name: string): Promise<Buffer | undefined> {
  return folder === '' ? undefined : fs.readFile(join(folder, name)).catch(() => undefined);
}
