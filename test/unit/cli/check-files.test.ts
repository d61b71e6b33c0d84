import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import { checkFilesInParallel } from '../../../server/src/cli/check-files.ts';
import { answerChecks } from '../../../server/src/cli/check-worker.ts';
import { Configurations } from '../../../server/src/cli/configurations.ts';
import { Documents } from '../../../server/src/cli/documents.ts';
import type { Terminal } from '../../../server/src/cli/terminal.ts';
import type { CheckWorker } from '../../../server/src/cli/workers.ts';
import { assets } from '../../support/assets.ts';

const count = 200;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerwise-many-'));
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `Dockerfile.${i}`), `FROM alpine:3.22\nRNU ${i}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

type Check = CheckWorker['check'];

/** Checks all files with workers that answer by `makeCheck`. Returns the lines of the findings by file, and how many files the workers checked. */
async function checkWith(
  makeCheck: (check: Check, worker: number) => Check,
  isFixed = false,
): Promise<{ readonly found: readonly string[]; readonly byWorkers: number; readonly stopped: number }> {
  const setup = { folder, locale: 'C', context: undefined, configuration: {}, needsFixes: false };
  let [started, stopped, byWorkers] = [0, 0, 0];
  const startWorker = (): CheckWorker => {
    const own = makeCheck(async (files) => (await answerChecks(setup, assets))(files), started++);
    const worker = {
      waiting: 0,
      async check(files: Parameters<Check>[0]) {
        worker.waiting++;
        try {
          const reports = await own(files);
          byWorkers += files.length;
          return structuredClone(reports);
        } finally {
          worker.waiting--;
        }
      },
      stop: async () => void stopped++,
    };
    return worker;
  };
  const terminal = { folder, assets, err: () => {}, startWorker, processors: 8 } as unknown as Terminal;
  const documents = await Documents.in(terminal, undefined, await Configurations.in(terminal, english));
  const files = Array.from({ length: count }, (_, i) => ({ path: `Dockerfile.${i}`, folder: '.', error: undefined }));
  const found: string[] = [];
  for await (const { found: file, report } of checkFilesInParallel(files, { documents, translate: english, isFixed }, setup, terminal)) {
    found.push(`${file.path} ${report.path} ${report.findings.map(({ span }) => report.lines.positionAt(span.start).line).join()}`);
  }
  return { found, byWorkers, stopped };
}

const expected = Array.from({ length: count }, (_, i) => `Dockerfile.${i} Dockerfile.${i} 1`);
const failing: Check = async () => Promise.reject(new Error('the worker has ended'));

it.each<[what: string, makeCheck: (check: Check, worker: number) => Check, byWorkers: number]>([
  ['answer', (check) => check, count],
  ['answer late, one slower than the other', (check, worker) => async (files) => {
    await new Promise((resolve) => setTimeout(resolve, worker * 20));
    return check(files);
  }, count],
  ['all fail', () => failing, 0],
])('workers that %s: all reports, in order', async (_, makeCheck, byWorkers) => {
  expect(await checkWith(makeCheck)).toEqual({ found: expected, byWorkers, stopped: 2 });
}); // prettier-ignore

it('one worker fails: its files are checked all the same', async () => {
  const { found, byWorkers } = await checkWith((check, worker) => (worker === 0 ? failing : check));
  expect(found).toEqual(expected);
  expect(byWorkers).toBeGreaterThan(0);
  expect(byWorkers).toBeLessThan(count);
});

it('a check that fixes files uses no workers', async () => {
  expect(await checkWith((check) => check, true)).toEqual({ found: expected, byWorkers: 0, stopped: 0 });
});
