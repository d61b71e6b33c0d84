import path from 'node:path';
import { memoize } from '../base/memoize.ts';
import { message } from '../base/message.ts';
import type { Message, Translate } from '../base/message.ts';
import { cliFiles } from './files.ts';
import { displayPath, fileUri, folderUri, parentOf } from '../host/uri.ts';
import { combineParts, readPart } from '../linter/configuration/configuration.ts';
import type { Configuration, ConfigurationPart } from '../linter/configuration/configuration.ts';
import { configurationNames, maxConfigurationBytes, readConfigurationFile } from '../linter/configuration/files.ts';
import { presets } from '../linter/presets.ts';
import { ruleLevels } from '../linter/settings.ts';
import { ruleCatalogue } from '../rules/catalogue.generated.ts';
import { searchUpwards } from '../workspace/configuration-file.ts';
import type { FoundFile } from '../workspace/configuration-file.ts';
import { oneOf } from './arguments.ts';
import type { ConfigurationOptions } from './configuration-options.ts';
import { Failure, UsageError } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** How many folders are kept: the files of one come one after the other. */
const mostFolders = 1000;

/** The configuration of each file: the nearest configuration file, and the command line, which takes precedence. */
export class Configurations {
  private readonly terminal: Terminal;
  private readonly translate: Translate;
  private readonly named: FoundFile | undefined;
  private readonly line: ConfigurationPart;
  private readonly search = searchUpwards(cliFiles, configurationNames, maxConfigurationBytes);
  private readonly byFolder = memoize((folder: string) => this.findFor(folder), mostFolders);
  /** The folders with one configuration file, or without any, share one object: what is computed for it is computed once. */
  private readonly byFile = memoize((_: string | undefined, found: FoundFile | undefined) => this.combine(found));

  private constructor(terminal: Terminal, translate: Translate, named: FoundFile | undefined, line: ConfigurationPart) {
    this.terminal = terminal;
    this.translate = translate;
    this.named = named;
    this.line = line;
  }

  /** Rejects with a UsageError for an invalid option, and with a Failure if the file of `--config` cannot be read. */
  static async in(terminal: Terminal, translate: Translate, options: ConfigurationOptions = {}): Promise<Configurations> {
    const line = readLine(options);
    return new Configurations(
      terminal,
      translate,
      options.config === undefined ? undefined : await readNamed(options.config, terminal),
      line,
    );
  }

  /** The configuration of a file by its URI; `context` is the URI of a folder. Problems are printed once for each configuration file. */
  of(uri: string): Promise<Configuration> {
    return this.byFolder(parentOf(uri));
  }

  private async findFor(folder: string): Promise<Configuration> {
    const found = this.named ?? (await this.search(folder));
    return this.byFile(found?.uri, found);
  }

  private combine(found: FoundFile | undefined): Configuration {
    return combineParts(found ? this.read(found.uri, found) : { byRule: {} }, this.line);
  }

  private read(uri: string, { name, text }: FoundFile): ConfigurationPart {
    const { part, problems } = readConfigurationFile(name, text, ruleCatalogue);
    for (const problem of problems) this.warn(uri, problem);
    return part.context === undefined ? part : { ...part, context: folderUri(part.context, parentOf(uri)) };
  }

  private warn(uri: string, problem: Message): void {
    const file = path.relative(this.terminal.folder, displayPath(uri));
    this.terminal.err(`layerwise: ${file}: ${this.translate(problem)}\n`);
  }
}

async function readNamed(name: string, terminal: Terminal): Promise<FoundFile> {
  const uri = fileUri(path.resolve(terminal.folder, name));
  const text = await cliFiles.readText(uri, maxConfigurationBytes);
  if (text === undefined) throw new Failure(message('--config: the file "{file}" cannot be read', { file: name }));
  return { uri, name: path.basename(name), text };
}

function readLine({ preset, rule = [] }: ConfigurationOptions): ConfigurationPart {
  if (preset !== undefined) oneOf('preset', preset, presets);
  const rules = Object.fromEntries(rule.map(levelOf));
  const { part, problems } = readPart({ ...(preset !== undefined && { preset }), rules }, ruleCatalogue);
  if (problems[0]) throw new UsageError(problems[0]);
  return part;
}

function levelOf(setting: string): readonly [id: string, level: string] {
  const at = setting.lastIndexOf('=');
  const level = setting.slice(at + 1);
  if (at <= 0 || !(ruleLevels as readonly string[]).includes(level)) {
    throw new UsageError(
      message('invalid value "{value}" for --rule: use ID=LEVEL with one of the levels {levels}', {
        value: setting,
        levels: ruleLevels.join(', '),
      }),
    );
  }
  return [setting.slice(0, at), level];
}
