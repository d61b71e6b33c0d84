/** The lines (from 1) and the text of the error that stops a build. Line 0: the error has no line. */
export interface DockerError {
  readonly first: number;
  readonly last: number;
  readonly message: string;
}

/** The Dockerfiles of inputs.txt, in order. */
export function readInputs(): readonly { readonly title: string; readonly text: string }[];
/** The parts of a file of this folder, each with a title line that begins with `===`. */
export function readParts(file: string): readonly { readonly title: string; readonly text: string }[];
/** Docker's recorded answers by title; null if nothing stops the build. */
export function readRecorded(): Readonly<Record<string, DockerError | null>>;
/** The reasons of differences.txt by title. */
export function readReasons(): ReadonlyMap<string, string>;
