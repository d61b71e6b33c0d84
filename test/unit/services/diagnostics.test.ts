import { expect, it } from 'vitest';
import { diagnose } from '../../../server/src/services/diagnostics.ts';
import { documentOf } from '../../support/document.ts';

const rulesIn = (text: string): string[] => diagnose(documentOf(text)).map(({ rule }) => rule);

it('tells what the parser could not take', () => {
  expect(rulesIn('FROM debian:12\nENV A=1 B\n')).toEqual(['missing-equals']);
  expect(rulesIn('FROM debian:12\nENV A=one two three\n')).toEqual(['missing-equals']);
});

it('keeps to itself what a rule says of the same words', () => {
  expect(rulesIn('FROM debian:12\nENV A=1 # the first\n')).toEqual(['inline-comment']);
});
