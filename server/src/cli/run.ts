import { loadTranslator } from '../host/languages.ts';
import { english, message } from '../base/message.ts';
import type { Translate } from '../base/message.ts';
import { takeLocale } from './arguments.ts';
import { check } from './commands/check.ts';
import { explain } from './commands/explain.ts';
import { migrate } from './commands/migrate.ts';
import { multistage } from './commands/multistage.ts';
import { sizes } from './commands/sizes.ts';
import { status, UsageError, withoutControls, wordsOf } from './terminal.ts';
import type { Terminal } from './terminal.ts';

type Command = (args: readonly string[], terminal: Terminal, translate: Translate) => Promise<number>;

interface Entry {
  readonly run: Command;
  readonly usage: string;
}

const commands: Readonly<Record<string, Entry>> = {
  check: {
    run: check,
    usage: `layerwise check [PATH...] [--format text|json|sarif|github|gitlab] [--context DIR]
                [--config FILE] [--preset NAME] [--rule ID=LEVEL]... [--write-baseline]
                [--fail-level error|warning|info|hint|none] [--fix] [--dry-run]`,
  },
  sizes: { run: sizes, usage: 'layerwise sizes FILE [--context DIR] [--platform P] [--format text|json] [--advise] [--measured]' },
  multistage: { run: multistage, usage: 'layerwise multistage FILE [--context DIR] [--write] [--explain]' },
  migrate: { run: migrate, usage: 'layerwise migrate FILE' },
  explain: { run: explain, usage: 'layerwise explain RULE' },
};

const usage = `${Object.values(commands)
  .map((command) => command.usage)
  .join('\n')}
layerwise lsp [--stdio]

--locale en|zh-cn  the language of texts; without it, what the environment says (LC_ALL, LC_MESSAGES, LANG)
`;

/**
 * Runs one command line and returns the exit status: 0 no findings at or above the fail level, 1 findings, 2 invalid arguments or a file
 * that cannot be read, 3 a conversion was refused. Never rejects.
 */
export async function run(line: readonly string[], rawTerminal: Terminal): Promise<number> {
  let terminal = withoutControls(rawTerminal);
  let translate = english;
  let command: Entry | undefined;
  try {
    translate = await loadTranslator(terminal.locale);
    const { locale, rest } = takeLocale(line);
    if (locale !== undefined) {
      terminal = { ...terminal, locale };
      translate = await loadTranslator(locale);
    }
    const [name = '', ...args] = rest;
    command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (name === '--version') return print(terminal, `${LAYERWISE_VERSION}\n`);
    if (['--help', '-h', 'help'].includes(name)) return print(terminal, usage);
    if (!command) throw new UsageError(name === '' ? message('missing command') : message('unknown command "{name}"', { name }));
    if (args.includes('--help') || args.includes('-h')) return print(terminal, `${command.usage}\n`);
    return await command.run(args, terminal, translate);
  } catch (error) {
    const help = error instanceof UsageError ? (command ? `${command.usage}\n` : usage) : '';
    terminal.err(`layerwise: ${wordsOf(error, translate)}\n${help}`);
    return status.failed;
  }
}

function print(terminal: Terminal, text: string): number {
  terminal.out(text);
  return status.ok;
}
