import { withLookahead } from '../base/lookahead.ts';
import { LineIndex } from '../base/lines.ts';
import type { Translate } from '../base/message.ts';
import { languageOf } from '../languages/languages.ts';
import { serviceOf } from '../languages/services.ts';
import { checkDocument } from './checked.ts';
import type { Checked } from './checked.ts';
import type { Documents } from './documents.ts';
import type { Found } from './find-files.ts';
import type { FileReport } from './report.ts';
import { wordsOf } from './terminal.ts';
import type { Terminal } from './terminal.ts';
import type { CheckSetup, CheckWorker, SentReport } from './workers.ts';

/** How many files are read while another one is checked. */
const mostOpened = 4;
/** From this number of files on, starting workers takes less time than they save. */
const manyFiles = 100;
/** How many files a worker is given at a time: enough that it seldom waits, few enough that all workers finish at about the same time. */
const batchSize = 16;
/** More would be faster on large machines, but each takes about 60 MB. */
const mostWorkers = 2;
/** How many batches of each worker are in progress or wait for their turn in the output, so that memory does not grow with the folder. */
const batchesAhead = 3;

/** A file, and the findings in it. */
export interface Report {
  readonly found: Found;
  readonly report: Checked | FileReport;
}

/** How files are checked: `isFixed`: the reports are used to fix the files, which changes what the next ones read. */
export interface CheckOptions {
  readonly documents: Documents;
  readonly translate: Translate;
  readonly isFixed: boolean;
}

/** Checks files in this thread, in order. A file that cannot be read does not stop the others. */
export async function* checkFiles(files: readonly Found[], { documents, translate, isFixed }: CheckOptions): AsyncGenerator<Report> {
  const opened = withLookahead(files, isFixed ? 0 : mostOpened, (found) => open(found, documents, translate));
  for await (const { found, check } of opened) yield { found, report: check() };
}

/** As `checkFiles`, for many files on all processors if the terminal can start workers. The reports are the same, in the same order. */
export async function* checkFilesInParallel(
  files: readonly Found[],
  options: CheckOptions,
  setup: CheckSetup,
  { startWorker, processors = 1 }: Terminal,
): AsyncGenerator<Report> {
  if (options.isFixed || !startWorker || processors < 2 || files.length < manyFiles) {
    yield* checkFiles(files, options);
    return;
  }
  const workers = Array.from({ length: Math.min(processors, mostWorkers) }, () => startWorker(setup));
  const batches = Array.from({ length: Math.ceil(files.length / batchSize) }, (_, i) => files.slice(i * batchSize, (i + 1) * batchSize));
  try {
    for await (const reports of withLookahead(batches, workers.length * batchesAhead, (batch) => checkBatch(batch, workers, options))) {
      yield* reports;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

/** By the worker with the least to do; by this thread if the worker fails. */
async function checkBatch(batch: readonly Found[], workers: readonly CheckWorker[], options: CheckOptions): Promise<readonly Report[]> {
  const worker = workers.reduce((least, other) => (other.waiting < least.waiting ? other : least));
  try {
    const sent = await worker.check(batch);
    return sent.map((report, i) => ({ found: batch[i]!, report: received(report) }));
  } catch {
    const reports: Report[] = [];
    for await (const report of checkFiles(batch, options)) reports.push(report);
    return reports;
  }
}

function received(report: SentReport): FileReport {
  return { ...report, lines: new LineIndex(report.text) };
}

/** A file that can be checked. */
interface Opened {
  readonly found: Found;
  readonly check: () => Checked | FileReport;
}

/** Reads a file and what its findings depend on. If that fails, the report is the failure. */
async function open(found: Found, documents: Documents, translate: Translate): Promise<Opened> {
  const { path: name, folder, error } = found;
  const failed = (words: string): FileReport => ({ path: name, error: words, text: '', lines: new LineIndex(''), findings: [] });
  if (error !== undefined) return { found, check: () => failed(translate(error)) };
  try {
    const language = languageOf({ name });
    const document = await documents.openAs(language, name, folder);
    return { found, check: () => checkDocument(name, serviceOf(language), document) };
  } catch (reason) {
    return { found, check: () => failed(wordsOf(reason, translate)) };
  }
}
