import { message } from '../base/message.ts';
import type { Translate } from '../base/message.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds before the first line, and between two of them: a short check shows none. */
const firstMs = 1000;
const restMs = 100;

/** One line on the terminal that says how far a long check is. Nothing is shown if standard error is not a terminal. */
export class Progress {
  private readonly count: number;
  private readonly terminal: Terminal;
  private readonly translate: Translate;
  private done = 0;
  private due = Date.now() + firstMs;
  private isShown = false;

  constructor(count: number, terminal: Terminal, translate: Translate) {
    this.count = count;
    this.terminal = terminal;
    this.translate = translate;
  }

  /** The check of the next file begins. */
  next(file: string): void {
    this.done++;
    const now = Date.now();
    if (!this.terminal.showProgress || now < this.due) return;
    this.due = now + restMs;
    this.isShown = true;
    this.terminal.showProgress(
      this.translate(message('Checking file {number} of {count}: {file}', { number: this.done, count: this.count, file })),
    );
  }

  /** Removes the line, before other output. */
  clear(): void {
    if (this.isShown) this.terminal.showProgress?.('');
    this.isShown = false;
  }
}
