import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bytes } from '../../server/src/sizes/size.ts';
import { lastLayer } from './sizes.ts';

/** Rows of a file with measured sizes in test/unit/sizes, without its head. */
function rowsOf(name: string): readonly (readonly string[])[] {
  const text = readFileSync(path.join(import.meta.dirname, '../../test/unit/sizes', name), 'utf8');
  return text.trimEnd().split('\n').slice(1).map((line) => line.split('\t')); // prettier-ignore
}

/** Sources of COPY in public repositories with their bytes. They set no constant. */
export function contextSources(): readonly { readonly source: string; readonly bytes: number }[] {
  return rowsOf('context-sources.tsv').map(([, source = '', bytes]) => ({ source, bytes: Number(bytes) }));
}

/** What was measured, and what is estimated for it. */
export interface SizeTruth {
  readonly name: string;
  readonly bytes: number;
  readonly estimate: Bytes;
}

interface GoProgram {
  readonly name: string;
  readonly context: string;
  readonly cache: number;
  readonly binary: number;
}

/** scripts/go/measure-modules.mjs and measure-binaries.mjs: programs that set no constant. */
function goPrograms(): readonly GoProgram[] {
  return rowsOf('go-programs.tsv').map(([name = '', , cache, binary, , , , modules = '']) => {
    const required = modules.split(' ').map((one) => `\t${one.replace('@', ' ')}\n`).join('    '); // prettier-ignore
    return {
      name,
      cache: Number(cache),
      binary: Number(binary),
      context: `go.mod\n    module ${name}\n    go 1.26\n    require (\n    ${required}    )\nmain.go\n`,
    };
  });
}

const goProject = 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\n';

/** `go mod download`. */
export const goDownloads = (): readonly SizeTruth[] =>
  goPrograms().map(({ name, cache, context }) => ({
    name,
    bytes: cache,
    estimate: lastLayer(`${goProject}RUN go mod download`, context).bytes!,
  }));
