import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { message } from '../base/message.ts';
import { UsageError } from './terminal.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options and operands of a command line. Throws a UsageError for options that the command does not have. */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrongOption(error as NodeJS.ErrnoException, options);
  }
}

/** The error of parseArgs as one of our messages. https://nodejs.org/api/errors.html#err_parse_args_unknown_option */
function wrongOption({ code, message: text }: NodeJS.ErrnoException, options: Options): UsageError {
  const [option = '', name = ''] = /--([\w-]+)|-\w/.exec(text) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return new UsageError(message('unknown option {option}', { option }));
  const needsValue = options[name]?.type === 'string';
  return new UsageError(
    needsValue ? message('{option} requires a value', { option }) : message('{option} does not take a value', { option }),
  );
}

/** Removes `--locale`, which every command has, from a command line. Throws a UsageError if it has no value. */
export function takeLocale(args: readonly string[]): { readonly locale: string | undefined; readonly rest: readonly string[] } {
  const at = args.findIndex((arg) => /^--locale(?:=|$)/.test(arg));
  if (at < 0) return { locale: undefined, rest: args };
  const separate = args[at] === '--locale';
  const locale = separate ? args[at + 1] : args[at]!.slice('--locale='.length);
  if (!locale || locale.startsWith('-')) throw new UsageError(message('{option} requires a value', { option: '--locale' }));
  return { locale, rest: args.toSpliced(at, separate ? 2 : 1) };
}

/** Returns the value if it is one of the allowed words. Throws a UsageError that lists them otherwise. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) {
    throw new UsageError(message('invalid value "{value}" for --{option}: use {words}', { option, words: allowed.join(', '), value }));
  }
  return found;
}

/** The only operand of a command. Throws a UsageError if there is none, or more than one. */
export function oneOperand(operands: readonly string[], what: string): string {
  const [first, ...more] = operands;
  if (first === undefined || more.length > 0) {
    throw new UsageError(message('expected one {what}, but got {count}', { what, count: operands.length }));
  }
  return first;
}
