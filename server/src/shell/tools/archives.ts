import type { ShellCommand, ShellWord } from '../script.ts';
import { programOf } from './unwrap.ts';
import { hasOption, optionOf, parseArguments } from './options.ts';
import type { ParsedArguments } from './options.ts';

/** An archive that a command unpacks. */
export interface Extraction {
  readonly tool: 'tar' | 'unzip';
  /** Undefined if the archive is read from standard input. */
  readonly archive: string | undefined;
  /** Undefined for the working directory. */
  readonly directory: string | undefined;
  /** Whether it unpacks all files with their paths and modes: no option and no operand selects or changes them. */
  readonly complete: boolean;
}

/** Reads tar(1) of GNU, BSD and BusyBox, and unzip(1). Returns undefined for any other command, and if tar does not extract. */
export function readExtraction(command: ShellCommand): Extraction | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool === 'tar' || tool === 'bsdtar') return extractionByTar(args);
  if (tool !== 'unzip') return undefined;
  const parsed = parseArguments(args, { valued: ['-d', '-x', '-P'], combined: true });
  const complete = parsed.operands.length === 1 && optionOf(parsed, '-x', '-j') === undefined;
  return { tool, archive: parsed.operands[0]?.value, directory: optionOf(parsed, '-d')?.value, complete };
}

/** tar options with a value. In the old style (`tar xzfC a.tgz /dir`), the values follow the cluster in the order of its letters. */
const tarValued = ['-f', '--file', '-C', '--directory', '-b', '--blocking-factor', '-T', '--files-from', '-X', '--exclude-from', '-I', '--use-compress-program', '-N', '--newer', '-V', '--label', '-g', '--listed-incremental', '-K', '-L', '-H', '--format', '--strip-components', '--exclude', '--transform', '--xform', '--owner', '--group', '--mode']; // prettier-ignore

function extractionByTar(args: readonly ShellWord[]): Extraction | undefined {
  const [first, ...rest] = args;
  if (first && /^[A-Za-z]+$/.test(first.value)) {
    const letters = first.value.split('');
    const lettersWithValue = letters.filter((letter) => tarValued.includes(`-${letter}`));
    const word = (letter: string): string | undefined =>
      lettersWithValue.includes(letter) ? rest[lettersWithValue.indexOf(letter)]?.value : undefined;
    const parsed = parseArguments(rest.slice(lettersWithValue.length), { valued: tarValued, combined: true });
    if (!letters.includes('x')) return undefined;
    const archive = word('f') ?? optionOf(parsed, '-f', '--file')?.value;
    return extraction(archive, word('C') ?? optionOf(parsed, '-C', '--directory')?.value, parsed);
  }
  const parsed = parseArguments(args, { valued: tarValued, combined: true });
  if (!hasOption(parsed, '-x', '--extract', '--get')) return undefined;
  return extraction(optionOf(parsed, '-f', '--file')?.value, optionOf(parsed, '-C', '--directory')?.value, parsed);
}

/** Options that only name the archive, the folder and the compression, or print. */
const neutral: ReadonlySet<string> = new Set(
  `-x --extract --get -f --file -C --directory -v --verbose -p --preserve-permissions -a
  --auto-compress -z --gzip -j --bzip2 -J --xz --zstd -I --use-compress-program -o --no-same-owner`.split(/\s+/),
);

const extraction = (archive: string | undefined, directory: string | undefined, { operands, options }: ParsedArguments): Extraction => ({
  tool: 'tar',
  archive: archive === '-' ? undefined : archive,
  directory,
  complete: operands.length === 0 && options.every(({ name }) => neutral.has(name)),
});
