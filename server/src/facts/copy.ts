import { absolutePath, isAbsolutePath } from '../base/paths.ts';
import type { Span } from '../base/span.ts';
import { LazyWork } from '../base/lazy-work.ts';
import { lazy, memoizeWeak } from '../base/memoize.ts';
import { inOneStep } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import { unpacksByName } from '../context/archive.ts';
import type { BuildContext, SourceMatch } from '../context/build-context.ts';
import type { ContextEntry } from '../context/context.ts';
import { innerPath } from '../context/entry-tree.ts';
import { hasWildcard } from '../context/glob.ts';
import { isPlain } from '../syntax/expand.ts';
import type { DockerfileModel, SourceReference, Stage } from '../model/model.ts';
import type { Heredoc, Instruction, Word } from '../syntax/tree.ts';
import { isRepositoryShorthand, remoteKind } from './remote-source.ts';

/**
 * The kind of a source: a path or a glob of the build context, a here-document of the file, a download or a Git repository (ADD), a path in
 * another stage, a path in an image or named context.
 */
export type CopySourceKind = 'path' | 'glob' | 'heredoc' | 'http' | 'git' | 'stage' | 'image';

/** One source of a COPY or ADD. The span is that of the word, without the quotes of the JSON form. */
export interface CopySource extends Span {
  /** As written, with quotes and variables; in the JSON form, the parsed string. */
  readonly text: string;
  /** With expanded variables and without quotes; undefined if a value is unknown before the build. */
  readonly value: string | undefined;
  /** Whether the word is written exactly as it is used, so that it can be replaced with another path. */
  readonly plain: boolean;
  /** Whether the value is the same in every build, because no `--build-arg` changes it. */
  readonly fixed: boolean;
  readonly kind: CopySourceKind;
  readonly heredoc: Heredoc | undefined;
  /** The match in the build context, after .dockerignore and flags; undefined for other kinds and while the context is unknown. */
  readonly match: SourceMatch | undefined;
  /** The matching files of the build context, in the order of the listing; undefined if `match` is. */
  readonly files: readonly CopiedFile[] | undefined;
  /** Finds `match` and `files` in steps: there may be very many files. */
  prepare(): Work<void>;
}

/** A file of the build context that a source matches. */
export interface CopiedFile {
  readonly entry: ContextEntry;
  /** Its path below the destination, if the destination is a folder. */
  readonly inner: string;
  /** Whether the source is the file itself, so that the file can get the name of the destination. */
  readonly named: boolean;
  /** Whether ADD unpacks it; `maybe` if that depends on its content, which was not read. */
  readonly unpacked: 'yes' | 'no' | 'maybe';
}

/** The destination of a COPY or ADD. */
export interface CopyDestination extends Span {
  readonly text: string;
  readonly value: string | undefined;
  /** Absolute, without a trailing slash; undefined if a variable or the working directory that it is relative to is unknown. */
  readonly path: string | undefined;
  /** Whether it is written as an absolute path, so that the working directory does not matter. */
  readonly absolute: boolean;
  /**
   * Whether it is a folder by its syntax: a trailing slash, `.`, `..`, or there are several sources. With any other destination, a single
   * file gets that name, unless a folder exists there.
   */
  readonly isFolder: boolean;
}

/** The flags of COPY and ADD, with expanded variables where BuildKit expands them. */
export interface CopyFlags {
  readonly exclude: readonly string[];
  readonly parents: boolean;
  readonly link: boolean;
  readonly keepGitDir: boolean;
  /** Undefined without the flag: then local archives are unpacked, and downloads are not. */
  readonly unpack: boolean | undefined;
  /** Undefined without the flag, or if its value is unknown before the build. */
  readonly chown: string | undefined;
  readonly chmod: string | undefined;
  readonly checksum: string | undefined;
}

/** What a COPY or ADD copies, and where to. */
export interface CopyFact {
  readonly instruction: Instruction;
  readonly stage: Stage | undefined;
  readonly sources: readonly CopySource[];
  /** Undefined if the instruction has fewer than two words. */
  readonly destination: CopyDestination | undefined;
  readonly flags: CopyFlags;
  /** The stage or image of `--from`; undefined without the flag, or for a number without a stage. */
  readonly from: SourceReference | undefined;
  /** Whether all sources are in the build context. */
  readonly fromContext: boolean;
}

/**
 * Reads a COPY or ADD, at the top level or in ONBUILD. Returns undefined for other instructions. Follows dispatchCopy of moby/buildkit,
 * frontend/dockerfile/dockerfile2llb/convert_copy.go.
 */
export function readCopy(model: DockerfileModel, build: BuildContext, instruction: Instruction): CopyFact | undefined {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return undefined;
  const words = wordsOf(instruction);
  const flags = flagsOf(model, instruction);
  const hasFrom = instruction.flags.some(({ name }) => name === 'from');
  const from = hasFrom ? model.sourcesOf(instruction).find(({ kind }) => kind === 'copy') : undefined;
  const sources = words.slice(0, -1).map((word) => new Source(model, build, instruction, word, { flags, hasFrom, from }));
  return new Copy(model, instruction, words, sources, flags, from, hasFrom);
}

/** A class for the lazy destination: an object literal with a getter would get a hidden class of its own, which keeps the model alive. */
class Copy implements CopyFact {
  readonly instruction: Instruction;
  readonly stage: Stage | undefined;
  readonly sources: readonly CopySource[];
  readonly flags: CopyFlags;
  readonly from: SourceReference | undefined;
  readonly fromContext: boolean;
  /** Computed on first access, because it needs the configuration of the stage and most callers only use the sources. */
  private readonly readDestination: () => CopyDestination | undefined;

  constructor(
    model: DockerfileModel,
    instruction: Instruction,
    words: readonly Word[],
    sources: readonly CopySource[],
    flags: CopyFlags,
    from: SourceReference | undefined,
    hasFrom: boolean,
  ) {
    this.instruction = instruction;
    this.stage = model.stageOf(instruction);
    this.sources = sources;
    this.flags = flags;
    this.from = from;
    this.fromContext = !hasFrom && sources.every(({ kind }) => kind === 'path' || kind === 'glob');
    const last = lastOf(words);
    this.readDestination = lazy(() => last && destinationOf(model, instruction, last, sources.length));
  }

  get destination(): CopyDestination | undefined {
    return this.readDestination();
  }
}

/**
 * The absolute path of a copied file. Returns undefined if the destination is unknown. `isFolder`: whether a path is known to be a folder
 * of the image before the instruction runs.
 */
export function targetOf(
  destination: CopyDestination | undefined,
  { inner, named }: Pick<CopiedFile, 'inner' | 'named'>,
  isFolder: (path: string) => boolean = () => false,
): string | undefined {
  if (destination?.path === undefined) return undefined;
  return named && !destination.isFolder && !isFolder(destination.path) ? destination.path : absolutePath(destination.path, inner);
}

/** The span of a source or destination as written, with the quotes of the JSON form. */
export function writtenSpan({ instruction }: Pick<CopyFact, 'instruction'>, { start, end }: Span): Span {
  return instruction.json ? { start: start - 1, end: end + 1 } : { start, end };
}

/** Whether BuildKit unpacks a local file that ADD copies by name. */
export function unpacking(
  { instruction, flags }: Pick<CopyFact, 'instruction' | 'flags'>,
  path: string,
  build: BuildContext,
): CopiedFile['unpacked'] {
  if (instruction.keyword !== 'ADD' || flags.unpack === false) return 'no';
  const read = build.snapshot.state === 'known' ? build.snapshot.value.archives.get(path) : undefined;
  return read ? (read.unpacks ? 'yes' : 'no') : unpacksByName(path);
}

/** The destination of a COPY or ADD as written. Undefined for other instructions, and if it is missing. */
export function destinationTextOf(instruction: Instruction): string | undefined {
  const { keyword } = instruction;
  return keyword === 'COPY' || keyword === 'ADD' ? lastOf(wordsOf(instruction))?.text : undefined;
}

/** The words after the flags: in the JSON form, its strings without their quotes. */
function wordsOf({ json, words }: Instruction): readonly Word[] {
  return json?.items.map(({ value, start, end }) => ({ text: value, start: start + 1, end: end - 1 })) ?? words;
}

/** The last word, if there are at least two. */
function lastOf(words: readonly Word[]): Word | undefined {
  return words.length > 1 ? words.at(-1) : undefined;
}

/** Most words need no scope, which is expensive to create. */
function expandIn(model: DockerfileModel, instruction: Instruction, text: string): string | undefined {
  return isPlain(text) ? text : model.scopeAt(instruction).expand(text);
}

interface SourceSettings {
  readonly flags: CopyFlags;
  readonly hasFrom: boolean;
  readonly from: SourceReference | undefined;
}

class Source implements CopySource {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: string | undefined;
  readonly plain: boolean;
  readonly fixed: boolean;
  readonly kind: CopySourceKind;
  readonly heredoc: Heredoc | undefined;
  private readonly matched: LazyWork<SourceMatch | undefined>;
  private readonly copied: LazyWork<readonly CopiedFile[] | undefined>;

  constructor(model: DockerfileModel, build: BuildContext, instruction: Instruction, word: Word, { flags, hasFrom, from }: SourceSettings) {
    const { start, end, text } = word;
    this.start = start;
    this.end = end;
    this.text = text;
    this.heredoc = instruction.heredocs.find(({ marker }) => marker.start === start);
    this.value = this.heredoc ? this.heredoc.name : expandIn(model, instruction, text);
    this.plain = this.value === text && model.tree.text.slice(start, end) === text;
    this.fixed = instruction.variables
      .filter((use) => use.start >= start && use.end <= end)
      .every((use) => model.resolve(instruction, use)?.origin === 'env');
    const isOfThisBuild = (): boolean => instructionsOfBuild(model).has(instruction);
    const entry = (path: string): ContextEntry | undefined => (isOfThisBuild() ? build.entry(path) : undefined);
    this.kind = this.heredoc ? 'heredoc' : hasFrom ? (from?.stage ? 'stage' : 'image') : kindOf(instruction, this.value, entry);
    this.matched = new LazyWork(() =>
      this.value !== undefined && (this.kind === 'path' || this.kind === 'glob') && isOfThisBuild()
        ? build.matchInSteps(this.value, { exclude: flags.exclude, parents: flags.parents })
        : inOneStep(undefined),
    );
    this.copied = new LazyWork(() => {
      const { match } = this;
      if (!match) return inOneStep(undefined);
      const isNamed = match.byEntry.some(({ from: folder }) => folder.kind !== 'directory');
      return isNamed ? copiedFiles(match, (path) => unpacking({ instruction, flags }, path, build)) : filesInFolders(match).inSteps();
    });
  }

  get match(): SourceMatch | undefined {
    return this.matched.now();
  }
  get files(): readonly CopiedFile[] | undefined {
    return this.copied.now();
  }
  *prepare(): Work<void> {
    yield* this.matched.inSteps();
    yield* this.copied.inSteps();
  }
}

/** Finds the files of all COPY and ADD in steps, so that rules about them are fast. */
export function* prepareCopies({
  model,
  copyOf,
}: {
  readonly model: DockerfileModel;
  copyOf(instruction: Instruction): CopyFact | undefined;
}): Work<void> {
  for (const instruction of model.tree.instructions) {
    for (const source of copyOf(instruction)?.sources ?? []) yield* source.prepare();
  }
}

/** Many Dockerfiles with one context copy the same folder, which may have very many files. */
const filesInFolders = memoizeWeak((match: SourceMatch) => new LazyWork(() => copiedFiles(match, () => 'no')));

/** How many files are read in one step. */
const perStep = 1000;

/** `unpackedOf`: whether a file that the source names is unpacked. */
function* copiedFiles({ byEntry }: SourceMatch, unpackedOf: (path: string) => CopiedFile['unpacked']): Work<readonly CopiedFile[]> {
  const copied: CopiedFile[] = [];
  for (const { from, files } of byEntry) {
    const named = from.kind !== 'directory';
    for (const entry of files) {
      copied.push({ entry, inner: innerPath(from, entry), named, unpacked: named ? unpackedOf(entry.path) : 'no' });
      if (copied.length % perStep === 0) yield;
    }
  }
  return copied;
}

/** `github.com/a/b` is a path if the context contains it; otherwise the author probably meant the repository. */
function kindOf({ keyword }: Instruction, value: string | undefined, entry: (path: string) => ContextEntry | undefined): CopySourceKind {
  if (value === undefined) return 'path';
  if (keyword === 'ADD') {
    const remote = remoteKind(value);
    if (remote) return remote;
    if (isRepositoryShorthand(value) && !entry(value)) return 'git';
  }
  return hasWildcard(value) ? 'glob' : 'path';
}

/** The instructions that this build runs: those of the file, and inherited ONBUILD instructions of a stage of the same file. */
const instructionsOfBuild = memoizeWeak(
  (model: DockerfileModel): ReadonlySet<Instruction> =>
    new Set([...model.tree.instructions, ...model.stages.flatMap(({ inherited }) => inherited)]),
);

function destinationOf(model: DockerfileModel, instruction: Instruction, { start, end, text }: Word, sources: number): CopyDestination {
  const value = expandIn(model, instruction, text);
  const os = model.stageOf(instruction)?.os ?? 'linux';
  const absolute = isAbsolutePath(value ?? text, os);
  const workdir = absolute ? undefined : model.configBefore(instruction).workdir?.value;
  return {
    start,
    end,
    text,
    value,
    path: value === undefined ? undefined : absolutePath(workdir, value, os),
    absolute,
    isFolder: sources > 1 || (value !== undefined && (os === 'windows' ? /(?:^|[/\\])\.{0,2}$/ : /(?:^|\/)\.{0,2}$/).test(value)),
  };
}

function flagsOf(model: DockerfileModel, instruction: Instruction): CopyFlags {
  const valueOf = (name: string): string | undefined => instruction.flags.findLast((flag) => flag.name === name)?.value;
  const expanded = (name: string): string | undefined => {
    const value = valueOf(name);
    return value === undefined ? undefined : expandIn(model, instruction, value);
  };
  const boolean = (name: string): boolean | undefined =>
    instruction.flags.some((flag) => flag.name === name) ? valueOf(name)?.toLowerCase() !== 'false' : undefined;
  return {
    exclude: instruction.flags.flatMap(({ name, value }) => (name === 'exclude' && value ? [value] : [])),
    parents: boolean('parents') ?? false,
    link: boolean('link') ?? false,
    keepGitDir: boolean('keep-git-dir') ?? false,
    unpack: boolean('unpack'),
    chown: expanded('chown'),
    chmod: expanded('chmod'),
    checksum: expanded('checksum'),
  };
}
