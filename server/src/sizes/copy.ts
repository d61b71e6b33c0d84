import { absolutePath, baseName, cleanPath, contextPath, depthOf, pathBelow } from '../base/paths.ts';
import { isRemoteSource } from '../knowledge/add-sources.ts';
import { isArchiveName } from '../context/archive.ts';
import type { BuildContext, MatchOptions, SourceMatch } from '../context/build-context.ts';
import type { ContextEntry } from '../context/context.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Heredoc, Instruction } from '../syntax/tree.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { totalOf } from './base.ts';
import { exactly } from './bytes.ts';
import type { LayerDraft } from './layer-draft.ts';
import { pathPattern, startFolder } from './path-pattern.ts';
import type { StageSizes } from './size.ts';
import { sumOf } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { utf8Length } from './utf8.ts';

/** A finished stage, for what is copied from it. */
export interface FinishedStage {
  readonly sizes: StageSizes;
  readonly state: StageState;
}

/** What COPY and ADD are estimated with. */
export interface CopyContext {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  readonly state: StageState;
  readonly draft: LayerDraft;
  readonly stages: ReadonlyMap<number, FinishedStage>;
}

/** Enters what a COPY or ADD brings into its layer, and its files into the stage's file system. */
export function estimateCopy(instruction: Instruction, context: CopyContext): void {
  const words = instruction.json?.items.map(({ value }) => value) ?? instruction.words.map(({ text }) => text);
  const scope = context.model.scopeAt(instruction);
  const target = words.length > 1 ? scope.expand(words.at(-1)!) : undefined;
  const destination = new Destination(target, startFolder(context.model, instruction), words.length > 2);
  const from = instruction.flags.some(({ name }) => name === 'from');
  let documents = 0;
  for (const word of words.slice(0, -1)) {
    const heredoc = word.startsWith('<<') ? instruction.heredocs[documents++] : undefined;
    if (heredoc) {
      copyHeredoc(heredoc, destination, context);
      continue;
    }
    const source = scope.expand(word);
    if (source === undefined)
      context.draft.addUnknown(message('What {source} stands for is not known before the build.', { source: word }));
    else if (from) copyFromStage(instruction, source, destination, context);
    else if (instruction.keyword === 'ADD' && isRemoteSource(source))
      context.draft.addUnknown(message('What {source} holds is not known before the build.', { source }));
    else copyFromContext(instruction, source, destination, context);
  }
  if (context.draft.isUnknown) context.state.noteUnknownWrites();
}

/** Addresses that ADD fetches: HTTP and git. https://docs.docker.com/reference/dockerfile/#add */
function copyHeredoc(heredoc: Heredoc, destination: Destination, { model, draft, state }: CopyContext): void {
  const text = model.tree.text.slice(heredoc.body.start, heredoc.body.end);
  const bytes = utf8Length(heredoc.stripTabs ? text.replace(/^\t+/gm, '') : text);
  draft.add({
    parts: [{ name: heredoc.name, bytes }],
    bytes: exactly(bytes),
    source: 'context',
    detail: message('The text that stands in the Dockerfile.'),
  });
  const path = destination.ofFile(heredoc.name, state);
  if (path !== undefined) state.put(path, bytes, draft);
}

function copyFromContext(instruction: Instruction, source: string, destination: Destination, { build, draft, state }: CopyContext): void {
  const match = build.match(source, matchOptions(instruction));
  if (!match) {
    draft.addUnknown(contextReason(build));
    return;
  }
  if (match.files.length === 0 && !match.isDirectory) draft.addUnknown(missingReason(source, match));
  if (build.snapshot.state === 'known' && build.snapshot.value.truncated && match.isDirectory) {
    draft.addUnknown(message('The build context holds more files than were listed.'));
  }
  const unpacks = instruction.keyword === 'ADD' && !instruction.flags.some(({ name, value }) => name === 'unpack' && value === 'false');
  let bytes = 0;
  const parts = new Map<string, number>();
  for (const file of match.files) {
    const archive = unpacks && !isBelowFolder(file, source, match) ? archiveOf(build, file) : undefined;
    if (archive?.unpacks && archive.unpackedSize === undefined) {
      draft.addUnknown(message('{file} is unpacked; how large its contents are could not be read from it.', { file: file.path }));
      continue;
    }
    const size = archive?.unpacks ? archive.unpackedSize! : file.size;
    bytes += size;
    const name = partName(file.path, source);
    parts.set(name, (parts.get(name) ?? 0) + size);
    const path = match.isDirectory
      ? destination.ofContents(pathBelow(contextPath(source), file.path) ?? file.path)
      : destination.ofFile(baseName(file.path), state);
    if (path !== undefined && !archive?.unpacks) state.put(path, size, draft);
  }
  const detail = message('Files of the build context: {files}.', { files: match.files.length });
  draft.add({ parts: [...parts].map(([name, size]) => ({ name, bytes: size })), bytes: exactly(bytes), source: 'context', detail });
}

function contextReason({ snapshot }: BuildContext): Message {
  if (snapshot.state === 'unavailable') return snapshot.reason;
  return message('The build context is still being read.');
}

function missingReason(source: string, { hidden }: SourceMatch): Message {
  return hidden.length > 0
    ? message('.dockerignore keeps {source} out of the build context.', { source })
    : message('{source} is not in the build context.', { source });
}

function matchOptions({ flags }: Instruction): MatchOptions {
  const exclude = flags.filter(({ name }) => name === 'exclude').flatMap(({ value }) => value ?? []);
  return { exclude, parents: flags.some(({ name, value }) => name === 'parents' && value !== 'false') };
}

/** ADD looks into the files that it names, not into those of a folder. */
function isBelowFolder(file: ContextEntry, source: string, { isDirectory }: SourceMatch): boolean {
  return isDirectory || depthOf(file.path) > depthOf(contextPath(source));
}

function archiveOf(build: BuildContext, { path }: ContextEntry): { readonly unpacks: boolean; readonly unpackedSize: number | undefined } {
  const facts = build.snapshot.state === 'known' ? build.snapshot.value.archives.get(path) : undefined;
  return facts ?? { unpacks: isArchiveName(path), unpackedSize: undefined };
}

function folderPrefix(source: string): number {
  const path = contextPath(source);
  return path === '' ? 0 : path.length + 1;
}

/** Parts are what lies right below the source: a file, or a folder with all that is in it. */
function partName(path: string, source: string): string {
  const prefix = path.startsWith(`${contextPath(source)}/`) || contextPath(source) === '' ? folderPrefix(source) : 0;
  const end = path.indexOf('/', prefix);
  return end < 0 ? path : path.slice(0, end + 1);
}

function copyFromStage(
  instruction: Instruction,
  source: string,
  destination: Destination,
  { model, draft, state, stages }: CopyContext,
): void {
  const reference = model.sourcesOf(instruction).find(({ kind }) => kind === 'copy');
  const from = reference?.stage && stages.get(reference.stage.index);
  const path = cleanPath(`/${source}`);
  if (!from) {
    draft.addUnknown(message('What {path} holds in {image} is not known.', { path, image: reference?.text ?? '' }));
    return;
  }
  const name = from.sizes.stage.name ?? String(from.sizes.stage.index);
  if (path === '/') {
    const total = totalOf(from.sizes);
    if (total.bytes)
      draft.add({ parts: [{ name: path, bytes: total.bytes.likely }], bytes: total.bytes, source: total.source, detail: total.detail });
    else draft.addUnknown(total.detail);
    return;
  }
  const single = from.state.fileAt(path);
  const { files, complete } = from.state.filesAt(pathPattern(path, '/')!);
  if (single === undefined && !complete) {
    draft.addUnknown(message('What {path} holds in stage {stage} is not known before the build.', { path, stage: name }));
    return;
  }
  const bytes = single === undefined ? sumOf(files) : exactly(single);
  draft.add({
    parts: [{ name: path, bytes: bytes.likely }],
    bytes,
    source: 'context',
    detail: message('What stage {stage} has at {path}.', { stage: name, path }),
  });
  for (const file of files) {
    const to =
      single === undefined
        ? destination.ofContents(pathBelow(path, file.path) ?? file.path)
        : destination.ofFile(baseName(file.path), state);
    if (to !== undefined) state.put(to, file.bytes, draft);
  }
}

/** Where the sources of a COPY go. https://docs.docker.com/reference/dockerfile/#destination */
class Destination {
  private readonly path: string | undefined;
  private readonly isFolder: boolean;

  /** `many`: several sources go into a folder. */
  constructor(target: string | undefined, workdir: string | undefined, many: boolean) {
    this.path = target === undefined ? undefined : absolutePath(workdir, target);
    this.isFolder = many || /(^|\/)\.?$/.test(target ?? '');
  }

  /** The path that a file of that name gets; undefined where the destination is not known. */
  ofFile(name: string, state: StageState): string | undefined {
    if (this.path === undefined) return undefined;
    return this.isFolder || state.isFolder(this.path) ? this.ofContents(name) : this.path;
  }

  /** The path that something gets which lies at `inner` in a source folder. */
  ofContents(inner: string): string | undefined {
    return this.path === undefined ? undefined : absolutePath(this.path, inner);
  }
}
