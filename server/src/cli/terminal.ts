import { english, type Message, type Translate } from '../text/message.ts';

/** What a command reads and writes: the process, or a test. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<string>;
  /** Absolute. */
  readonly folder: string;
  /** Colours and excerpts are wanted: standard output is a terminal. */
  readonly interactive: boolean;
  /** The reader's language as the environment has it, such as `zh_CN.UTF-8`. */
  readonly locale: string | undefined;
}

/** Exit statuses. 3 is `multistage` refusing. */
export const status = { ok: 0, findings: 1, failed: 2, refused: 3 } as const;

/** What was asked for cannot be done; the text says why, in a line. */
export class Failure extends Error {
  readonly text: Message;

  constructor(text: Message, options?: ErrorOptions) {
    super(english(text), options);
    this.text = text;
  }
}

/** The command line is wrong. */
export class UsageError extends Failure {}

/** What an error says to the reader; of one that is not ours, its own words. */
export function wordsOf(error: unknown, translate: Translate): string {
  return error instanceof Failure ? translate(error.text) : (error as Error).message;
}
