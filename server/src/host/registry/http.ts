/** Sends a request, like `fetch` of the platform. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Timeout in milliseconds. */
const patienceMs = 10_000;
/** Maximum length of an answer: lists of tags are shorter. */
const longestAnswer = 8_000_000;

/** The reason of a failure, for `External.reason`: an HTTP status, or 0 if there was no answer or an invalid one. */
export class RegistryError extends Error {
  readonly status: number;

  constructor(url: string, status: number) {
    super(`${url}: ${status || 'no answer'}`);
    this.status = status;
  }
}

/** Sends a request with a timeout. Rejects with a RegistryError if there is no answer. */
export async function send(fetch: Fetch, url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
  } catch {
    throw new RegistryError(url, 0);
  }
}

/** The JSON of an answer. Rejects with a RegistryError if the status is not a success, or the body is not JSON. */
export async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) throw new RegistryError(response.url, response.status);
  if (Number(response.headers.get('content-length') ?? 0) > longestAnswer) throw new RegistryError(response.url, 0);
  try {
    return await response.json();
  } catch {
    throw new RegistryError(response.url, 0);
  }
}

/** A JSON object as a record; an empty record for other values. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
