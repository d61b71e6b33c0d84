import { describe, expect, it } from 'vitest';
import { expandWord } from '../../../server/src/syntax/expand.ts';
import type { Binding } from '../../../server/src/syntax/expand.ts';

/** The variables of the tables: a name that is not here is unset. */
const bindings: Readonly<Record<string, Binding>> = {
  foo: { state: 'set', value: 'bar' },
  empty: { state: 'set', value: '' },
  str: { state: 'set', value: 'foobarbaz' },
  path: { state: 'set', value: 'a/b/c' },
  money: { state: 'set', value: '$x' },
  äöü: { state: 'set', value: 'umlaut' },
  optional: { state: 'unassigned' },
  base: { state: 'unknown' },
};

function expand(text: string, escape: '\\' | '`' = '\\'): string | undefined {
  return expandWord(text, escape, (name) => bindings[name] ?? { state: 'unset' });
}

// https://docs.docker.com/reference/dockerfile/#environment-replacement
describe('a word as BuildKit expands it', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['$foo', 'bar'],
    ['${foo}', 'bar'],
    ['${foo}_x', 'bar_x'],
    ['$foo_x', ''],
    ['a$foo.b', 'abar.b'],
    ['$', '$'],
    ['a$', 'a$'],
    ['$ foo', '$ foo'],
    ['$/x', '$/x'],
    ['$äöü', 'umlaut'],
    ['$money', '$x'],
    ['$1foo', 'foo'],
    ['$10', ''],
    ['$@$#$?$$', ''],
  ])('variables: %s is %s', (text, expected) => expect(expand(text)).toBe(expected));

  it.each([
    ['"$foo"', 'bar'],
    ["'$foo'", '$foo'],
    [`"it's $foo"`, "it's bar"],
    [`'say "$foo"'`, 'say "$foo"'],
    ['a"b c"d', 'ab cd'],
    ['\\$foo', '$foo'],
    ['\\${foo}', '${foo}'],
    ['"\\$foo"', '$foo'],
    ['\\"a\\"', '"a"'],
    ['a\\ b', 'a b'],
    ['a\\nb', 'anb'],
    ['"a\\nb"', 'a\\nb'],
    ['"a\\\\b"', 'a\\b'],
    ["'a\\b'", 'a\\b'],
    ['trailing\\', 'trailing'],
  ])('quotes and escapes: %s is %s', (text, expected) => expect(expand(text)).toBe(expected));

  it.each([
    ['c:\\dir\\$foo', 'c:\\dir\\bar'],
    ['`$foo', '$foo'],
    ['"a`"b"', 'a"b'],
  ])('with a backtick as escape character: %s is %s', (text, expected) => expect(expand(text, '`')).toBe(expected));

  it.each([
    ['${foo:-word}', 'bar'],
    ['${none:-word}', 'word'],
    ['${empty:-word}', 'word'],
    ['${foo-word}', 'bar'],
    ['${none-word}', 'word'],
    ['${empty-word}', ''],
    ['${foo:+word}', 'word'],
    ['${none:+word}', ''],
    ['${empty:+word}', ''],
    ['${foo+word}', 'word'],
    ['${none+word}', ''],
    ['${empty+word}', 'word'],
    ['${foo:?word}', 'bar'],
    ['${foo?word}', 'bar'],
    ['${empty?word}', ''],
    ['${none:-}', ''],
    ['${none:-$foo}', 'bar'],
    ['${none:-${none:-$foo}}', 'bar'],
    ['${none:-"a b"}', 'a b'],
    ['${none:-a\\}b}', 'a}b'],
  ])('modifiers: %s is %s', (text, expected) => expect(expand(text)).toBe(expected));

  it.each([
    // The examples of the reference.
    ['${str#f*b}', 'arbaz'],
    ['${str##f*b}', 'az'],
    ['${str%b*}', 'foobar'],
    ['${str%%b*}', 'foo'],
    ['${str/ba/fo}', 'fooforbaz'],
    ['${str//ba/fo}', 'fooforfoz'],
    ['${path##*/}', 'c'],
    ['${path%/*}', 'a/b'],
    ['${path//\\//-}', 'a-b-c'],
    ['${str#x}', 'foobarbaz'],
    ['${str#?}', 'oobarbaz'],
    ['${str#\\?}', 'foobarbaz'],
    ['${str%%*}', ''],
    ['${str//o/}', 'fbarbaz'],
    ['${str/b*/x}', 'foox'],
    ['${str/b?r/x}', 'fooxbaz'],
    ['${str/$foo/x}', 'fooxbaz'],
    ['${none#x}', ''],
    ['${empty//a/b}', ''],
  ])('patterns: %s is %s', (text, expected) => expect(expand(text)).toBe(expected));

  it.each([
    '$base',
    'x${base}y',
    '${base:-word}',
    '${base:+word}',
    '${base#a}',
    '$optional',
    '${optional:+word}',
    '${none:-$base}',
    '${foo/b/$base}',
    '${str#\\q}',
    '${str//x}',
  ])('%s is unknown before the build', (text) => expect(expand(text)).toBeUndefined());

  it.each([
    ['${optional:-word}', 'word'],
    ['${optional-word}', 'word'],
    ['${foo:-$base}', 'bar'],
    ['${none+$base}', ''],
  ])('%s is known nevertheless: %s', (text, expected) => expect(expand(text)).toBe(expected));

  it.each([
    '"open',
    "'open",
    '"$foo',
    '${',
    '${foo',
    '${}',
    '${{x}}',
    '${:x}',
    '${foo:x}',
    '${foo^}',
    '${none:?no}',
    '${none?no}',
    '${foo:-',
  ])('BuildKit rejects %s', (text) => expect(expand(text)).toBeUndefined());

  it('an unclosed quote makes the whole word invalid, even if its value is not needed', () => {
    expect(expand('${foo:-"}')).toBeUndefined();
  });

  it('rejects deep nesting and long values', () => {
    expect(expand('${none:-'.repeat(5000) + 'x' + '}'.repeat(5000))).toBeUndefined();
    const long: Binding = { state: 'set', value: 'x'.repeat(40_000) };
    expect(expandWord('$a', '\\', () => long)).toHaveLength(40_000);
    expect(expandWord('$a$a', '\\', () => long)).toBeUndefined();
  });

  it('matches patterns with many stars in little time', () => {
    const value: Binding = { state: 'set', value: 'a'.repeat(2000) };
    expect(expandWord('${a#*a*a*a*a*a*a*a*a*b}', '\\', () => value)).toBe('a'.repeat(2000));
  });
});
