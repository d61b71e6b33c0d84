import { describe, expect, it } from 'vitest';
import { inlayHintsIn } from '../../../../server/src/languages/dockerfile/inlay-hints.ts';
import { english } from '../../../../server/src/base/message.ts';
import { documentOf } from '../../../support/document.ts';

/** The text with its hints in angle brackets. */
function withHints(text: string, range = { start: 0, end: text.length }): string {
  const hints = inlayHintsIn(documentOf(text), range);
  return hints.reduceRight((shown, { at, label }) => `${shown.slice(0, at)}‹${label}›${shown.slice(at)}`, text);
}

describe('the value of a variable after its use', () => {
  it.each([
    ['of a global ARG in FROM', 'ARG TAG=22\nFROM node:$TAG', 'ARG TAG=22\nFROM node:$TAG‹= 22›'],
    ['of ENV, in braces', 'FROM scratch\nENV A=/srv\nWORKDIR ${A}/x', 'FROM scratch\nENV A=/srv\nWORKDIR ${A}‹= /srv›/x'],
    ['in a value', 'FROM scratch\nENV A=1\nENV B=$A.0', 'FROM scratch\nENV A=1\nENV B=$A‹= 1›.0'],
    ['in a shell command', 'FROM scratch\nARG V=1\nRUN echo "$V" a', 'FROM scratch\nARG V=1\nRUN echo "$V‹= 1›" a'],
    ['an empty value', 'FROM scratch\nENV A=""\nENV B=$A', 'FROM scratch\nENV A=""\nENV B=$A‹= ""›'],
    ['with a default that is not used', 'FROM scratch\nENV A=1\nENV B=${A:-2}', 'FROM scratch\nENV A=1\nENV B=${A:-2}‹= 1›'],
    [
      'a long value',
      `FROM scratch\nENV A=${'x'.repeat(40)}\nENV B=$A`,
      `FROM scratch\nENV A=${'x'.repeat(40)}\nENV B=$A‹= ${'x'.repeat(31)}…›`,
    ],
  ])('%s', (_, text, expected) => {
    expect(withHints(text)).toBe(expected);
  });

  it.each([
    ['the value is not known before the build', 'FROM scratch\nARG A\nENV B=$A'],
    ['it is not defined', 'FROM scratch\nENV B=$A'],
    ['the script may have changed it', 'FROM scratch\nARG V=1\nRUN V=2; echo $V'],
    ['a modifier changes it', 'FROM scratch\nENV A=ab\nENV B=${A%b} C=${A:+x} D=${A/a/b}'],
    ['single quotes prevent the expansion', "FROM scratch\nENV A=1\nRUN echo '$A'"],
  ])('none where %s', (_, text) => {
    expect(withHints(text)).toBe(text);
  });

  it('the tooltip says how to set another value', () => {
    const [hint] = inlayHintsIn(documentOf('ARG TAG=22\nFROM node:$TAG'), { start: 0, end: 30 });
    expect(english(hint!.tooltip!)).toBe('TAG is 22, unless the build sets another value (--build-arg TAG=...).');
  });
});

describe('the absolute path after a relative one', () => {
  it.each([
    ['of COPY', 'FROM scratch\nWORKDIR /app\nCOPY a b lib/', 'FROM scratch\nWORKDIR /app\nCOPY a b lib/‹→ /app/lib/›'],
    ['the working directory itself', 'FROM scratch\nWORKDIR /app\nCOPY . .', 'FROM scratch\nWORKDIR /app\nCOPY . .‹→ /app/›'],
    ['a file', 'FROM scratch\nWORKDIR /app\nADD a ./b', 'FROM scratch\nWORKDIR /app\nADD a ./b‹→ /app/b›'],
    ['in JSON', 'FROM scratch\nWORKDIR /app\nCOPY ["a", "b/"]', 'FROM scratch\nWORKDIR /app\nCOPY ["a", "b/"‹→ /app/b/›]'],
    ['of WORKDIR', 'FROM scratch\nWORKDIR a\nWORKDIR ../b', 'FROM scratch\nWORKDIR a‹→ /a›\nWORKDIR ../b‹→ /b›'],
    ['with the working directory of a known image', 'FROM node:22\nCOPY . app', 'FROM node:22\nCOPY . app‹→ /app›'],
    [
      'after a variable in it',
      'FROM scratch\nWORKDIR /a\nARG D=b\nCOPY x $D/c',
      'FROM scratch\nWORKDIR /a\nARG D=b\nCOPY x $D‹= b›/c‹→ /a/b/c›',
    ],
    [
      'with a drive on Windows',
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:/app\nCOPY a b/',
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:/app\nCOPY a b/‹→ C:\\app\\b\\›',
    ],
  ])('%s', (_, text, expected) => {
    expect(withHints(text)).toBe(expected);
  });

  it.each([
    ['it is absolute', 'FROM scratch\nCOPY a /b\nWORKDIR /c'],
    ['the working directory is not known', 'FROM example.com/base\nCOPY a b'],
    ['a variable is not known', 'FROM scratch\nARG D\nCOPY a b$D'],
    ['there is no destination yet', 'FROM scratch\nCOPY a\nWORKDIR'],
    ['there is no stage', 'COPY a b'],
    ['the base image is empty', 'FROM scratch\nCOPY --from=busybox /a /b'],
  ])('none where %s', (_, text) => {
    expect(withHints(text)).toBe(text);
  });
});

it('only hints in the range', () => {
  const text = 'FROM scratch\nENV A=1\nENV B=$A\nENV C=$A\nENV D=$A';
  const start = text.indexOf('ENV C');
  expect(withHints(text, { start, end: start + 8 })).toBe('FROM scratch\nENV A=1\nENV B=$A\nENV C=$A‹= 1›\nENV D=$A');
});
