import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { BuiltImage, HistoryEntry } from '../../context/built-image.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointText } from './endpoint.ts';

/** An image in the list of an engine, without its history. */
export type ListedImage = Omit<BuiltImage, 'history'>;

/** The list of an engine is not what an engine sends. */
export class InvalidAnswer extends Error {}

/** The engine did not answer in time. */
export class NoAnswerInTime extends Error {}

/** Reads the answer to `GET /images/json`. Throws an InvalidAnswer for anything else than a list of images. */
export function readImages(answer: unknown): readonly ListedImage[] {
  return listOf(answer).map((image) => {
    const { Id: id, RepoTags: tags, Created: created } = image;
    if (typeof id !== 'string') throw new InvalidAnswer();
    const names = Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string' && !tag.includes('<none>')) : [];
    return { id, tags: names, created: typeof created === 'number' ? Math.max(0, created) * 1000 : 0 };
  });
}

/** Reads the answer to `GET /images/{id}/history`, which has the newest entry first. Throws an InvalidAnswer for anything else. */
export function readHistory(answer: unknown): readonly HistoryEntry[] {
  return listOf(answer)
    .map(({ CreatedBy: createdBy, Size: bytes, Created: created, Comment: comment }) => ({
      createdBy: typeof createdBy === 'string' ? createdBy : '',
      bytes: typeof bytes === 'number' && bytes > 0 ? bytes : 0,
      created: typeof created === 'number' ? created : 0,
      comment: typeof comment === 'string' ? comment : '',
    }))
    .toReversed();
}

function listOf(answer: unknown): readonly Readonly<Record<string, unknown>>[] {
  const isList = Array.isArray(answer) && answer.every((each) => typeof each === 'object' && each !== null);
  if (!isList) throw new InvalidAnswer();
  return answer as readonly Readonly<Record<string, unknown>>[];
}

/** Why an engine did not give its images, for the user. `error`: what the request rejected with. */
export function reasonOf(error: unknown, endpoint: Endpoint, patienceMs: number): Message {
  const engine = endpointText(endpoint);
  if (error instanceof InvalidAnswer) return message('{engine} answers, but is not a container engine.', { engine });
  if (error instanceof NoAnswerInTime) {
    return message('The container engine at {engine} did not answer within {seconds} seconds.', { engine, seconds: patienceMs / 1000 });
  }
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  if (typeof statusCode === 'number') {
    return message('The container engine at {engine} refused to list its images (HTTP status {status}).', { engine, status: statusCode });
  }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return message('There is no permission to use the container engine at {engine}.', { engine });
    case 'ENOENT':
    case 'ECONNREFUSED':
      return message('No container engine is running at {engine}.', { engine });
    default:
      return message('The container engine at {engine} cannot be reached: {error}', {
        engine,
        error: String(code ?? (error as Error).message),
      });
  }
}
