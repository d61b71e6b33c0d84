/**
 * Stands in for Node's `Buffer` in the web worker's bundle (scripts/build.mjs puts it there): dockerfile-ast asks for the bytes of a
 * file's first character, to see whether it is a byte order mark, and for nothing else.
 */
export const Buffer = { from: (text: string): Uint8Array => new TextEncoder().encode(text) };
