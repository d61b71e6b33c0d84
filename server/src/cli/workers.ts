import type { ConfigurationOptions } from './configuration-options.ts';
import type { Found } from './find-files.ts';
import type { FileReport } from './report.ts';

/** What a worker needs to know to check files as the command line says. It is sent to another thread. */
export interface CheckSetup {
  /** The current folder, as an absolute path. */
  readonly folder: string;
  readonly locale: string | undefined;
  readonly context: string | undefined;
  readonly configuration: ConfigurationOptions;
  /** Whether the output contains the fixes, which may take long to compute. */
  readonly needsFixes: boolean;
}

/** A report as it is sent between threads. */
export type SentReport = Omit<FileReport, 'lines'>;

/** Another thread that checks files. */
export interface CheckWorker {
  /** The number of calls of `check` that are not answered yet. */
  readonly waiting: number;
  /** The reports of the files, in the same order. Rejects if the thread has ended. */
  check(files: readonly Found[]): Promise<readonly SentReport[]>;
  stop(): Promise<void>;
}
