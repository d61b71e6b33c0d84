import type { Assets } from '../knowledge/assets.ts';
import { replaceControls } from '../base/control-characters.ts';
import { english } from '../base/message.ts';
import type { Message, Translate } from '../base/message.ts';
import type { Style } from './report.ts';
import type { CheckSetup, CheckWorker } from './workers.ts';

/** Input and output of a command: the process, or a test. */
export interface Terminal extends Style {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<string>;
  /** Replaces the last line of standard error, without a line break; undefined if that is not a terminal. */
  readonly showProgress?: ((line: string) => void) | undefined;
  /** The current folder, as an absolute path. */
  readonly folder: string;
  /** The user's language from the environment, for example `zh_CN.UTF-8`. */
  readonly locale: string | undefined;
  readonly assets: Assets;
  /** Starts another thread that checks files; undefined if there are none, as in tests. `processors`: how many can run at the same time. */
  readonly startWorker?: ((setup: CheckSetup) => CheckWorker) | undefined;
  readonly processors?: number | undefined;
}

/** SGR parameters: https://en.wikipedia.org/wiki/ANSI_escape_code#Colors */
const colors = { error: 31, warning: 33, info: 36, hint: 90 } as const;

export type Color = keyof typeof colors;

const ownSequence = new RegExp(String.raw`(\u001b\[(?:0|${Object.values(colors).join('|')})m)`);

/** Text in the color of a severity, for a terminal. */
export function colored(color: Color, text: string): string {
  return `\u001b[${colors[color]}m${text}\u001b[0m`;
}

/**
 * The same terminal, but text of files cannot control it: control characters, except those of our own colors, are replaced. Standard output
 * that goes to a program or a file is data, and is not changed.
 */
export function withoutControls(terminal: Terminal): Terminal {
  const safe = (text: string): string =>
    text
      .split(ownSequence)
      .map((part, i) => (i % 2 === 1 ? part : replaceControls(part)))
      .join('');
  return {
    ...terminal,
    out: (text) => terminal.out(terminal.interactive ? safe(text) : text),
    err: (text) => terminal.err(safe(text)),
    showProgress: terminal.showProgress && ((line) => terminal.showProgress?.(replaceControls(line))),
  };
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
