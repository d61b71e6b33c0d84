import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Connection, FileEvent } from 'vscode-languageserver';
import { message } from '../base/message.ts';
import type { Message, Translate } from '../base/message.ts';
import type { FileHost } from '../host/host.ts';
import { folderUri, isUntitled, nameOf, parentOf, relativePath } from '../host/uri.ts';
import { baselineName, maxBaselineBytes, readBaseline } from '../linter/baseline.ts';
import type { BaselineEntry } from '../linter/baseline.ts';
import type { ConfigurationPart } from '../linter/configuration/configuration.ts';
import { configurationNames, readConfigurationFile } from '../linter/configuration/files.ts';
import { ruleCatalogue } from '../rules/catalogue.generated.ts';
import { findConfiguration, findUpwards } from '../workspace/configuration-file.ts';

/** What the files of a project say about one document. */
export interface ProjectSettings {
  /** The nearest configuration file. Its `context` is the URI of a folder. */
  readonly part: ConfigurationPart;
  /** What the nearest baseline records about the document. */
  readonly baseline: readonly BaselineEntry[];
}

/** No file says anything. */
export const noProjectSettings: ProjectSettings = { part: { byRule: {} }, baseline: [] };

const names: ReadonlySet<string> = new Set([...configurationNames, baselineName]);

/** Reads the configuration file and the baseline of documents, and reports problems in them as diagnostics of these files. */
export class ConfigurationFiles {
  private readonly connection: Connection;
  private readonly files: FileHost;
  private readonly translate: Translate;
  /** The problems that were sent last, as a text: many documents have the same file. */
  private readonly reported = new Map<string, string>();

  constructor(connection: Connection, files: FileHost, translate: Translate) {
    this.connection = connection;
    this.files = files;
    this.translate = translate;
  }

  /** Reads the files that apply to a document. Never rejects: a broken file is reported, and used as far as it can be read. */
  async of(document: string): Promise<ProjectSettings> {
    if (isUntitled(document)) return noProjectSettings;
    const folder = parentOf(document);
    const [part, baseline] = await Promise.all([this.partFor(folder), this.baselineFor(document, folder)]);
    return { part, baseline };
  }

  /** Whether one of the changed files is a configuration file or a baseline. */
  areConcerned(changes: readonly FileEvent[]): boolean {
    return changes.some(({ uri }) => names.has(nameOf(uri)));
  }

  private async partFor(folder: string): Promise<ConfigurationPart> {
    const found = await findConfiguration(this.files, folder);
    if (!found) return noProjectSettings.part;
    const { part, problems } = readConfigurationFile(found.name, found.text, ruleCatalogue);
    this.report(found.uri, problems);
    return part.context === undefined ? part : { ...part, context: folderUri(part.context, parentOf(found.uri)) };
  }

  private async baselineFor(document: string, folder: string): Promise<readonly BaselineEntry[]> {
    const found = await findUpwards(this.files, folder, [baselineName], maxBaselineBytes);
    if (!found) return noProjectSettings.baseline;
    const baseline = readBaseline(found.text);
    this.report(found.uri, baseline ? [] : [message('The file is not a baseline. Delete it, or write it again with layerwise check.')]);
    return baseline?.get(relativePath(parentOf(found.uri), document) ?? '') ?? noProjectSettings.baseline;
  }

  /** Sends the problems as diagnostics at the start of the file. */
  private report(uri: string, problems: readonly Message[]): void {
    const texts = problems.map((problem) => this.translate(problem));
    if (texts.join('\n') === (this.reported.get(uri) ?? '')) return;
    this.reported.set(uri, texts.join('\n'));
    const start = { line: 0, character: 0 };
    const diagnostics = texts.map((text) => ({
      range: { start, end: start },
      severity: DiagnosticSeverity.Warning,
      source: 'layerwise',
      message: text,
    }));
    void this.connection.sendDiagnostics({ uri, diagnostics });
  }
}
