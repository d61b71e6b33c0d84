/** Bytes of content that are kept at the most: an archive that unpacks to more is not counted. */
const mostBytes = 128 * 1024 * 1024;

/**
 * What a gzip holds, or, where only its head is there or it holds very much, the beginning of that; undefined when it cannot be read.
 * DecompressionStream is in Node and in the web worker alike.
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
    // the end is cut off or broken: what came before it counts
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
