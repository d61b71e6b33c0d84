import type { Connection, FileEvent, InitializeParams } from 'vscode-languageserver';
import type { Message, Translate } from '../base/message.ts';
import type { BaselineEntry } from '../linter/baseline.ts';
import { combineParts, readPart } from '../linter/configuration/configuration.ts';
import type { RuleSettings, RulesInUse } from '../linter/settings.ts';
import { defaultFormatOptions } from '../formatting/options.ts';
import type { FormatOptions } from '../formatting/options.ts';
import type { Host } from '../host/host.ts';
import { ruleCatalogue } from '../rules/catalogue.generated.ts';
import { defaultRules, rulesFor } from '../rules/rules-for.ts';
import { ConfigurationFiles, noProjectSettings } from './configuration-files.ts';
import type { ProjectSettings } from './configuration-files.ts';
import { Latest } from './latest.ts';

/** The settings of the `layerwise` section that the server uses. */
export interface Settings {
  /** The preset, and severity and options by rule, with the rules that these need. */
  readonly rules: RulesInUse;
  /** What the baseline of the project records about the document. */
  readonly baseline: readonly BaselineEntry[];
  /** Problems with the settings; invalid values are ignored. */
  readonly problems: readonly Message[];
  /** The build context: a path, absolute or relative to the workspace folder, or a URI. Undefined: it is searched for. */
  readonly context: string | undefined;
  readonly codeLens: boolean;
  /** Layers that are smaller than this part of the image have no code lens; from 0 to 1. */
  readonly codeLensPart: number;
  readonly inlayHints: boolean;
  /** Whether image registries may be queried. Off by default, so that nothing is sent. */
  readonly registry: boolean;
  /** Whether container engines may be asked for their images. Off by default. */
  readonly engine: boolean;
  /** The ShellCheck program to run; undefined for none. No process is started without it. */
  readonly shellcheck: string | undefined;
  readonly format: Pick<FormatOptions, 'instructionCase' | 'maxBlankLines'>;
}

/** Settings as they are written, without the code of the rules. */
type WrittenSettings = Omit<Settings, 'rules'> & { readonly rules: RuleSettings };

/**
 * Reads a `layerwise` section. Total: a value of the wrong type counts as not set.
 * `home`: the path of the user's home folder, which `~` stands for; undefined if there is none. `project`: what the files of the project say,
 * which takes precedence.
 */
export function readSettings(section: unknown, home: string | undefined, project = noProjectSettings): WrittenSettings {
  const { preset, rules, trustedRegistries, labels, context, codeLens, inlayHints, registry, engine, shellcheck, format, size } =
    record(section);
  const { part, problems } = readPart({ preset, rules, trustedRegistries, labels, size: { budget: record(size).budget } }, ruleCatalogue);
  const configuration = combineParts(part, project.part);
  return {
    rules: configuration.rules,
    baseline: project.baseline,
    problems,
    context: configuration.context ?? (typeof context === 'string' ? readFolder(context.trim(), home) : undefined),
    codeLens: record(codeLens).enabled !== false,
    codeLensPart: readPercent(record(codeLens).minimumPercent) / 100,
    inlayHints: record(inlayHints).enabled === true,
    registry: record(registry).enabled === true,
    engine: record(engine).enabled === true,
    shellcheck: textOf(record(shellcheck).path),
    format: readFormat(record(format)),
  };
}

/** What applies if nothing is set. */
function defaultSettings(home: string | undefined): Settings {
  return { ...readSettings(undefined, home), rules: defaultRules };
}

/** Default of `layerwise.codeLens.minimumPercent`. */
const defaultMinimumPercent = 1;

function readPercent(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : defaultMinimumPercent;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function readFolder(folder: string, home: string | undefined): string | undefined {
  if (folder === '') return undefined;
  return home === undefined ? folder : folder.replace(/^~(?=$|[/\\])/, () => home);
}

const letterCases = ['upper', 'lower', 'keep'] as const;

function readFormat({ instructionCase, maxBlankLines }: Readonly<Record<string, unknown>>): Settings['format'] {
  const isCount = typeof maxBlankLines === 'number' && Number.isInteger(maxBlankLines) && maxBlankLines >= 0;
  return {
    instructionCase: letterCases.find((letterCase) => letterCase === instructionCase) ?? defaultFormatOptions.instructionCase,
    maxBlankLines: isCount ? maxBlankLines : defaultFormatOptions.maxBlankLines,
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Milliseconds to wait for the files of a project: an editor's file system may be slow, or not answer. */
const patienceMs = 200;

/**
 * The settings of each document: requested from the client once, combined with the files of the project, and kept until they change. Clients that do not support that request send
 * them with `initialize` (`initializationOptions.settings`) and `workspace/didChangeConfiguration`; these apply to all documents.
 */
export class SettingsStore {
  private readonly connection: Connection;
  private readonly home: string | undefined;
  private readonly translate: Translate;
  private readonly canAsk: boolean;
  private readonly projectFiles: ConfigurationFiles;
  private readonly changedLater: (uri: string) => void;
  /** The settings of a client that cannot be asked. */
  private pushed: unknown;
  /** The documents whose settings were requested. */
  private readonly requested = new Set<string>();
  private readonly byDocument = new Map<string, Settings>();
  private readonly readings: Latest<Settings>;
  /** Problems that are in the log since the settings changed: most documents have the same ones. */
  private readonly logged = new Set<string>();

  /** `changedLater`: called when the settings of a document have changed because its files were read late. */
  constructor(
    connection: Connection,
    params: InitializeParams,
    { home, files }: Pick<Host, 'home' | 'files'>,
    translate: Translate,
    changedLater: (uri: string) => void,
  ) {
    this.changedLater = changedLater;
    this.connection = connection;
    this.home = home;
    this.translate = translate;
    this.canAsk = params.capabilities.workspace?.configuration === true;
    this.projectFiles = new ConfigurationFiles(connection, files, translate);
    this.pushed = record(params.initializationOptions).settings;
    this.readings = new Latest({
      deliver: (uri, settings) => void this.byDocument.set(uri, settings),
      // If the client does not answer, the defaults apply.
      fail: (uri) => void this.byDocument.set(uri, defaultSettings(home)),
    });
  }

  /** The settings in force for a document. Never rejects. */
  async of(uri: string): Promise<Settings> {
    if (!this.requested.has(uri)) this.ask(uri);
    await this.readings.settled(uri);
    return this.byDocument.get(uri) ?? defaultSettings(this.home);
  }

  /** Takes the settings of `workspace/didChangeConfiguration`, or requests those of each document again. */
  changed(settings: unknown): void {
    this.logged.clear();
    if (!this.canAsk) this.pushed = record(settings).layerwise;
    this.askAgain();
  }

  /** Files were created, changed or deleted. Returns whether that concerns the settings, which are then requested again. */
  filesChanged(changes: readonly FileEvent[]): boolean {
    const isConcerned = this.projectFiles.areConcerned(changes);
    if (isConcerned) this.askAgain();
    return isConcerned;
  }

  forget(uri: string): void {
    this.requested.delete(uri);
    this.byDocument.delete(uri);
    this.readings.cancel(uri);
  }

  private askAgain(): void {
    for (const uri of this.requested) this.ask(uri);
  }

  private ask(uri: string, project = this.projectFiles.of(uri)): void {
    this.requested.add(uri);
    const item = { scopeUri: uri, section: 'layerwise' };
    const section = async (): Promise<unknown> => (this.canAsk ? this.connection.workspace.getConfiguration(item) : this.pushed);
    this.readings.start(uri, async () => this.read(...(await Promise.all([section(), this.inTime(uri, project)]))));
  }

  /** What the files say, if they are read soon. Otherwise the document is checked without them first, and again when they are read. */
  private async inTime(uri: string, project: Promise<ProjectSettings>): Promise<ProjectSettings> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, patienceMs, undefined)));
    const first = await Promise.race([project, late]);
    clearTimeout(timer);
    if (first) return first;
    void project.then(() => {
      if (!this.requested.has(uri)) return;
      this.ask(uri, project);
      this.changedLater(uri);
    });
    return noProjectSettings;
  }

  private async read(section: unknown, project: ProjectSettings): Promise<Settings> {
    const settings = readSettings(section, this.home, project);
    for (const problem of settings.problems) {
      const text = `layerwise: ${this.translate(problem)}`;
      if (!this.logged.has(text)) this.connection.console.warn(text);
      this.logged.add(text);
    }
    return { ...settings, rules: await rulesFor(settings.rules) };
  }
}
