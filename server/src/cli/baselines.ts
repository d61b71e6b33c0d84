import path from 'node:path';
import { memoize } from '../base/memoize.ts';
import { message } from '../base/message.ts';
import { cliFiles } from './files.ts';
import { fileUri, parentOf, relativePath } from '../host/uri.ts';
import { baselineEntries, baselineName, baselineText, maxBaselineBytes, readBaseline, splitByBaseline } from '../linter/baseline.ts';
import type { Baseline, BaselineEntry } from '../linter/baseline.ts';
import { searchUpwards } from '../workspace/configuration-file.ts';
import type { FileReport } from './report.ts';
import { Failure } from './terminal.ts';
import { createText } from './text-files.ts';

interface Found {
  /** URI of the folder that paths are relative to. */
  readonly folder: string;
  readonly baseline: Baseline;
}

/** The baselines of a run: those that leave out recorded findings, or the one that is written. */
export class Baselines {
  /** The current folder. */
  private readonly folder: string;
  private readonly recorded = new Map<string, readonly BaselineEntry[]>();
  private readonly search = searchUpwards(cliFiles, [baselineName], maxBaselineBytes);
  private readonly inFolder = memoize((folder: string) => this.find(folder));

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The report without findings that the nearest baseline records. Rejects with a Failure if the baseline is broken. */
  async without<R extends FileReport>(report: R): Promise<R> {
    const uri = this.uriOf(report.path);
    if (uri === undefined) return report;
    const found = await this.inFolder(parentOf(uri));
    const entries = found?.baseline.get(relativePath(found.folder, uri) ?? '') ?? [];
    return { ...report, findings: splitByBaseline(report.text, report.findings, entries).fresh };
  }

  /** Records all findings of a file, for `write`. */
  record({ path: name, text, findings, error }: FileReport): void {
    const uri = this.uriOf(name);
    const inside = uri === undefined ? undefined : relativePath(fileUri(this.folder), uri);
    if (inside !== undefined && error === undefined) this.recorded.set(inside, baselineEntries(text, findings));
  }

  /**
   * Writes the baseline into the current folder, and returns its path and the number of findings in it. Files that were not checked keep what
   * was recorded about them. Rejects with a Failure if the file there is not a baseline, or cannot be written.
   */
  async write(): Promise<{ readonly file: string; readonly count: number }> {
    const file = path.join(this.folder, baselineName);
    const before = await this.readAt(fileUri(file));
    const baseline = new Map([...(before ?? []), ...this.recorded]);
    createText(file, baselineText(baseline));
    const count = [...baseline.values()].flat().reduce((sum, entry) => sum + entry.count, 0);
    return { file: baselineName, count };
  }

  private async find(folder: string): Promise<Found | undefined> {
    const found = await this.search(folder);
    return found && { folder: parentOf(found.uri), baseline: this.parse(found.text) };
  }

  private async readAt(uri: string): Promise<Baseline | undefined> {
    const text = await cliFiles.readText(uri, maxBaselineBytes);
    return text === undefined ? undefined : this.parse(text);
  }

  private parse(text: string): Baseline {
    const baseline = readBaseline(text);
    if (!baseline) throw new Failure(message('the file is not a baseline; delete it or write it again'), { about: baselineName });
    return baseline;
  }

  private uriOf(name: string): string | undefined {
    return name === '-' ? undefined : fileUri(path.resolve(this.folder, name));
  }
}
