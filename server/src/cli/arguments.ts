import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './terminal.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options and operands of a command line. Throws a UsageError for options that the command does not have. */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]!);
  }
}

/** One of a few words, or a UsageError that names them. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${option} takes ${allowed.join(', ')}, not "${value}"`);
  return found;
}

/** The one operand that a command takes, or a UsageError. */
export function oneOperand(operands: readonly string[], what: string): string {
  const [first, ...more] = operands;
  if (first === undefined || more.length > 0) throw new UsageError(`one ${what} is wanted, and ${operands.length} given`);
  return first;
}
