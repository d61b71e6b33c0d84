import type { Random } from '../stress/texts.mjs';
import { randomEdit } from '../stress/texts.mjs';
import { changed } from './input.ts';

/** Longer texts are cut: how time grows with length is measured in test/bench. */
const longest = 60_000;

type Mutation = (text: string, random: Random, other: string) => string;

const breaksOf = (text: string): readonly string[] => text.split(/(?<=\n)/);

/** Changes the list of lines. */
const byLines =
  (change: (lines: string[], random: Random, other: string) => void): Mutation =>
  (text, random, other) => {
    const lines = [...breaksOf(text)];
    change(lines, random, other);
    return lines.join('');
  };

/** Inserts a text that is made for it anywhere. */
const inserting =
  (make: (random: Random) => string): Mutation =>
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + make(random) + text.slice(at);
  };

const odd = [
  '\u0000', '\ufeff', '\u00a0', '\u0085', '\u2028', '\v', '\f', '\r', '\u200b', '\u202e', 'e\u0301', '\ud83d', '\udc00', '😀', '层', 'İ', 'ß',
  '\u001b[31m', '\u007f', '＃', '“', '\t', '\\', '`', '^', '$', '${', '"', "'", '<<', '#', ' ', '\n', '\r\n', '\\\n', '\\ \n', '# c\n', '\\\n# c\n',
]; // prettier-ignore

const heads = [
  '# escape=`\n', '# syntax=docker/dockerfile:1\n', '# check=skip=all\n', '\ufeff', '#!/bin/x\n', 'ARG A=1\n', '# hadolint ignore=DL3008\n',
  'FROM scratch\n', 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n', 'FROM debian:12 AS a\nSHELL ["/bin/bash", "-c"]\n', '\n\n',
]; // prettier-ignore

const mutations: readonly Mutation[] = [
  byLines((lines, random) => void lines.splice(random.below(lines.length), 1 + random.below(3))),
  byLines((lines, random) => {
    const at = random.below(lines.length);
    lines.splice(random.below(lines.length), 0, ...lines.slice(at, at + 1 + random.below(3)));
  }),
  byLines((lines, random) => {
    const moved = lines.splice(random.below(lines.length), 1 + random.below(2));
    lines.splice(random.below(lines.length + 1), 0, ...moved);
  }),
  // A line of another file.
  byLines((lines, random, other) => {
    lines.splice(random.below(lines.length + 1), 0, random.of(breaksOf(other)) ?? '');
  }),
  byLines((lines, random) => {
    const at = random.below(lines.length);
    lines[at] = random.of(['ONBUILD ', '# ', '  ', '\t', 'RUN ', '&& ', 'HEALTHCHECK CMD ']) + (lines[at] ?? '');
  }),
  byLines((lines, random) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    lines[at] = random.chance(0.5) ? line.toLowerCase() : line.toUpperCase();
  }),
  // Breaks a line at a blank, with or without a comment in it.
  byLines((lines, random) => {
    const at = random.below(lines.length);
    const words = (lines[at] ?? '').split(' ');
    words.splice(1 + random.below(words.length), 0, random.of(['\\\n', '\\\n# kept?\n', '\\\n\n', '\\\n  # kept?\n   ', '`\n']));
    lines[at] = words.join(' ');
  }),
  (text, random) => changed(text, randomEdit({ text, languageId: 'dockerfile' }, random)),
  inserting((random) => random.of(odd)),
  inserting((random) => random.of(odd) + random.of(odd)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(8));
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random, other) => `${text}${random.of(['', '\n', '\r\n'])}${other}`,
  (text, random, other) => text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  (text) => text.replaceAll(/\r?\n/g, '\r\n'),
  (text, random) => text.replaceAll('\n', (lineBreak) => (random.chance(0.3) ? random.of(['\r\n', '\r', '\n\n']) : lineBreak)),
  (text, random) => random.of(heads) + text,
  inserting((random) => random.of(['x', '/', '$', '${A', '"', '\\', '(', '*', 'a b ', '{', '<', '[', ',"a"', '../', '&& a ']).repeat(random.of([50, 1000, 5000]))),
]; // prettier-ignore

/** The text after a few random mutations. `other`: another text that parts are taken from. */
export function mutated(text: string, random: Random, other: string): string {
  let result = text;
  // Most inputs stay close to a real file, where rules and fixes have something to do.
  const count = random.chance(0.15) ? 0 : random.chance(0.75) ? 1 + random.below(3) : 4 + random.below(12);
  for (let i = 0; i < count; i++) result = random.of(mutations)(result, random, other).slice(0, longest);
  return result;
}
