import type { BuildContext } from '../../../context/build-context.ts';
import type { DockerfileTree } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import { contextPathOf } from './block.ts';
import type { Block } from './block.ts';
import { manifestsOf } from '../../../manifests/manifests.ts';
import { installFilesOf, readsRequirements } from './install-files.ts';
import type { ProjectInstall } from './runs.ts';

/** The files that one install needs before it can run. */
export interface ManifestCopy {
  readonly install: ProjectInstall;
  /** Context paths, or patterns where the context is not known. */
  readonly sources: readonly string[];
}

/**
 * Which manifests each install of the block needs: those in the build context, else those that the tool asks for. Undefined where the
 * context lacks one that the tool cannot do without: then this is not the context of that build.
 */
export function manifestCopies({ copy, installs }: Block, build: BuildContext): ManifestCopy[] | undefined {
  const copies: ManifestCopy[] = [];
  for (const install of installs) {
    const manifests = installFilesOf(install.command);
    if (!manifests) return undefined;
    const inContext = (names: readonly string[]): string[] => names.flatMap((name) => contextPathOf(name, install, copy) ?? []);
    const known = build.snapshot.state === 'known';
    const named = inContext(manifests.required);
    const required = readsRequirements(install.command) ? withIncludes(named, build) : named;
    if (known && required.some((path) => build.has(path) === false)) return undefined;
    const sources = known
      ? [...required, ...inContext(manifests.optional).filter((path) => build.has(path) === true)]
      : inContext(manifests.blind);
    // No project of that tool is there.
    if (known && sources.length === 0 && manifests.blind.length > 0) return undefined;
    copies.push({ install, sources });
  }
  return copies;
}

/** Lists of requirements with all that they include, each once. Of one whose text is not known nothing more is told. */
function withIncludes(lists: readonly string[], build: BuildContext): readonly string[] {
  const { requirements } = manifestsOf(build);
  return [...new Set([...lists, ...lists.flatMap((list) => requirements(list).files)])];
}

/**
 * The edits that put manifests and installs before the copy of the sources. `lines`: the COPY lines of the manifests. Undefined where
 * a RUN would have to be cut in a place that cannot be cut.
 */
export function reorderEdits(tree: DockerfileTree, block: Block, lines: readonly string[]): TextEdit[] | undefined {
  const { copy, runs } = block;
  const { instruction } = copy;
  const last = runs.at(-1)!;
  const eol = lineBreakOf(tree.text.slice(instruction.start, last.run.end + 1));
  const manifestText = lines.map((line) => line + eol).join('');
  const needing = runs.find(({ role }) => role.installs.length > 0);
  // Right where the sources stood, unless something slow comes in between that no manifest is to break.
  const inPlace = needing === undefined || needing === runs[0];
  const edits: TextEdit[] = [
    { start: instruction.start, end: lineAfter(tree.text, instruction.end), newText: inPlace ? manifestText : '' },
  ];
  if (!inPlace && manifestText !== '') edits.push({ start: needing.run.start, end: needing.run.start, newText: manifestText });
  const moved = movedCopy(block);
  const standIns = standInEdits(block);
  if (!standIns) return undefined;
  // What ends with the RUN and what comes behind it meet in one place: one edit, so that their order is no guess.
  const closing = standIns.filter(({ start }) => start === last.run.end).map(({ newText }) => newText).join(''); // prettier-ignore
  edits.push(...standIns.filter(({ start }) => start !== last.run.end));
  if (!last.partial) return [...edits, { start: last.run.end, end: last.run.end, newText: closing + eol + moved }];
  const cut = cutEdit(tree, block, eol, moved);
  return cut && [...edits, cut];
}

/**
 * Cargo refuses a manifest whose sources are not there. An empty library does, for as long as the command runs. Undefined where the
 * command does not stand in a chain of `&&`.
 */
function standInEdits({ installs, runs }: Block): TextEdit[] | undefined {
  const cargo = installs.filter(({ command }) => command.tool === 'cargo').map(({ command }) => command.command);
  const pieces = runs.flatMap(({ script }) => script.pieces);
  const chained = cargo.every(({ start }) => pieces.some((piece) => piece.start === start && ['first', '&&'].includes(piece.operator)));
  if (!chained) return undefined;
  return cargo.flatMap(({ start, end }) => [
    { start, end: start, newText: 'mkdir -p src && touch src/lib.rs && ' },
    { start: end, end, newText: ' && rm -r src' },
  ]);
}

/** The offset behind the line break that follows. */
function lineAfter(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** The COPY as it stands, its target made absolute where the working folder is another by then. */
function movedCopy({ copy, moves }: Block): string {
  const { instruction, target, to } = copy;
  const { source, start } = instruction;
  if (!moves || target.text.startsWith('/')) return source;
  const path = instruction.json ? JSON.stringify(to) : to;
  return source.slice(0, target.start - start) + path + source.slice(target.end - start);
}

/** Ends the last RUN behind its last piece that needs no sources, and begins another behind the copy. */
function cutEdit({ text }: DockerfileTree, { runs }: Block, eol: string, moved: string): TextEdit | undefined {
  const { run, script, role } = runs.at(-1)!;
  const [before, after] = [script.pieces[role.free - 1], script.pieces[role.free]];
  if (!role.divisible || !before || !after) return undefined;
  if (run.comments.some((comment) => comment.start > before.start && comment.end < after.start)) return undefined;
  const head = text.slice(run.start, run.body.start);
  return { start: before.end, end: after.start, newText: `${eol}${moved}${eol}${head}` };
}
