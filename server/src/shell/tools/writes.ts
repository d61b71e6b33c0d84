import { hasRole } from '../../knowledge/programs.ts';
import type { ShellCommand, ShellWord } from '../script.ts';
import { hasOption, parseArguments } from './options.ts';
import type { OptionSyntax, ParsedArguments } from './options.ts';
import { programOf } from './unwrap.ts';

/**
 * How a program writes the files in its operands: `folder` creates folders, `create` creates files or overwrites them, `append` and `edit`
 * change existing files.
 */
export type WriteMode = 'folder' | 'create' | 'append' | 'edit';

/** The files or folders that a program writes because they are its operands: `mkdir`, `touch`, `tee`, `sed -i`. */
export interface Writing {
  readonly tool: string;
  readonly mode: WriteMode;
  readonly targets: readonly ShellWord[];
  /** Whether an existing file or folder stays as it is (`mkdir -p`, `touch`). */
  readonly keepsExisting: boolean;
}

interface WritingTool {
  readonly syntax: OptionSyntax;
  /** Undefined if it does something else. */
  readonly modeOf: (args: ParsedArguments) => WriteMode | undefined;
  readonly keepsExisting: (args: ParsedArguments) => boolean;
}

const never = (): boolean => false;

/** coreutils 9; dos2unix 7. */
const tools: Readonly<Record<string, WritingTool>> = {
  mkdir: {
    syntax: { valued: ['-m', '--mode'], combined: true },
    modeOf: () => 'folder',
    keepsExisting: (args) => hasOption(args, '-p', '--parents'),
  },
  touch: {
    syntax: { valued: ['-d', '--date', '-r', '--reference', '-t'], combined: true },
    modeOf: () => 'create',
    keepsExisting: () => true,
  },
  install: {
    syntax: { valued: ['-m', '--mode', '-o', '--owner', '-g', '--group'], combined: true },
    modeOf: (args) => (hasOption(args, '-d', '--directory') ? 'folder' : undefined),
    keepsExisting: () => true,
  },
  mkfifo: { syntax: { valued: ['-m', '--mode'], combined: true }, modeOf: () => 'create', keepsExisting: never },
  tee: {
    syntax: { valued: [], combined: true },
    modeOf: (args) => (hasOption(args, '-a', '--append') ? 'append' : 'create'),
    keepsExisting: never,
  },
  truncate: { syntax: { valued: ['-s', '--size', '-r', '--reference'], combined: true }, modeOf: () => 'edit', keepsExisting: never },
  dos2unix: { syntax: { valued: [], combined: false }, modeOf: () => 'edit', keepsExisting: never },
};

/** Reads which files a program writes because they are its operands. Returns undefined for other programs, and for a sed that only prints. */
export function readWriting(command: ShellCommand): Writing | undefined {
  const program = programOf(command);
  if (program === 'sed') return writingOfSed(command.args);
  const tool = program !== undefined && Object.hasOwn(tools, program) ? tools[program] : undefined;
  if (!tool) return undefined;
  const args = parseArguments(command.args, tool.syntax);
  const mode = tool.modeOf(args);
  return mode && { tool: program!, mode, targets: args.operands, keepsExisting: tool.keepsExisting(args) };
}

/** The first operand is the script, unless an option contains it. */
function writingOfSed(args: readonly ShellWord[]): Writing | undefined {
  if (!args.some(({ value }) => /^(?:-[a-zE]*i|--in-place)/.test(value))) return undefined;
  const { operands } = parseArguments(args, { valued: ['-e', '--expression', '-f', '--file'], combined: false });
  const hasScript = args.some(({ value }) => /^(?:-e|-f|--expression|--file)/.test(value));
  return { tool: 'sed', mode: 'edit', targets: hasScript ? operands : operands.slice(1), keepsExisting: false };
}

/** The files that the redirections of a command write. */
export interface Output {
  /** At least one. */
  readonly files: readonly OutputFile[];
  /** Whether the command line contains what is written: `echo`, a here-document, or no program at all. */
  readonly isText: boolean;
}

export interface OutputFile {
  readonly word: ShellWord;
  readonly appends: boolean;
}

/** Reads the files that redirections write. Returns undefined if there are none; devices and other descriptors do not count. */
export function readOutput(command: ShellCommand): Output | undefined {
  const { redirects, nameWord } = command;
  const files = redirects.flatMap(({ operator, target }): readonly OutputFile[] =>
    operator.includes('>') && target && !/^(?:\/dev\/|&|\d+$|-$)/.test(target.value)
      ? [{ word: target, appends: operator.endsWith('>>') }]
      : [],
  );
  if (files.length === 0) return undefined;
  const isHeredoc = redirects.some(({ operator }) => operator.startsWith('<<'));
  return { files, isText: isHeredoc || !nameWord || hasRole(programOf(command) ?? '', 'printer') };
}
