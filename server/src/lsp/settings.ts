import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Message, Translate } from '../base/message.ts';
import { allRules } from '../rules/registry.generated.ts';
import { readRuleSettings } from '../linter/settings.ts';
import type { RuleSettings } from '../linter/settings.ts';
import { defaultFormatOptions } from '../formatting/options.ts';
import type { FormatOptions } from '../formatting/options.ts';
import { Latest } from './latest.ts';

/** The settings of the `layerwise` section that the server uses. */
export interface Settings {
  /** Severity and options by rule. */
  readonly rules: RuleSettings;
  /** Problems with the settings; invalid values are ignored. */
  readonly problems: readonly Message[];
  /** The build context: a path, absolute or relative to the workspace folder, or a URI. Undefined: it is searched for. */
  readonly context: string | undefined;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Whether image registries may be queried. Off by default, so that nothing is sent. */
  readonly registry: boolean;
  readonly format: Pick<FormatOptions, 'instructionCase' | 'maxBlankLines'>;
}

/**
 * Reads a `layerwise` section. Total: a value of the wrong type counts as not set.
 * `home`: the path of the user's home folder, which `~` stands for; undefined if there is none.
 */
export function readSettings(section: unknown, home: string | undefined): Settings {
  const { rules, context, codeLens, inlayHints, registry, format } = record(section);
  const { settings, problems } = readRuleSettings(rules, allRules);
  return {
    rules: settings,
    problems,
    context: typeof context === 'string' ? readFolder(context.trim(), home) : undefined,
    codeLens: record(codeLens).enabled !== false,
    inlayHints: record(inlayHints).enabled === true,
    registry: record(registry).enabled === true,
    format: readFormat(record(format)),
  };
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

/**
 * The settings of each document, requested from the client once and kept until they change. Clients that do not support that request send
 * them with `initialize` (`initializationOptions.settings`) and `workspace/didChangeConfiguration`; these apply to all documents.
 */
export class SettingsStore {
  private readonly connection: Connection;
  private readonly home: string | undefined;
  private readonly translate: Translate;
  private readonly canAsk: boolean;
  private pushed: Settings;
  /** The documents whose settings were requested. */
  private readonly requested = new Set<string>();
  private readonly byDocument = new Map<string, Settings>();
  private readonly readings: Latest<Settings>;
  /** Problems that are in the log since the settings changed: most documents have the same ones. */
  private readonly logged = new Set<string>();

  constructor(connection: Connection, params: InitializeParams, home: string | undefined, translate: Translate) {
    this.connection = connection;
    this.home = home;
    this.translate = translate;
    this.canAsk = params.capabilities.workspace?.configuration === true;
    this.pushed = this.read(record(params.initializationOptions).settings);
    this.readings = new Latest({
      deliver: (uri, settings) => void this.byDocument.set(uri, settings),
      // If the client does not answer, the defaults apply.
      fail: (uri) => void this.byDocument.set(uri, readSettings(undefined, home)),
    });
  }

  /** The settings in force for a document. Never rejects. */
  async of(uri: string): Promise<Settings> {
    if (!this.canAsk) return this.pushed;
    if (!this.requested.has(uri)) this.ask(uri);
    await this.readings.settled(uri);
    return this.byDocument.get(uri) ?? this.pushed;
  }

  /** Takes the settings of `workspace/didChangeConfiguration`, or requests those of each document again. */
  changed(settings: unknown): void {
    this.logged.clear();
    for (const uri of this.requested) this.ask(uri);
    if (!this.canAsk) this.pushed = this.read(record(settings).layerwise);
  }

  forget(uri: string): void {
    this.requested.delete(uri);
    this.byDocument.delete(uri);
    this.readings.cancel(uri);
  }

  private ask(uri: string): void {
    this.requested.add(uri);
    const item = { scopeUri: uri, section: 'layerwise' };
    this.readings.start(uri, async () => this.read(await this.connection.workspace.getConfiguration(item)));
  }
  private read(section: unknown): Settings {
    const settings = readSettings(section, this.home);
    for (const problem of settings.problems) {
      const text = `layerwise.rules: ${this.translate(problem)}`;
      if (!this.logged.has(text)) this.connection.console.warn(text);
      this.logged.add(text);
    }
    return settings;
  }
}
