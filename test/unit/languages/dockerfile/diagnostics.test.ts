import { expect, it } from 'vitest';
import { diagnose } from '../../../../server/src/languages/dockerfile/diagnostics.ts';
import { english } from '../../../../server/src/base/message.ts';
import { documentOf } from '../../../support/document.ts';

const rulesIn = (text: string): string[] => diagnose(documentOf(text)).map(({ rule }) => rule);

it('reports problems of the parser', () => {
  expect(rulesIn('FROM debian:12\nENV A=1 B\n')).toEqual(['missing-equals']);
  expect(rulesIn('FROM debian:12\nENV A=one two three\n')).toEqual(['missing-equals']);
});

it.each([
  ['ENV A=1 B', '"B" has no value, so the build fails. Use B=value.'],
  ['ENV A= b', 'Spaces around "=" are not allowed, so the build fails. Use A=b.'],
  ['ENV A = b c', 'Docker reads the "=" as part of the value: A is "= b c". Remove the spaces around it.'],
  ['LABEL a =b', 'Docker reads the "=" as part of the value: a is "=b". Remove the spaces around it.'],
  ['ARG a =b', 'Spaces around "=" are not allowed in ARG, so the build fails. Use a=b.'],
  ['ENV A="b', 'The quote " in A is not closed, so the build fails.'],
  ["ENV A=1 B=it's \\\n  C=2", "The quote ' in B is not closed, so the build fails."],
  ["LABEL a it's fine", "The quote ' in a is not closed, so the build fails."],
  ['RUN <<EOF\na', 'This here-document is not closed, so the build fails. Add the line "EOF".'],
  ['RUN <<EOF\na\n  EOF ', 'This here-document is not closed, so the build fails: "EOF" must be on a line of its own, without spaces.'],
])('%j: %s', (text, expected) => {
  expect(diagnose(documentOf(`FROM debian:12\n${text}\n`)).map(({ message }) => english(message))).toEqual([expected]);
});

it('accepts valid values', () => {
  expect(
    rulesIn(String.raw`FROM debian:12
ENV A="it's" B='"' C=it\'s D="a\"b" E='a\' F=a"b 'c"d
LABEL g="a \
b" h='c d'
`),
  ).toEqual([]);
  expect(rulesIn('FROM debian:12\nENV A= B=\n')).toEqual([]);
  expect(rulesIn('FROM debian:12\nENV D d=e\nENV E "= x"\n')).toEqual([]);
});

it('does not report a problem for text that a rule reports', () => {
  expect(rulesIn('FROM debian:12\nENV A=1 # the first\n')).toEqual(['inline-comment']);
});
