/** What a command reads and writes: the process, or a test. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<string>;
  /** Absolute. */
  readonly folder: string;
  /** Colours and excerpts are wanted: standard output is a terminal. */
  readonly interactive: boolean;
}

/** Exit statuses. 3 is `multistage` refusing. */
export const status = { ok: 0, findings: 1, failed: 2, refused: 3 } as const;

/** The command line is wrong; the text says how, in a line. */
export class UsageError extends Error {}
