import type { Assets } from '../knowledge/assets.ts';
import { english } from '../base/message.ts';
import type { Message, Translate } from '../base/message.ts';

/** Input and output of a command: the process, or a test. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<string>;
  /** The current folder, as an absolute path. */
  readonly folder: string;
  /** Whether to print source lines and a summary: standard output is a terminal. */
  readonly interactive: boolean;
  /** Whether to use colors: https://no-color.org */
  readonly coloured: boolean;
  /** The user's language from the environment, for example `zh_CN.UTF-8`. */
  readonly locale: string | undefined;
  readonly assets: Assets;
}

/** Exit statuses. 3: `multistage` refused the conversion. */
export const status = { ok: 0, findings: 1, failed: 2, refused: 3 } as const;

/** An error for the user, with a one-line text. `about`: the file that it is about, if that is not obvious. */
export class Failure extends Error {
  readonly text: Message;
  readonly about: string | undefined;

  constructor(text: Message, { about, ...options }: ErrorOptions & { readonly about?: string } = {}) {
    super(english(text), options);
    this.text = text;
    this.about = about;
  }
}

/** The command line is invalid. */
export class UsageError extends Failure {}

/** Runs a command on one file. A Failure is given the name of the file. */
export async function about<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Failure ? new Failure(error.text, { cause: error, about: name }) : error;
  }
}

/** The text of an error for the user; the error's own message if it is not a Failure. */
export function wordsOf(error: unknown, translate: Translate): string {
  if (!(error instanceof Failure)) return (error as Error).message;
  return error.about === undefined ? translate(error.text) : `${error.about}: ${translate(error.text)}`;
}
