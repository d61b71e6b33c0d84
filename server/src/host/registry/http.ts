/** Sends a request, as `fetch` of the platform does. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** An answer is waited for so long, in milliseconds. */
const patienceMs = 10_000;
/** Longer answers are not read: no list of tags is. */
const longestAnswer = 8_000_000;

/** What went wrong, for `External.reason`: an HTTP status, or 0 where there was no answer, or one that makes no sense. */
export class RegistryError extends Error {
  readonly status: number;

  constructor(url: string, status: number) {
    super(`${url}: ${status || 'no answer'}`);
    this.status = status;
  }
}

/** Sends a request and gives up on it after a while. Rejects with a RegistryError where there is no answer. */
export async function send(fetch: Fetch, url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
  } catch {
    throw new RegistryError(url, 0);
  }
}

/** The JSON of an answer. Rejects with a RegistryError where the status is no success, or the body no JSON. */
export async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) throw new RegistryError(response.url, response.status);
  if (Number(response.headers.get('content-length') ?? 0) > longestAnswer) throw new RegistryError(response.url, 0);
  try {
    return await response.json();
  } catch {
    throw new RegistryError(response.url, 0);
  }
}

/** An object of JSON, field by field; everything else has none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
