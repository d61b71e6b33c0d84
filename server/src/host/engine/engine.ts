import type { Message } from '../../base/message.ts';
import type { BuiltImage } from '../../context/built-image.ts';
import type { EngineHost, EngineImages } from '../host.ts';
import { reasonOf } from './answers.ts';
import type { Endpoint } from './endpoint.ts';
import { readBuiltImages } from './client.ts';
import type { Histories } from './client.ts';
import { findEngines } from './find.ts';
import type { Machine } from './places.ts';

/** Milliseconds that an engine has for an answer: Podman needs seconds to list a hundred images on a busy machine. */
const defaultPatienceMs = 15_000;

/** The container engines of a machine. */
export function createEngine(machine: Machine, patienceMs = defaultPatienceMs): EngineHost {
  const histories: Histories = new Map();
  const read = async (endpoint: Endpoint, signal: AbortSignal): Promise<{ readonly images: readonly BuiltImage[] } | Message> => {
    try {
      return { images: await readBuiltImages(endpoint, histories, patienceMs, signal) };
    } catch (error) {
      return reasonOf(error, endpoint, patienceMs);
    }
  };
  return {
    async images(signal): Promise<EngineImages> {
      const engines = await findEngines(machine);
      if ('text' in engines) return { state: 'unavailable', reason: engines };
      const answers = await Promise.all(engines.map((endpoint) => read(endpoint, signal)));
      const known = answers.flatMap((answer) => ('images' in answer ? [answer.images] : []));
      const [failed] = answers.flatMap((answer) => ('images' in answer ? [] : [answer]));
      if (known.length === 0 && failed) return { state: 'unavailable', reason: failed };
      return { state: 'known', value: distinct(known.flat()) };
    },
  };
}

/** The newest first. Two sockets may lead to one engine. */
function distinct(images: readonly BuiltImage[]): readonly BuiltImage[] {
  const byId = new Map(images.map((image) => [image.id, image]));
  return [...byId.values()].toSorted((a, b) => b.created - a.created);
}
