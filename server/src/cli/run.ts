import { translatorFor } from '../text/languages.ts';
import { message, type Translate } from '../text/message.ts';
import { takeLocale } from './arguments.ts';
import { check } from './commands/check.ts';
import { explain } from './commands/explain.ts';
import { multistage } from './commands/multistage.ts';
import { sizes } from './commands/sizes.ts';
import { status, UsageError, wordsOf, type Terminal } from './terminal.ts';

type Command = (args: readonly string[], terminal: Terminal, translate: Translate) => Promise<number>;

const commands: Readonly<Record<string, Command>> = { check, sizes, multistage, explain };

const usage = `layerwise check [PATH...] [--format text|json|sarif|github] [--context DIR]
                [--fail-level error|warning|info|hint|none] [--fix] [--dry-run]
layerwise sizes FILE [--context DIR] [--platform P] [--format text|json]
layerwise multistage FILE [--context DIR] [--write] [--explain]
layerwise explain RULE
layerwise lsp [--stdio]

--locale en|zh-cn  the language of texts; without it, what the environment says (LC_ALL, LC_MESSAGES, LANG)
`;

/**
 * Runs one command line; gives the exit status: 0 nothing at or above the fail level, 1 findings, 2 wrong usage or a file that could not
 * be read, 3 a conversion that is refused. Never rejects.
 */
export async function run(line: readonly string[], terminal: Terminal): Promise<number> {
  let translate = translatorFor(terminal.locale);
  try {
    const { locale, rest } = takeLocale(line);
    if (locale !== undefined) translate = translatorFor(locale);
    const [name = '', ...args] = rest;
    if (name === '--version') return print(terminal, `${LAYERWISE_VERSION}\n`);
    if (name === '--help' || name === 'help' || args.includes('--help')) return print(terminal, usage);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new UsageError(name === '' ? message('which command?') : message('there is no command {name}', { name }));
    return await command(args, terminal, translate);
  } catch (error) {
    terminal.err(`layerwise: ${wordsOf(error, translate)}\n${error instanceof UsageError ? usage : ''}`);
    return status.failed;
  }
}

function print(terminal: Terminal, text: string): number {
  terminal.out(text);
  return status.ok;
}
