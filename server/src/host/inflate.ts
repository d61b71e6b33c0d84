/** Maximum bytes of unpacked content: an archive that unpacks to more is not counted. */
const mostBytes = 128 * 1024 * 1024;

/**
 * The content of a gzip file; the start of it if the file is cut off or the content is too long. Undefined if it cannot be read.
 * DecompressionStream is available in Node.js and in web workers.
 */
export async function inflateGzip(gzip: Uint8Array): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const reader = new Blob([new Uint8Array(gzip)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let read = await reader.read(); !read.done && length < mostBytes; read = await reader.read()) {
      chunks.push(read.value);
      length += read.value.length;
    }
    await reader.cancel();
  } catch {
    // The end is missing or broken: use what came before it.
  }
  return length === 0 ? undefined : concat(chunks, length);
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
