import { describe, expect, it } from 'vitest';
import { html } from '../../../client/src/html.ts';

describe('markup of a page', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', '&#60;img src=x onerror=alert(1)&#62;'],
    ['" onclick="x', '&#34; onclick=&#34;x'],
    ["' onclick='x", '&#39; onclick=&#39;x'],
    ['</style><script>x</script>', '&#60;/style&#62;&#60;script&#62;x&#60;/script&#62;'],
    ['&lt;b&gt;', '&#38;lt;b&#38;gt;'],
    ['FROM node:20 AS build', 'FROM node:20 AS build'],
  ])('%j is text', (text, escaped) => {
    expect(html`<a title="${text}">${text}</a>`.markup).toBe(`<a title="${escaped}">${escaped}</a>`);
  });

  it('only markup of the same kind is inserted as it is', () => {
    const rows = ['a', '<'].map((name) => html`<i>${name}</i>`);
    expect(html`<p>${rows}${1}</p>`.markup).toBe('<p><i>a</i>\n<i>&#60;</i>1</p>');
  });
});
