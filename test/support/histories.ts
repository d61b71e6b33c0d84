import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BuiltImage, HistoryEntry } from '../../server/src/context/built-image.ts';

// From the root of the repository, because the fuzzer bundles this file into dist/fuzz.
const folder = path.join(import.meta.dirname, '../../test/unit/sizes/measured');

/** A Dockerfile of files.txt. */
export interface BuiltFile {
  readonly title: string;
  readonly text: string;
  /** The bytes of the layers that a `#=` line tells, by the line of the instruction. */
  readonly bytes: ReadonlyMap<number, number>;
}

/** The Dockerfiles that were built, by their titles. */
export const builtFiles: ReadonlyMap<string, BuiltFile> = new Map(
  sections(readFileSync(path.join(folder, 'files.txt'), 'utf8')).map(({ title, body }) => {
    const bytes = new Map<number, number>();
    for (const [i, line] of body.split('\n').entries()) {
      const said = /^#= (\d+)$/.exec(line)?.[1];
      if (said !== undefined) bytes.set(i + 1, Number(said));
    }
    return [title, { title, text: body, bytes }];
  }),
);

/** The names of the builders whose histories are here. */
export const builders: readonly string[] = readdirSync(path.join(folder, 'histories')).map((file) => path.basename(file, '.txt'));

/** The images that a builder has made; `base debian:bookworm-slim` of files.txt has the tag `debian:bookworm-slim`. */
export function imagesOf(builder: string): readonly BuiltImage[] {
  return sections(readFileSync(path.join(folder, `histories/${builder}.txt`), 'utf8')).map(({ title, body }) => {
    const history = body.trimEnd().split('\n').map(readRow);
    return { id: title, tags: [title.replace(/^base /, '')], created: Math.max(...history.map(({ created }) => created)) * 1000, history };
  });
}

function readRow(row: string): HistoryEntry {
  const [created, bytes, comment, createdBy] = row.split('\t');
  return {
    created: Number(created),
    bytes: Number(bytes),
    comment: JSON.parse(comment!) as string,
    createdBy: JSON.parse(createdBy!) as string,
  };
}

function sections(text: string): readonly { readonly title: string; readonly body: string }[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return { title: section.slice(0, end), body: section.slice(end + 1) };
    });
}
