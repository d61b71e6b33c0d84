import type { Assets } from '../knowledge/assets.ts';
import { english } from '../base/message.ts';
import type { Message, Translate } from '../base/message.ts';

/** What a command reads and writes: the process, or a test. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<string>;
  /** Absolute. */
  readonly folder: string;
  /** Excerpts and a sum are wanted: standard output is a terminal. */
  readonly interactive: boolean;
  /** Colours too: https://no-color.org */
  readonly coloured: boolean;
  /** The reader's language as the environment has it, such as `zh_CN.UTF-8`. */
  readonly locale: string | undefined;
  readonly assets: Assets;
}

/** Exit statuses. 3 is `multistage` refusing. */
export const status = { ok: 0, findings: 1, failed: 2, refused: 3 } as const;

/** What was asked for cannot be done; the text says why, in a line. `about`: the file that it is said of, where that is not clear. */
export class Failure extends Error {
  readonly text: Message;
  readonly about: string | undefined;

  constructor(text: Message, { about, ...options }: ErrorOptions & { readonly about?: string } = {}) {
    super(english(text), options);
    this.text = text;
    this.about = about;
  }
}

/** The command line is wrong. */
export class UsageError extends Failure {}

/** Does what a command with one file does; a Failure of it names the file. */
export async function about<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Failure ? new Failure(error.text, { cause: error, about: name }) : error;
  }
}

/** What an error says to the reader; of one that is not ours, its own words. */
export function wordsOf(error: unknown, translate: Translate): string {
  if (!(error instanceof Failure)) return (error as Error).message;
  return error.about === undefined ? translate(error.text) : `${error.about}: ${translate(error.text)}`;
}
