import { describe, expect, it } from 'vitest';
import { bold, code, codeBlock, escaped, link, composed, table, withTextValues } from '../../../server/src/languages/markdown.ts';
import { message } from '../../../server/src/base/message.ts';
import { activeIn } from '../../support/active-markdown.ts';

const hostile = [
  '![i](https://evil.example/p.png)',
  '[a](command:workbench.action.quit)',
  '[a]: https://evil.example',
  '<img src=https://evil.example/p.png>',
  '<https://evil.example>',
  'https://evil.example/p.png',
  'www.evil.example',
  'me@evil.example',
  '`![i](https://evil.example/p.png)`',
  '``` ![i](https://evil.example)',
  'a`b``c![x](y)',
  '\\![i](https://evil.example)',
  '\\`![i](https://evil.example)\\`',
  'a\n\n![i](https://evil.example)',
  'a\r\n# [x](y)',
  '| ![i](https://evil.example) |',
  '&lt;img src=x&gt; &#91;a](b)',
  '\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  'a\u0000\u009b31mb\u007f',
];

describe('text of files in Markdown', () => {
  it.each(hostile)('%j is neither a link, an image nor HTML', (raw) => {
    for (const markdown of [
      escaped(raw),
      bold(raw),
      code(raw),
      codeBlock(raw),
      table([code(raw), escaped(raw)], [[bold(raw), composed`x`]]),
    ])
      expect(activeIn(markdown), markdown).toBe(undefined);
  });

  it.each([
    'NODE_ENV',
    'node:20-alpine@sha256:0a1b',
    'ghcr.io/a/b_c:1.2.3',
    '/usr/local/bin/x.sh',
    '1.2 MB',
    'a & b',
    '层',
    'C:\\x'.slice(0, 2),
  ])('%j stays as it is', (raw) => expect(escaped(raw)).toBe(raw));

  it.each([
    ['_a_ *b* ~c~', String.raw`\_a\_ \*b\* \~c\~`],
    ['# title', String.raw`\# title`],
    ['- item', String.raw`\- item`],
    ['1. item', String.raw`1\. item`],
    ['  two\n lines ', 'two lines'],
    ['&amp; & x', String.raw`\&amp; & x`],
    ['a\u202eb', 'a\ufffdb'],
  ])('%j becomes %j', (raw, markdown) => expect(escaped(raw)).toBe(markdown));

  it('values of a message that are text are escaped', () => {
    expect(withTextValues(message('{a} {b}', { a: '[x](y)', b: 2 })).args).toEqual({ a: String.raw`\[x\](y)`, b: 2 });
  });

  it('a bar in a cell does not end it, also after a backslash', () => {
    expect(table([code('a|b'), code(String.raw`a\|b`), code(String.raw`a\\|b`)], [])).toBe(
      '| `a\\|b` | `a\\\\\\|b` | `a\\\\\\|b` |\n| :-- | :-- | :-- |',
    );
  });

  it.each(['command:x', 'http://docs.docker.com/', 'https://docs.docker.com/)](command:x', 'javascript:x', 'https://user@evil.example/'])(
    '%j is not a target of a link',
    (target) => expect(link(composed`a`, target)).toBe('a'),
  );
});
