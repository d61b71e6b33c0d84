import { describe, expect, it } from 'vitest';
import { isRoot, withEditorConfig } from '../../../../../server/src/languages/formatting/editorconfig.ts';
import { globMatches } from '../../../../../server/src/languages/formatting/editorconfig-glob.ts';
import { defaultFormatOptions } from '../../../../../server/src/formatting/options.ts';
import type { FormatOptions } from '../../../../../server/src/formatting/options.ts';

describe('globs', () => {
  // https://spec.editorconfig.org/#glob-expressions
  it.each([
    ['*', 'Dockerfile a/Dockerfile', ''],
    ['Dockerfile', 'Dockerfile a/b/Dockerfile', 'Dockerfile.dev aDockerfile a/Dockerfile/b'],
    ['*.dockerfile', 'x.dockerfile a/.dockerfile', 'x.dockerfile.a'],
    ['/Dockerfile', 'Dockerfile', 'a/Dockerfile'],
    ['a/Dockerfile', 'a/Dockerfile', 'b/a/Dockerfile Dockerfile'],
    ['a/*', 'a/x', 'a/b/x'],
    ['a/**', 'a/x a/b/x', 'b/x'],
    ['a/**/x', 'a/x a/b/x a/b/c/x', 'ax a/bx'],
    ['**/x', 'a/x a/b/x', 'a/bx'],
    ['a**z', 'az a/z abz a/b/cz', 'a/zy'],
    ['Dockerfile.?', 'Dockerfile.a', 'Dockerfile. Dockerfile.ab'],
    ['a?b', 'axb', 'a/b'],
    ['[ab].x', 'a.x b.x', 'c.x ab.x'],
    ['[!ab].x', 'c.x', 'a.x'],
    ['[a-c1].x', 'a.x b.x c.x 1.x', 'd.x -.x'],
    ['[]].x', '].x', 'a.x'],
    ['[a.x', '[a.x', 'a.x'],
    ['a[/]b', 'a[/]b', 'a/b'],
    ['{Dockerfile,Containerfile}', 'Dockerfile Containerfile a/Dockerfile', 'Dockerfile,Containerfile'],
    ['Dockerfile{,.*}', 'Dockerfile Dockerfile.dev', 'Dockerfiledev'],
    ['{a,b{c,d}}.x', 'a.x bc.x bd.x', 'b.x c.x'],
    ['{a}.x', '{a}.x', 'a.x'],
    ['{a,b.x', '{a,b.x', 'a.x'],
    ['{,a}', 'a', 'b'],
    ['x{1..12}', 'x1 x9 x12', 'x0 x13 x01 x'],
    ['x{3..-1}', 'x-1 x0 x3', 'x-2 x4'],
    ['x{aa..cc}', 'x{aa..cc}', 'xbb'],
    ['a\\*b', 'a*b', 'axb'],
    ['a\\{b,c\\}', 'a{b,c}', 'ab'],
  ])('[%s]', (glob, fits, others) => {
    const words = (text: string): string[] => text.split(' ').filter(Boolean);
    expect(words(fits).filter((path) => !globMatches(glob, path))).toEqual([]);
    expect(words(others).filter((path) => globMatches(glob, path))).toEqual([]);
  });

  it('is fast for a glob that almost matches', () => {
    const path = 'a'.repeat(300);
    expect(globMatches(`${'*a'.repeat(200)}b`, path)).toBe(false);
    expect(globMatches('{a,'.repeat(1000), path)).toBe(false);
    expect(globMatches('{'.repeat(4000), path)).toBe(false);
  });
});

/** The options from .editorconfig files, the nearest first; each further file is one folder up. */
function read(...texts: string[]): FormatOptions {
  const files = texts.map((text, up) => ({ text, path: `${'sub/'.repeat(up)}Dockerfile` }));
  return withEditorConfig(defaultFormatOptions, files);
}

describe('properties of an .editorconfig file', () => {
  it.each<[string, string, Partial<FormatOptions>]>([
    ['nothing', '', {}],
    ['spaces', '[*]\nindent_style = space\nindent_size = 2', { insertSpaces: true, indentSize: 2 }],
    ['tabs', '[*]\nindent_style=tab\ntab_width=8', { insertSpaces: false, indentSize: 8 }],
    [
      'the tab width takes precedence over the size',
      '[*]\nindent_style=tab\nindent_size=2\ntab_width=8',
      { insertSpaces: false, indentSize: 8 },
    ],
    ['the size is also the tab width', '[*]\nindent_style=tab\nindent_size=2', { insertSpaces: false, indentSize: 2 }],
    ['an indentation of one tab', '[*]\nindent_size=tab\ntab_width=3', { indentSize: 3 }],
    [
      'trailing spaces are kept',
      '[*]\ntrim_trailing_whitespace = false\ninsert_final_newline = false',
      { trimTrailingWhitespace: false, finalNewline: false },
    ],
    ['not case sensitive', '[*]\nIndent_Style = TAB', { insertSpaces: false }],
    ['comments and spaces', '# a\n; b\n\n  [ * ]  \n# indent_size=1\n  indent_size  =  3  ', { indentSize: 4 }],
    ['comments', '# a\n; b\n[*]\n# indent_size=1\n  indent_size  =  3  ', { indentSize: 3 }],
    ['Windows line endings and a byte order mark', '\ufeff[*]\r\nindent_size=3\r\n', { indentSize: 3 }],
    ['the last section takes precedence', '[*]\nindent_size=2\n[Dockerfile]\nindent_size=8', { indentSize: 8 }],
    ['sections for other files', '[*.js]\nindent_size=2', {}],
    ['unset', '[*]\nindent_size=2\n[Dockerfile]\nindent_size=unset', {}],
    ['invalid values', '[*]\nindent_size=-1\nindent_style=dots\ntrim_trailing_whitespace=perhaps\nx', {}],
    ['a typing mistake', '[*]\nindent_size=44', {}],
    ['properties before the first section', 'indent_size=2\n[*.js]', {}],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual({ ...defaultFormatOptions, ...expected });
  });

  it('a nearer file takes precedence, and root ends the search', () => {
    const far = '[sub/Dockerfile]\nindent_size=8\nindent_style=tab';
    expect(read('[*]\nindent_size=2', far)).toMatchObject({ indentSize: 2, insertSpaces: false });
    expect(read('root=true\n[*]\nindent_size=2', far)).toMatchObject({ indentSize: 2, insertSpaces: true });
    expect(read('', far)).toMatchObject({ indentSize: 8, insertSpaces: false });
  });

  it('root applies only before the first section', () => {
    expect([isRoot('root = TRUE\n[*]'), isRoot('[*]\nroot=true'), isRoot('root=false'), isRoot('')]).toEqual([true, false, false, false]);
  });
});
