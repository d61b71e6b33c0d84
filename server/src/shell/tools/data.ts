import type { ShellCommand, ShellWord } from '../script.ts';
import { hasOption, optionOf, parseArguments } from './options.ts';
import { programOf } from './unwrap.ts';

/** A compression format by its usual extension. */
export type CompressionFormat = 'gz' | 'bz2' | 'xz' | 'zst' | 'lzma' | 'zip';

/**
 * A command whose output is determined by its sources or by a number of bytes: `cat a b`, `head -c 1M /dev/zero`, `dd`, `gzip`, `truncate`.
 * `copy`: the bytes of the sources, at most `bytes`. `compress` and `decompress`: of one source or more. `pack`: an archive of files.
 * `split`: files whose sum is the source. `resize`: existing or new files get `bytes`.
 */
export interface DataCommand {
  readonly tool: string;
  readonly kind: 'copy' | 'compress' | 'decompress' | 'pack' | 'split' | 'resize';
  /** The files that it reads, or resizes; empty for standard input. */
  readonly sources: readonly ShellWord[];
  /** The file that it writes; `output` for standard output; `beside` for a file next to each source, with another extension. */
  readonly target: ShellWord | 'output' | 'beside';
  /** The most bytes that it copies; for `resize`, the new size. */
  readonly bytes: number | undefined;
  /** Whether it overwrites a part of an existing file, so that this keeps its size if it is larger. */
  readonly isPartial: boolean;
  /** Whether `bytes` is added to the size that a file has (`truncate -s +10`). */
  readonly isRelative: boolean;
  readonly format: CompressionFormat | undefined;
  /** Whether the sources are left where they are. */
  readonly keepsSources: boolean;
}

type Reader = (args: readonly ShellWord[], tool: string) => Omit<DataCommand, 'tool'> | undefined;

const common = { bytes: undefined, isPartial: false, isRelative: false, format: undefined, keepsSources: true } as const;

/** `head -c N` and `tail -c N`. Lines are not counted: nothing is known about them. */
const readEnd: Reader = (args) => {
  const parsed = parseArguments(args, { valued: ['-c', '--bytes', '-n', '--lines'], combined: true });
  const count = optionOf(parsed, '-c', '--bytes')?.value;
  const bytes = count === undefined ? undefined : parseByteCount(count);
  if (bytes === undefined || /^[-+]/.test(count!)) return undefined;
  return { ...common, kind: 'copy', sources: operandsOf(parsed.operands), target: 'output', bytes };
};

const readCat: Reader = (args) => {
  const { operands, options } = parseArguments(args, { valued: [], combined: true });
  if (options.some(({ name }) => !/^-[uv]$/.test(name))) return undefined;
  return { ...common, kind: 'copy', sources: operandsOf(operands), target: 'output' };
};

/** dd(1): `count` blocks of `bs` bytes (512 by default) after `seek` blocks of the output. */
const readDd: Reader = (args) => {
  const word = (name: string): ShellWord | undefined => args.findLast(({ value }) => value.startsWith(`${name}=`));
  const text = (name: string): string | undefined => word(name)?.value.slice(name.length + 1);
  const block = (name: string): number | undefined => parseByteCount(text(name) ?? text('bs') ?? '512');
  const [count, seek] = [text('count'), text('seek') ?? text('oseek')];
  const number = (value: string): number | undefined => parseByteCount(value.replace(/B$/, ''));
  const unit = block('ibs');
  const blocks = count === undefined ? undefined : number(count);
  const skipped = seek === undefined ? 0 : number(seek);
  if (unit === undefined || skipped === undefined || (count !== undefined && blocks === undefined)) return undefined;
  const source = word('if');
  return {
    ...common,
    kind: 'copy',
    sources: source ? [withoutPrefix(source, 'if=')] : [],
    target: word('of') ? withoutPrefix(word('of')!, 'of=') : 'output',
    bytes: blocks === undefined ? undefined : blocks * unit + skipped * (block('obs') ?? unit),
    isPartial: /\bnotrunc\b/.test(text('conv') ?? ''),
  };
};

const readTruncate: Reader = (args) => {
  const parsed = parseArguments(args, { valued: ['-s', '--size', '-r', '--reference'], combined: true });
  const size = optionOf(parsed, '-s', '--size')?.value ?? '';
  const bytes = parseByteCount(size.replace(/^[+-]/, ''));
  if (bytes === undefined || size.startsWith('-')) return undefined;
  return { ...common, kind: 'resize', sources: parsed.operands, target: 'beside', bytes, isRelative: size.startsWith('+') };
};

const readFallocate: Reader = (args) => {
  const parsed = parseArguments(args, { valued: ['-l', '--length', '-o', '--offset'], combined: true });
  const bytes = parseByteCount(optionOf(parsed, '-l', '--length')?.value ?? '');
  if (bytes === undefined || hasOption(parsed, '-n', '-p', '-d', '-z', '-c')) return undefined;
  return { ...common, kind: 'resize', sources: parsed.operands, target: 'beside', bytes };
};

const formats: Readonly<Record<string, CompressionFormat>> = {
  gzip: 'gz', gunzip: 'gz', zcat: 'gz', pigz: 'gz', unpigz: 'gz', bzip2: 'bz2', bunzip2: 'bz2', bzcat: 'bz2', xz: 'xz', unxz: 'xz', xzcat: 'xz', zstd: 'zst', unzstd: 'zst', zstdcat: 'zst', lzma: 'lzma', unlzma: 'lzma',
}; // prettier-ignore

/** gzip, bzip2, xz and zstd, and their other names. zstd keeps its sources. */
const readCompression: Reader = (args, tool) => {
  const parsed = parseArguments(args, { valued: ['-S', '--suffix', '-o', '-T', '--threads', '-b', '-p'], combined: true });
  if (hasOption(parsed, '-l', '--list', '-t', '--test', '-r', '--recursive')) return undefined;
  const toOutput = hasOption(parsed, '-c', '--stdout', '--to-stdout') || tool.endsWith('cat') || parsed.operands.length === 0;
  const target = optionOf(parsed, '-o')?.valueWord;
  return {
    ...common,
    kind:
      tool.startsWith('un') || /gunzip|bunzip2|cat$/.test(tool) || hasOption(parsed, '-d', '--decompress', '--uncompress')
        ? 'decompress'
        : 'compress',
    sources: operandsOf(parsed.operands),
    target: target ?? (toOutput ? 'output' : 'beside'),
    format: formats[tool]!,
    keepsSources: toOutput || (formats[tool] === 'zst' ? !hasOption(parsed, '--rm') : hasOption(parsed, '-k', '--keep')),
  };
};

/** split(1): its files are named after a prefix. */
const readSplit: Reader = (args) => {
  const parsed = parseArguments(args, {
    valued: ['-b', '--bytes', '-n', '--number', '-l', '--lines', '-C', '-a', '--suffix-length'],
    combined: true,
  });
  const [source, prefix] = parsed.operands;
  return source && { ...common, kind: 'split', sources: [source], target: prefix ?? 'beside' };
};

const programs: Readonly<Record<string, Reader>> = {
  head: readEnd,
  tail: readEnd,
  cat: readCat,
  dd: readDd,
  truncate: readTruncate,
  fallocate: readFallocate,
  split: readSplit,
  ...Object.fromEntries(Object.keys(formats).map((tool) => [tool, readCompression])),
};

/**
 * Reads a command whose output follows from its sources: coreutils 9, util-linux 2.38, gzip 1.12, bzip2 1.0, xz 5.4, zstd 1.5. Returns
 * undefined for other programs, and if the size depends on more than sizes.
 */
export function readDataCommand({ args, ...rest }: ShellCommand): DataCommand | undefined {
  const tool = programOf({ args, ...rest });
  const read = tool !== undefined && Object.hasOwn(programs, tool) ? programs[tool] : undefined;
  const found = read?.(args, tool!);
  return found && { tool: tool!, ...found };
}

/** `-` is standard input. */
function operandsOf(operands: readonly ShellWord[]): readonly ShellWord[] {
  return operands.filter(({ value }) => value !== '-');
}

/** The word after a prefix that dd expects, as a word of its own. */
function withoutPrefix(word: ShellWord, prefix: string): ShellWord {
  return { ...word, start: word.start + prefix.length, raw: word.raw.replace(prefix, ''), value: word.value.slice(prefix.length) };
}

/** Powers of 1000 for `kB` and `MB`, of 1024 for `K`, `M`, `MiB`; blocks of dd. */
const units: Readonly<Record<string, number>> = { '': 1, c: 1, w: 2, b: 512 };

/** Parses a number of bytes as coreutils write it: `512`, `5K`, `1MB`, `1MiB`, `2x1k`. Returns undefined for anything else. */
export function parseByteCount(text: string): number | undefined {
  const factors = text.split('x').map((factor) => {
    const [, digits, unit = ''] = /^(\d+)([cwb]|[kKmMgGtT](?:i?B)?)?$/.exec(factor) ?? [];
    if (digits === undefined) return undefined;
    const power = 'kmgt'.indexOf(unit.charAt(0).toLowerCase()) + 1;
    if (unit === '' || power === 0) return Number(digits) * units[unit]!;
    return Number(digits) * (/^.B$/.test(unit) ? 1000 : 1024) ** power;
  });
  return factors.includes(undefined) ? undefined : factors.reduce<number>((product, factor) => product * factor!, 1);
}
