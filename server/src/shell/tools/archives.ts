import type { ShellCommand, ShellWord } from '../script.ts';
import { programOf } from './unwrap.ts';
import { hasOption, optionOf, parseArguments } from './options.ts';

/** An archive that a command unpacks. */
export interface Extraction {
  readonly tool: 'tar' | 'unzip';
  /** Undefined if the archive is read from standard input. */
  readonly archive: string | undefined;
  /** Undefined for the working directory. */
  readonly directory: string | undefined;
}

/** Reads tar(1) of GNU, BSD and BusyBox, and unzip(1). Returns undefined for any other command, and if tar does not extract. */
export function readExtraction(command: ShellCommand): Extraction | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool === 'tar' || tool === 'bsdtar') return extractionByTar(args);
  if (tool !== 'unzip') return undefined;
  const parsed = parseArguments(args, { valued: ['-d', '-x', '-P'], combined: true });
  return { tool, archive: parsed.operands[0]?.value, directory: optionOf(parsed, '-d')?.value };
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
    return extraction(word('f') ?? optionOf(parsed, '-f', '--file')?.value, word('C') ?? optionOf(parsed, '-C', '--directory')?.value);
  }
  const parsed = parseArguments(args, { valued: tarValued, combined: true });
  if (!hasOption(parsed, '-x', '--extract', '--get')) return undefined;
  return extraction(optionOf(parsed, '-f', '--file')?.value, optionOf(parsed, '-C', '--directory')?.value);
}

const extraction = (archive: string | undefined, directory: string | undefined): Extraction => ({
  tool: 'tar',
  archive: archive === '-' ? undefined : archive,
  directory,
});
