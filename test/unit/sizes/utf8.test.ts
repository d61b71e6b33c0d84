import { expect, it } from 'vitest';
import { utf8Length } from '../../../server/src/sizes/utf8.ts';

it.each(['', 'a', '\u007F', '\u0080', '\u07FF', '\u0800', '\uFFFF', '\u{10000}', '\u{10FFFF}', 'aé漢😀', '\uD800', 'a\uDC00b'])(
  '%j has as many bytes as in UTF-8',
  (text) => {
    expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'));
  },
);
