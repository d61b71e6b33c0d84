import type { Connection, InitializeParams } from 'vscode-languageserver';
import { readRuleSettings } from '../linter/settings.ts';
import type { RuleSettings } from '../linter/settings.ts';
import { defaultFormatOptions } from '../languages/dockerfile/formatting.ts';
import type { FormatOptions } from '../languages/dockerfile/formatting.ts';

/** The `layerwise` section of an editor's settings, as far as the server heeds it. */
export interface Settings {
  /** Severity and options by rule. */
  readonly rules: RuleSettings;
  /** The folder that `docker build` gets: absolute, or relative to the workspace folder. Undefined: the Dockerfile's own folder. */
  readonly context: string | undefined;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** The registries of images may be asked. Off unless it is said in so many words: nothing is sent otherwise. */
  readonly registry: boolean;
  readonly format: Pick<FormatOptions, 'instructionCase' | 'maxBlankLines'>;
}

/** Reads a `layerwise` section. Total: what does not fit counts as not given. */
export function readSettings(section: unknown): Settings {
  const { context, codeLens, inlayHints, registry, format } = record(section);
  return {
    rules: readRuleSettings(section),
    context: typeof context === 'string' && context.trim() !== '' ? context.trim() : undefined,
    codeLens: record(codeLens).enabled !== false,
    inlayHints: record(inlayHints).enabled === true,
    registry: record(registry).enabled === true,
    format: readFormat(record(format)),
  };
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
 * The settings of each document, asked of the editor once and kept until they change. An editor that cannot be asked is heard at
 * `initialize` (`initializationOptions.settings`) and by `workspace/didChangeConfiguration`, whose settings count for all documents.
 */
export class SettingsStore {
  private readonly connection: Connection;
  private readonly asks: boolean;
  private pushed: Settings;
  private readonly byDocument = new Map<string, Promise<Settings>>();

  constructor(connection: Connection, params: InitializeParams) {
    this.connection = connection;
    this.asks = params.capabilities.workspace?.configuration === true;
    this.pushed = readSettings(record(params.initializationOptions).settings);
  }

  /** The settings in force for a document. Never rejects: an editor that does not answer means defaults. */
  of(uri: string): Promise<Settings> {
    if (!this.asks) return Promise.resolve(this.pushed);
    let known = this.byDocument.get(uri);
    if (!known) {
      const question = { scopeUri: uri, section: 'layerwise' };
      known = this.connection.workspace.getConfiguration(question).then(readSettings, () => readSettings(undefined));
      this.byDocument.set(uri, known);
    }
    return known;
  }

  /** Takes what `workspace/didChangeConfiguration` brought. */
  changed(settings: unknown): void {
    this.byDocument.clear();
    if (!this.asks) this.pushed = readSettings(record(settings).layerwise);
  }

  forget(uri: string): void {
    this.byDocument.delete(uri);
  }
}
