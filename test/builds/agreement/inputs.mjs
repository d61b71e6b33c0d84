import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The Dockerfiles of inputs.txt, by title, in order. */
export function readInputs() {
  return readParts('inputs.txt');
}

/** The parts of a file, each with a title line that begins with `===`. @returns {{ title: string, text: string }[]} */
export function readParts(file) {
  const [, ...parts] = readFileSync(path.join(here, file), 'utf8').split(/^=== /m);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return { title: part.slice(0, end), text: part.slice(end + 1) };
  });
}

/**
 * Docker's recorded answers by title: the lines (from 1) and the text of the error that stops the build, or null if nothing does. A line 0
 * is an error about the whole file.
 *
 * @returns {Readonly<Record<string, { first: number, last: number, message: string } | null>>}
 */
export function readRecorded() {
  return JSON.parse(readFileSync(path.join(here, 'recorded.json'), 'utf8'));
}

/** The reasons of differences.txt by title. @returns {ReadonlyMap<string, string>} */
export function readReasons() {
  return new Map(readParts('differences.txt').map(({ title, text }) => [title, text.trim().replaceAll('\n', ' ')]));
}
