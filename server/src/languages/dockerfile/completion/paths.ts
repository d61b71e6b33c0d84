import { appendAll } from '../../../base/lists.ts';
import { absolutePath } from '../../../base/paths.ts';
import { factsOf } from '../../../facts/facts.ts';
import { isPlain } from '../../../syntax/expand.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import type { ItemMaker, CompletionRequest } from './request.ts';
import { accountsBefore } from './users.ts';

/** A path in an image that the file mentions. Folders end with a slash. */
interface ImagePath {
  readonly path: string;
  /** The instruction or image that the path is from. */
  readonly detail: string | undefined;
}

/** Destinations: the working directory, then paths that the file uses above. */
export const destinationItems: ItemMaker = (request, slot) => [
  { label: './', kind: 'folder', slot, newText: './', detail: workdirBefore(request) },
  ...namedPathItems(request, slot),
];

/** Absolute paths that the file uses, those of the stage first. */
export const namedPathItems: ItemMaker = (request, slot) =>
  pathItems(slot, [...pathsBefore(request), ...homeFolders(request), ...pathsInOtherStages(request)]);

/** Folders for WORKDIR and VOLUME: folders that the file uses, then common ones. */
export const folderItems: ItemMaker = (request, slot) => {
  const seen = [...pathsBefore(request), ...homeFolders(request), ...pathsInOtherStages(request)];
  const folders = seen.filter(({ path }) => path.endsWith('/')).map(({ path, detail }) => ({ path: path.replace(/(.)\/$/, '$1'), detail }));
  const usual = commonFolders.map((path) => ({ path, detail: undefined }));
  return pathItems(slot, [...folders, ...usual]);
};

const commonFolders = ['/app', '/src', '/usr/src/app'];

/** Paths in a stage, for COPY --from or a mount. */
export function stagePathItems(request: CompletionRequest, slot: Slot, stage: Stage): readonly Completion[] {
  return pathItems(slot, [...pathsOf(request, stage), ...pathsInScripts(request, stage)]);
}

function pathItems(slot: Slot, paths: readonly ImagePath[]): readonly Completion[] {
  const items = new Map<string, Completion>();
  for (const { path, detail } of paths) {
    if (path === '/' || items.has(path)) continue;
    items.set(path, { label: path, kind: path.endsWith('/') ? 'folder' : 'file', slot, newText: path, detail });
  }
  return [...items.values()];
}

function workdirBefore({ document, instruction }: CompletionRequest): string | undefined {
  return instruction && document.model.configBefore(instruction).workdir?.value;
}

/** The paths that the stage and its base stages use before the cursor, the last first. */
function pathsBefore(request: CompletionRequest): readonly ImagePath[] {
  const { stage, offset } = request;
  return stage ? pathsOf(request, stage, offset) : [];
}

function pathsOf(request: CompletionRequest, stage: Stage, before = Infinity): readonly ImagePath[] {
  const paths: ImagePath[] = [];
  for (let at: Stage | undefined = stage; at; at = at.parent) {
    const instructions = at.instructions.filter(({ end }) => at !== stage || end < before);
    appendAll(
      paths,
      instructions.reverse().flatMap((instruction) => pathsOfInstruction(request, at!, instruction)),
    );
    if (!at.parent && at.base?.workdir)
      paths.push({ path: asFolder(at.base.workdir), detail: request.translate(message('in the base image')) });
  }
  return paths;
}

/** The paths that other stages use. */
function pathsInOtherStages(request: CompletionRequest): readonly ImagePath[] {
  const own = new Set<Stage>();
  for (let at = request.stage; at; at = at.parent) own.add(at);
  return request.document.model.stages
    .filter((stage) => !own.has(stage))
    .flatMap((stage) => stage.instructions.flatMap((instruction) => pathsOfInstruction(request, stage, instruction)));
}

/** The absolute paths that an instruction creates. */
function pathsOfInstruction({ document }: CompletionRequest, stage: Stage, instruction: Instruction): readonly ImagePath[] {
  const { keyword, json, words, bodyText } = instruction;
  if (keyword === 'WORKDIR') return bodyText === '' ? [] : folderPath(document, stage, instruction, bodyText);
  if (keyword === 'VOLUME') {
    const all = json?.items.map(({ value }) => value) ?? words.map(({ text }) => text);
    return all.flatMap((word) => folderPath(document, stage, instruction, word));
  }
  const { path, isFolder } = factsOf(document.model, document.build).copyOf(instruction)?.destination ?? {};
  return path === undefined ? [] : [{ path: isFolder ? asFolder(path) : path, detail: keyword }];
}

function folderPath({ model }: DockerfileDocument, stage: Stage, instruction: Instruction, word: string): readonly ImagePath[] {
  const text = isPlain(word) ? word : model.scopeAt(instruction).expand(word);
  const workdir = text?.startsWith('/') ? undefined : model.configBefore(instruction).workdir?.value;
  const path = text && absolutePath(workdir, text, stage.os);
  return path ? [{ path: asFolder(path), detail: instruction.keyword }] : [];
}

/** Absolute paths in the RUN instructions of a stage, which may be the output of a build. */
function pathsInScripts({ document }: CompletionRequest, stage: Stage): readonly ImagePath[] {
  const commands = stage.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? (document.model.scriptOf(instruction)?.commands ?? []) : [],
  );
  const words = commands.flatMap(({ args }) => args.filter(({ literal, value }) => literal && /^\/[\w./+-]*[\w+-]\/?$/.test(value)));
  return words.reverse().map(({ value }) => ({ path: value, detail: 'RUN' }));
}

function homeFolders(request: CompletionRequest): readonly ImagePath[] {
  return accountsBefore(request).flatMap(({ home }) => (home?.startsWith('/') ? [{ path: asFolder(home), detail: 'RUN' }] : []));
}

function asFolder(path: string): string {
  return /[\\/]$/.test(path) ? path : `${path}/`;
}
