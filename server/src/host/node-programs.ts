import { execFile } from 'node:child_process';
import type { ProgramHost } from './host.ts';

/** Maximum length of an output in bytes, and the time that a program has, in milliseconds. */
const limits = { maxBuffer: 4_000_000, timeout: 10_000 };

/** Starts programs of this machine, without a shell. */
export const nodePrograms: ProgramHost = {
  run: (program, args, input) =>
    new Promise((resolve) => {
      const child = execFile(program, [...args], { ...limits, windowsHide: true }, (error, stdout) => {
        // ShellCheck exits with 1 if it has found something.
        const hasAnswered = !error || typeof error.code === 'number';
        resolve(hasAnswered && !error?.killed ? stdout : undefined);
      });
      // A program that does not read its input closes the pipe.
      child.stdin?.on('error', () => {});
      child.stdin?.end(input);
    }),
};
