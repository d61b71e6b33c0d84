/** Sends a request, like `fetch` of the platform. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Timeout in milliseconds. */
const patienceMs = 10_000;
/** Maximum length of an answer in bytes, after decompression: lists of tags are shorter. */
const longestAnswer = 8_000_000;

/** The reason of a failure, for `External.reason`: an HTTP status, or 0 if there was no answer or an invalid one. */
export class RegistryError extends Error {
  readonly status: number;

  constructor(url: string, status: number) {
    super(`${url}: ${status || 'no answer'}`);
    this.status = status;
  }
}

/**
 * Sends a request with a timeout. Rejects with a RegistryError if there is no answer, or if it comes from another host after a redirect: what
 * that host says about an image is not what the registry says. Redirects on the same host, and from HTTP to HTTPS there, are followed.
 */
export async function send(fetch: Fetch, url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
  } catch {
    throw new RegistryError(url, 0);
  }
  if (response.redirected && !isSameHost(url, response.url)) {
    await dropBody(response);
    throw new RegistryError(url, 0);
  }
  return response;
}

/** Whether the answer to a request comes from the same host; HTTPS must stay HTTPS, and the port may only change with the protocol. */
function isSameHost(asked: string, answered: string): boolean {
  const [from, to] = [new URL(asked), new URL(answered)];
  if (from.origin === to.origin) return true;
  return from.hostname === to.hostname && from.protocol === 'http:' && to.protocol === 'https:';
}

/**
 * The JSON of an answer. Rejects with a RegistryError if the status is not a success, the body is longer than `longestAnswer`, or it is not
 * JSON.
 */
export async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) {
    await dropBody(response);
    throw new RegistryError(response.url, response.status);
  }
  try {
    return JSON.parse(await readBody(response)) as unknown;
  } catch {
    throw new RegistryError(response.url, 0);
  }
}

/** Counts the bytes that arrive: the `content-length` may be missing or wrong, and is that of the compressed body. Rejects if there are too many. */
async function readBody({ body }: Response): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > longestAnswer) {
      await reader.cancel();
      throw new Error(`more than ${longestAnswer} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Releases the connection of an answer that is not read. */
async function dropBody({ body }: Response): Promise<void> {
  await body?.cancel().catch(() => undefined);
}

/** A JSON object as a record; an empty record for other values. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
