import { describe, expect, it } from 'vitest';
import { readJson, readYaml } from '../../../server/src/manifests/formats/json.ts';
import { readToml } from '../../../server/src/manifests/formats/toml.ts';
import { attributeOf, childText, descendantsOf, readXml } from '../../../server/src/manifests/formats/xml.ts';

describe('readJson', () => {
  it.each([
    ['{"a": 1, "b": ["x"]}', { a: 1, b: ['x'] }, true],
    ['\uFEFF{"a": true}', { a: true }, true],
    ['{"a": "1", "b": {"c": "2"', { a: '1', b: { c: '2' } }, false],
    ['{"a": "1",}', { a: '1' }, false],
    ['{"a": "1" // why\n}', { a: '1' }, false],
    ['[1]', undefined, false],
    ['', undefined, true],
    ['\n', undefined, true],
  ])('%j', (text, value, complete) => {
    expect(readJson(text)).toEqual({ value, complete });
  });

  it('allows comments and trailing commas if the format does', () => {
    expect(readJson('{ // x\n "a": "1", }', { comments: true })).toEqual({ value: { a: '1' }, complete: true });
  });
});

describe('readYaml', () => {
  it.each([
    ['a: 1\nb:\n  - x\n  - y\n', { a: '1', b: ['x', 'y'] }, true],
    ['a: &x {c: 1}\nb:\n  <<: *x\n', { a: { c: '1' }, b: { c: '1' } }, true],
    ['a: [1\nb: 2\n', { a: ['1'], b: '2' }, false],
    ['a: 1\n---\nb: 2\n', { a: '1' }, false],
    ['', undefined, true],
  ])('%j', (text, value, complete) => {
    expect(readYaml(text)).toEqual({ value, complete });
  });

  it('limits recursive aliases', () => {
    const lines = ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];
    expect(readYaml(lines.join('\n')).value).toBeDefined();
  });
});

describe('readToml', () => {
  it.each([
    ['a = 1\n[b]\nc = "x"\n', { a: 1, b: { c: 'x' } }, true],
    ['a = 1\nb = \n[c]\nd = true\n', { a: 1, c: { d: true } }, false],
    ['[a]\nx = "1"\ny = {z = \n', { a: { x: '1' } }, false],
    ['a = 1\na = 2\n', { a: 1 }, false],
    ['[project]\ndependencies = [\n  "flask",\n', {}, false],
    ['', {}, true],
  ])('%j', (text, value, complete) => {
    const read = readToml(text);
    expect(JSON.parse(JSON.stringify(read.value))).toMatchObject(value);
    expect(read.complete).toBe(complete);
  });
});

describe('readXml', () => {
  it.each([
    ['<?xml version="1.0"?><!-- x --><p><a>1</a><b><c>2 &amp; 3</c></b></p>', '1', '2 & 3', true],
    ['<p xmlns="u"><a>1</a><b>\n  <c>2</c>\n</b></p>\n', '1', '2', true],
    ['<p><a>1</a><b><c>2</c></wrong></b></p>', '1', '2', false],
    ['<p><a>1</a><b><c>2</c>', '1', '2', false],
    ['<p><a>1</a><b><c>2</c></b></', '1', '2', false],
    ['<m:p><m:a>1</m:a><m:b><m:c><![CDATA[2]]></m:c></m:b></m:p>', '1', '2', true],
    ['<p><link>x</link><meta>y</meta><a>1</a><b><c>2</c></b></p>', '1', '2', true],
  ])('%s', (text, a, c, complete) => {
    const { value, complete: whole } = readXml(text);
    expect([childText(value, 'a'), childText(value, 'b', 'c'), whole]).toEqual([a, c, complete]);
  });

  it('compares names case-insensitively', () => {
    const { value } = readXml('<Project><ItemGroup><PackageReference include="A" /></ItemGroup></Project>');
    expect(descendantsOf(value, 'packagereference').map((one) => attributeOf(one, 'Include'))).toEqual(['A']);
  });

  it.each(['', 'text', '<', '<a', '<a b="', '</a>', '<!--', '<![CDATA[', '<a></b></c></d>', '<script>'])('ends with %j', (text) => {
    expect(readXml(text).complete).toBe(false);
  });
});
