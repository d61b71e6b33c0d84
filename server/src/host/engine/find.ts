import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { readRegularFile } from '../read-file.ts';
import type { Endpoint } from './endpoint.ts';
import { chosenEngine, configFolder, endpointOfContext, usualSockets } from './places.ts';
import type { Machine } from './places.ts';

/** Maximum length of a configuration file in bytes. */
const longestConfig = 1_000_000;

/** The engines of a machine, or why none can be used. */
export type FoundEngines = readonly Endpoint[] | Message;

/** Finds the engine that the user has chosen, otherwise those whose sockets exist. Never rejects. */
export async function findEngines(machine: Machine): Promise<FoundEngines> {
  const folder = configFolder(machine);
  const chosen = chosenEngine(machine, await readJson(path.join(folder, 'config.json')));
  if (!chosen) return existingSockets(machine);
  const endpoint = chosen.kind === 'address' ? chosen.endpoint : await endpointIn(folder, chosen.name);
  if (!endpoint) return message('The Docker context "{name}" does not exist.', { name: (chosen as { readonly name: string }).name });
  return endpoint.kind === 'unusable' ? endpoint.reason : [endpoint];
}

async function existingSockets(machine: Machine): Promise<FoundEngines> {
  const sockets = usualSockets(machine);
  const found = await Promise.all(sockets.map(async (socket) => ((await exists(socket)) ? [await realPath(socket)] : [])));
  const paths = [...new Set(found.flat())];
  if (paths.length > 0) return paths.map((socket) => ({ kind: 'socket', path: socket }));
  return message(
    'No container engine was found: no DOCKER_HOST, no Docker context, and no socket of Docker, Podman, Colima or Rancher Desktop.',
  );
}

/** The contexts of Docker are in folders that are named by the digest of their name. */
async function endpointIn(folder: string, name: string): Promise<ReturnType<typeof endpointOfContext>> {
  const id = createHash('sha256').update(name).digest('hex');
  const tls = path.join(folder, 'contexts/tls', id, 'docker');
  return endpointOfContext(await readJson(path.join(folder, 'contexts/meta', id, 'meta.json')), (await exists(tls)) ? tls : undefined);
}

async function readJson(file: string): Promise<unknown> {
  try {
    const bytes = await readRegularFile(file, longestConfig);
    return bytes && (JSON.parse(bytes.toString('utf8')) as unknown);
  } catch {
    return undefined;
  }
}

/** A pipe of Windows exists while somebody listens on it; a socket file may be left behind. */
async function exists(file: string): Promise<boolean> {
  return fs.stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES',
  );
}

/** Two of the usual sockets may be links to one. */
async function realPath(file: string): Promise<string> {
  return fs.realpath(file).catch(() => file);
}
