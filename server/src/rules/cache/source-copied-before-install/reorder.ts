import { appendAll } from '../../../base/lists.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { DockerfileTree, Instruction } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import { contextPathOf } from './block.ts';
import type { Block } from './block.ts';
import { manifestsOf } from '../../../manifests/manifests.ts';
import { installFilesOf, readsRequirements } from '../../../facts/install-inputs/install-files.ts';
import type { ProjectInstall } from './runs.ts';

/** The files that one install needs before it can run. */
export interface ManifestCopy {
  readonly install: ProjectInstall;
  /** Context paths, or patterns if the context is not known. */
  readonly sources: readonly string[];
}

/**
 * The manifests that each install of the block needs: the ones in the build context, or the ones that the tool usually reads. Undefined if
 * the context lacks a required manifest, because then it is not the context of this build.
 */
export function manifestCopies({ copy, installs }: Pick<Block, 'copy' | 'installs'>, build: BuildContext): ManifestCopy[] | undefined {
  const copies: ManifestCopy[] = [];
  for (const install of installs) {
    const manifests = installFilesOf(install.command);
    if (!manifests) return undefined;
    const inContext = (names: readonly string[]): string[] => names.flatMap((name) => contextPathOf(name, install, copy) ?? []);
    const known = build.snapshot.state === 'known';
    const named = inContext(manifests.required);
    const required = readsRequirements(install.command) ? withIncludes(named, build) : named;
    if (known && required.some((path) => build.has(path) === false)) return undefined;
    const own = install.command.tool === 'dotnet' ? dotnetFiles(contextPathOf('.', install, copy) ?? '', build) : [];
    if (!own) return undefined;
    const sources = known
      ? [...required, ...own, ...inContext(manifests.optional).filter((path) => build.has(path) === true)]
      : inContext(manifests.copyPatterns);
    // The context has no project of that tool.
    if (known && sources.length === 0 && manifests.copyPatterns.length > 0) return undefined;
    copies.push({ install, sources });
  }
  return copies;
}

/** What `dotnet restore` reads in a folder: its project or solution and the files for NuGet. Undefined if there is none, or it is not known. */
function dotnetFiles(folder: string, build: BuildContext): readonly string[] | undefined {
  const project = build.snapshot.state === 'known' ? manifestsOf(build).project('dotnet', folder) : undefined;
  const files = project && [...project.manifests, ...project.locks, ...project.installFiles];
  // Imports of other files decide what is restored.
  return files?.some((path) => /<Import\b/.test(build.text(path) ?? '<Import')) ? undefined : files;
}

/** Requirements files and the files that they include, without duplicates. Includes of a file that could not be read are missing. */
function withIncludes(lists: readonly string[], build: BuildContext): readonly string[] {
  const { requirements } = manifestsOf(build);
  return [...new Set([...lists, ...lists.flatMap((list) => requirements(list).files)])];
}

/**
 * The edits that move manifests and installs before the copy of the sources. Undefined if a RUN would have to be split at a position where
 * it cannot be split.
 *
 * @param lines The COPY lines of the manifests.
 */
export function reorderEdits(tree: DockerfileTree, block: Block, lines: readonly string[]): TextEdit[] | undefined {
  const { copy, runs } = block;
  const { instruction } = copy;
  const last = runs.at(-1)!;
  const eol = lineBreakOf(tree.text.slice(instruction.start, last.run.end + 1));
  const manifestText = lines.map((line) => line + eol).join('');
  const needing = runs.find(({ role }) => role.installs.length > 0);
  // The manifests replace the copy of the sources. If a slow RUN without manifests comes first, they are inserted after it, so that a
  // changed manifest does not invalidate its cache.
  const replacesCopy = needing === undefined || needing === runs[0];
  const replacement = replacesCopy ? manifestText : '';
  const edits: TextEdit[] = [
    { start: instruction.start, end: endOfRemoval(tree.text, instruction, replacement === ''), newText: replacement },
  ];
  if (!replacesCopy && manifestText !== '') edits.push({ start: needing.run.start, end: needing.run.start, newText: manifestText });
  const moved = movedCopy(block);
  const placeholders = placeholderEdits(block);
  if (!placeholders) return undefined;
  // Edits at the same offset are merged into one, so that their order is defined.
  const closing = placeholders.filter(({ start }) => start === last.run.end).map(({ newText }) => newText).join(''); // prettier-ignore
  appendAll(
    edits,
    placeholders.filter(({ start }) => start !== last.run.end),
  );
  const gap = isSetApart(tree.text, instruction) ? eol + eol : eol;
  if (!last.partial) return [...edits, { start: last.run.end, end: last.run.end, newText: closing + gap + moved }];
  const split = splitEdit(tree, block, eol, moved);
  return split && [...edits, split];
}

/**
 * Cargo rejects a manifest without source files, so an empty library is created while the command runs. Undefined if the command is not
 * part of a chain of `&&`.
 */
function placeholderEdits({ installs, runs }: Block): TextEdit[] | undefined {
  const cargo = installs.filter(({ command }) => command.tool === 'cargo').map(({ command }) => command.command);
  const pieces = runs.flatMap(({ script }) => script.pieces);
  const chained = cargo.every(({ start }) => pieces.some((piece) => piece.start === start && ['first', '&&'].includes(piece.operator)));
  if (!chained) return undefined;
  return cargo.flatMap(({ start, end }) => [
    { start, end: start, newText: 'mkdir -p src && touch src/lib.rs && ' },
    { start: end, end, newText: ' && rm -r src' },
  ]);
}

const blankLine = /[ \t]*\r?\n/y;

/** The offset after the blank lines that start at `offset`. */
function afterBlankLines(text: string, offset: number): number {
  let at = offset;
  for (blankLine.lastIndex = at; blankLine.test(text); blankLine.lastIndex = at) at = blankLine.lastIndex;
  return at;
}

/** The offset after the next line break. */
function lineAfter(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** The end of the lines that the COPY occupies. Where nothing takes their place, the blank lines after it go too if there are others before it. */
function endOfRemoval(text: string, { start, end }: Instruction, leavesNothing: boolean): number {
  const after = lineAfter(text, end);
  return leavesNothing && /(?:^|\n)[ \t]*\r?\n[ \t]*$/.test(text.slice(Math.max(0, start - 200), start))
    ? afterBlankLines(text, after)
    : after;
}

/** Whether the author has put a blank line before the COPY and one after it. */
function isSetApart(text: string, { start, end }: Instruction): boolean {
  const after = lineAfter(text, end);
  return afterBlankLines(text, after) > after && /\n[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*[ \t]*$/.test(text.slice(0, start));
}

/** The text of the COPY. Its destination is made absolute if the working directory has changed. */
function movedCopy({ copy, changesFolder }: Block): string {
  const { instruction, target, to } = copy;
  const { source, start } = instruction;
  if (!changesFolder || target.text.startsWith('/')) return source;
  const path = instruction.json ? JSON.stringify(to) : to;
  return source.slice(0, target.start - start) + path + source.slice(target.end - start);
}

/** Ends the last RUN after its last piece that needs no sources, and starts another RUN after the copy. */
function splitEdit({ text }: DockerfileTree, { runs }: Block, eol: string, moved: string): TextEdit | undefined {
  const { run, script, role } = runs.at(-1)!;
  const [before, after] = [script.pieces[role.independent - 1], script.pieces[role.independent]];
  if (!role.canSplit || !before || !after) return undefined;
  if (run.comments.some((comment) => comment.start > before.start && comment.end < after.start)) return undefined;
  const head = text.slice(run.start, run.body.start);
  return { start: before.end, end: after.start, newText: `${eol}${moved}${eol}${head}` };
}
