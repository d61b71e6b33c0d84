// Texts to start with, and random changes of them, all from one seed, so that a run can be repeated.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpusFolder } from '../support/corpus-folder.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The Dockerfiles of the corpus; without it, those of the examples and the cases of the rules. */
export function readTexts() {
  const corpus = corpusFolder();
  if (corpus !== undefined) return { from: corpus, texts: filesIn(corpus, (name) => name !== 'README.md') };
  const examples = filesIn(path.join(root, 'examples'), (name) => name === 'Dockerfile');
  const fixtures = filesIn(path.join(root, 'server/src/rules'), (name) => name === 'cases.txt');
  return { from: 'examples and fixtures', texts: [...examples, ...fixtures] };
}

function filesIn(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => readFileSync(file, 'utf8'));
}

/** Pseudo-random numbers from a seed: mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    /** An integer below `limit`. */
    below: (limit) => Math.floor(next() * limit),
    /** Whether an event of this probability happens. */
    chance: (likelihood) => next() < likelihood,
    of: (list) => list[Math.floor(next() * list.length)],
  };
}

/** What people type and paste, and what breaks parsers. */
const pieces = [
  'FROM ', 'RUN ', 'COPY ', 'ADD ', 'ENV ', 'ARG ', 'CMD ', 'LABEL ', 'HEALTHCHECK ', 'ONBUILD ', 'WORKDIR ', 'USER ', 'from ', ' AS x',
  ' ', '\n', '\n\n', '\r\n', '\t', ' \\\n', '\\\n    && ', '`\n', '# comment\n', '# escape=`\n', '# syntax=docker/dockerfile:1.3\n',
  '--mount=type=cache,target=/x ', '--from=x ', '--', '--chmod=755 ', '--mount=type=', '<<EOF\n', 'EOF\n', '<<-"E F"', '["a", "b"]', '["', ']',
  '"', "'", '$', '${', '$A', '${A:-b}', '}', '$(', ')', '(', '=', 'A=1 ', '&&', '||', ';', '|', '{', 'if x; then ', 'fi', 'case x in a) ',
  'apt-get install -y curl ', 'npm ci', 'cd /x && ', '😀', '层', 'é', '\u0000', '\ufeff', '\u00a0', 'x'.repeat(300), 'alpine:3.22', '/',
]; // prettier-ignore

/** The same for a .dockerignore. */
const ignorePieces = [
  '\n', '\r\n', ' ', '\t', '!', '/', './', '../', '*', '**', '**/', '?', '[', ']', '[a-z]', '[^', '\\', '#', '# comment\n', '.git', '.env',
  'node_modules', 'src', 'src/**', '*.js', '!src/f1.js', '**/*.md', 'docs/', '\n*\n', '\n!', '# layerwise ignore=redundant-ignore-pattern\n',
  '😀', '层', 'é', '\u0000', '\ufeff', 'x'.repeat(300), '*a'.repeat(20), '(', ')', '+', '|', '{', '^', '$',
]; // prettier-ignore

/** A .dockerignore of random lines. */
export function randomIgnoreFile(random) {
  const line = () => Array.from({ length: 1 + random.below(3) }, () => random.of(ignorePieces)).join('');
  return Array.from({ length: random.below(40) }, line).join('\n');
}

/** A change of a text: the span to replace, and the new text. */
export function randomEdit({ text, languageId }, random) {
  const start = random.below(text.length + 1);
  if (random.chance(0.55)) return { start, end: start, insert: random.of(languageId === 'dockerignore' ? ignorePieces : pieces) };
  if (random.chance(0.6)) return { start, end: Math.min(text.length, start + random.below(random.chance(0.1) ? 400 : 12)), insert: '' };
  const from = random.below(text.length + 1);
  // Another part of the same file is pasted over the text here.
  return { start, end: Math.min(text.length, start + random.below(20)), insert: text.slice(from, from + random.below(200)) };
}

/** Line and character of an offset in LSP. */
export function positionAt(text, offset) {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: before.at(-1).length };
}
