/**
 * Replaces Node's `Buffer` in the bundle of the web worker (scripts/build.mjs inserts it). dockerfile-ast only needs the bytes of the first
 * character of a file, to detect a byte order mark.
 */
export const Buffer = { from: (text: string): Uint8Array => new TextEncoder().encode(text) };
