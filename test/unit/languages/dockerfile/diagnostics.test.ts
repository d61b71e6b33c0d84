import { expect, it } from 'vitest';
import { diagnose } from '../../../../server/src/languages/dockerfile/diagnostics.ts';
import { english } from '../../../../server/src/base/message.ts';
import { documentOf } from '../../../support/document.ts';

const rulesIn = (text: string): string[] => diagnose(documentOf(text)).map(({ rule }) => rule);

it('tells what the parser could not take', () => {
  expect(rulesIn('FROM debian:12\nENV A=1 B\n')).toEqual(['missing-equals']);
  expect(rulesIn('FROM debian:12\nENV A=one two three\n')).toEqual(['missing-equals']);
});

it.each([
  ['ENV A=1 B', '"B" has no value, so the build fails. Use B=value.'],
  ['ENV A= b', 'Spaces around "=" are not allowed, so the build fails. Use A=b.'],
  ['ENV A = b c', 'Spaces around "=" are not allowed, so the build fails. Use A=b c.'],
  ['LABEL a =b', 'Spaces around "=" are not allowed, so the build fails. Use a=b.'],
  ['ENV A="b', 'The quote " in A is not closed, so the build fails.'],
  ["ENV A=1 B=it's \\\n  C=2", "The quote ' in B is not closed, so the build fails."],
  ["LABEL a it's fine", "The quote ' in a is not closed, so the build fails."],
  ['RUN <<EOF\na', 'This here-document is not closed, so the build fails. Add the line "EOF".'],
  ['RUN <<EOF\na\n  EOF ', 'This here-document is not closed, so the build fails: "EOF" must be on a line of its own, without spaces.'],
])('%j: %s', (text, expected) => {
  expect(diagnose(documentOf(`FROM debian:12\n${text}\n`)).map(({ message }) => english(message))).toEqual([expected]);
});

it('takes values as they are', () => {
  expect(
    rulesIn(String.raw`FROM debian:12
ENV A="it's" B='"' C=it\'s D="a\"b" E='a\' F=a"b 'c"d
LABEL g="a \
b" h='c d'
`),
  ).toEqual([]);
  expect(rulesIn('FROM debian:12\nENV A= B=\nENV D d=e\nENV E "= x"\n')).toEqual([]);
});

it('keeps to itself what a rule says of the same words', () => {
  expect(rulesIn('FROM debian:12\nENV A=1 # the first\n')).toEqual(['inline-comment']);
});
