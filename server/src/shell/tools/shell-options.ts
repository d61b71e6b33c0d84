import { hasRole, programName } from '../../knowledge/programs.ts';

/** The parsed arguments of a shell. */
export interface ShellOptions {
  /** The arguments that form its command line, from `first` to before `end`. Undefined if there is none. */
  readonly command: { readonly first: number; readonly end: number } | undefined;
  /** The index of the script that it runs instead, or the number of arguments. */
  readonly script: number;
}

/** Options whose value is the next word; of POSIX shells, and of fish, csh, nu and others. */
const valued = {
  posix: /^(?:[-+][a-zA-Z]*[oO]|--rcfile|--init-file)$/,
  other: /^(?:-C|--init-command|-o|-d|--features|--config|--env-config)$/,
};

/**
 * Parses the arguments of a shell: `sh -ec TEXT`, `bash --login -o pipefail -c TEXT`, `fish --command TEXT`. PowerShell and cmd use all
 * arguments after their option. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_pwsh
 */
export function shellOptions(shell: string, args: readonly string[]): ShellOptions {
  const name = programName(shell);
  if (name === 'cmd') return readToEnd(args, /^\/[ck]/i, /^\//);
  if (name === 'pwsh') return readToEnd(args, /^[-/](?:c|command)$/i, /^[-/]/);
  if (name === 'powershell') return withDefault(readToEnd(args, /^[-/](?:c|command)$/i, /^[-/]/), args);
  const takesValue = hasRole(shell, 'posixShell') ? valued.posix : valued.other;
  // The command line is the first word that is not an option, wherever `-c` is among the options.
  let hasCommand = false;
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (/^--commands?=/.test(word)) return { command: { first: i, end: i + 1 }, script: args.length };
    const isOption = /^[-+]./.test(word) && word !== '--';
    if (!isOption) return operandAt(word === '--' || word === '-' ? i + 1 : i, hasCommand, args);
    hasCommand ||= /^-[a-zA-Z]*c[a-zA-Z]*$|^--commands?$/.test(word) && word !== '-norc';
    if (takesValue.test(word)) i++;
  }
  return { command: undefined, script: args.length };
}

function operandAt(at: number, isCommand: boolean, args: readonly string[]): ShellOptions {
  if (!isCommand) return { command: undefined, script: at };
  return { command: at < args.length ? { first: at, end: at + 1 } : undefined, script: args.length };
}

/** The arguments after the option `command` are the command line. */
function readToEnd(args: readonly string[], command: RegExp, option: RegExp): ShellOptions {
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (command.test(word)) return { command: i + 1 < args.length ? { first: i + 1, end: args.length } : undefined, script: args.length };
    if (/^[-/](?:f|file)$/i.test(word)) return { command: undefined, script: i + 1 };
    // An option with a value: `-ExecutionPolicy Bypass`.
    if (/^[-/](?:ex|ep|executionpolicy|workingdirectory|wd|configurationname|outputformat|inputformat|version|windowstyle|w)/i.test(word))
      i++;
    else if (!option.test(word)) return { command: undefined, script: i };
  }
  return { command: undefined, script: args.length };
}

/** Windows PowerShell uses arguments without an option as its command line. */
function withDefault(options: ShellOptions, args: readonly string[]): ShellOptions {
  const isFile = /^[-/](?:f|file)$/i.test(args[options.script - 1] ?? '');
  if (options.command || isFile || options.script >= args.length) return options;
  return { command: { first: options.script, end: args.length }, script: args.length };
}
