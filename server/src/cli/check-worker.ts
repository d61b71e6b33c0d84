import { loadTranslator } from '../host/languages.ts';
import type { Assets } from '../knowledge/assets.ts';
import { checkFiles } from './check-files.ts';
import { Configurations } from './configurations.ts';
import { Documents } from './documents.ts';
import type { FileReport } from './report.ts';
import type { CheckSetup, CheckWorker, SentReport } from './workers.ts';

/** What runs in the other thread. It prints nothing: problems of configurations are printed by the thread that started it. */
export async function answerChecks(setup: CheckSetup, assets: Assets): Promise<CheckWorker['check']> {
  const { folder, locale, context, configuration, needsFixes } = setup;
  const nothing = (): void => {};
  const readInput = (): Promise<string> => Promise.reject(new Error('a worker reads no input'));
  const terminal = { out: nothing, err: nothing, readInput, folder, interactive: false, coloured: false, locale, assets };
  const translate = await loadTranslator(locale);
  const documents = await Documents.in(terminal, context, await Configurations.in(terminal, translate, configuration));
  return async (files) => {
    const sent: SentReport[] = [];
    for await (const { report } of checkFiles(files, { documents, translate, isFixed: false })) sent.push(toSend(report, needsFixes));
    return sent;
  };
}

function toSend({ path, error, text, findings }: FileReport, needsFixes: boolean): SentReport {
  const plain = findings.map((finding) => {
    const { rule, severity, span, message, related, tag } = finding;
    return { rule, severity, span, message, related, tag, fixes: needsFixes ? finding.fixes : [] };
  });
  return { path, error, text, findings: plain };
}
