import { english, type Translate } from '../text/message.ts';
import { check } from './commands/check.ts';
import { explain } from './commands/explain.ts';
import { multistage } from './commands/multistage.ts';
import { sizes } from './commands/sizes.ts';
import { status, UsageError, type Terminal } from './terminal.ts';

type Command = (args: readonly string[], terminal: Terminal, translate: Translate) => Promise<number>;

const commands: Readonly<Record<string, Command>> = { check, sizes, multistage, explain };

const usage = `layerwise check [PATH...] [--format text|json|sarif|github] [--context DIR]
                [--fail-level error|warning|info|hint|none] [--fix] [--dry-run]
layerwise sizes FILE [--context DIR] [--platform P] [--format text|json]
layerwise multistage FILE [--context DIR] [--write] [--explain]
layerwise explain RULE
layerwise lsp [--stdio]
`;

/**
 * Runs one command line; gives the exit status: 0 nothing at or above the fail level, 1 findings, 2 wrong usage or a file that could not
 * be read, 3 a conversion that is refused. Never rejects.
 */
export async function run([name = '', ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === '--version') return print(terminal, `${LAYERWISE_VERSION}\n`);
  if (name === '--help' || name === 'help' || args.includes('--help')) return print(terminal, usage);
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new UsageError(name === '' ? 'which command?' : `there is no command ${name}`);
    return await command(args, terminal, english);
  } catch (error) {
    terminal.err(`layerwise: ${(error as Error).message}\n${error instanceof UsageError ? usage : ''}`);
    return status.failed;
  }
}

function print(terminal: Terminal, text: string): number {
  terminal.out(text);
  return status.ok;
}
