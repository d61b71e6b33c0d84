import { absolutePath } from '../../../base/paths.ts';
import { factsOf } from '../../../facts/facts.ts';
import { isPlain } from '../../../model/expand.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import type { Maker, CompletionRequest } from './request.ts';
import { accountsBefore } from './users.ts';

/** A path in an image, as far as the file tells. A folder ends with a slash. */
interface ImagePath {
  readonly path: string;
  /** Who names it. */
  readonly detail: string | undefined;
}

/** Destinations: the working directory, then what the file has named so far. */
export const destinationItems: Maker = (request, slot) => [
  { label: './', kind: 'folder', slot, newText: './', detail: workdirBefore(request) },
  ...namedPathItems(request, slot),
];

/** Absolute paths that the file has named so far, those of the stage first. */
export const namedPathItems: Maker = (request, slot) =>
  pathItems(slot, [...pathsBefore(request), ...homes(request), ...elsewhere(request)]);

/** Folders for WORKDIR and VOLUME; where nothing is named yet, what most people take. */
export const folderItems: Maker = (request, slot) => {
  const seen = [...pathsBefore(request), ...homes(request), ...elsewhere(request)];
  const folders = seen.filter(({ path }) => path.endsWith('/')).map(({ path, detail }) => ({ path: path.replace(/(.)\/$/, '$1'), detail }));
  const usual = usualFolders.map((path) => ({ path, detail: undefined }));
  return pathItems(slot, [...folders, ...usual]);
};

const usualFolders = ['/app', '/src', '/usr/src/app'];

/** Paths in the stage that COPY --from or a mount takes from. */
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

/** What the stage and those it builds on have named before the cursor, the last first. */
function pathsBefore(request: CompletionRequest): readonly ImagePath[] {
  const { stage, offset } = request;
  return stage ? pathsOf(request, stage, offset) : [];
}

function pathsOf(request: CompletionRequest, stage: Stage, before = Infinity): readonly ImagePath[] {
  const paths: ImagePath[] = [];
  for (let at: Stage | undefined = stage; at; at = at.parent) {
    const instructions = at.instructions.filter(({ end }) => at !== stage || end < before);
    paths.push(...instructions.reverse().flatMap((instruction) => pathsNamedBy(request, at!, instruction)));
    if (!at.parent && at.base?.workdir)
      paths.push({ path: asFolder(at.base.workdir), detail: request.translate(message('in the base image')) });
  }
  return paths;
}

/** What other stages name. */
function elsewhere(request: CompletionRequest): readonly ImagePath[] {
  const own = new Set<Stage>();
  for (let at = request.stage; at; at = at.parent) own.add(at);
  return request.document.model.stages
    .filter((stage) => !own.has(stage))
    .flatMap((stage) => stage.instructions.flatMap((instruction) => pathsNamedBy(request, stage, instruction)));
}

/** The paths that an instruction makes, absolute. */
function pathsNamedBy({ document }: CompletionRequest, stage: Stage, instruction: Instruction): readonly ImagePath[] {
  const { keyword, json, words, bodyText } = instruction;
  if (keyword === 'WORKDIR') return bodyText === '' ? [] : folderNamed(document, stage, instruction, bodyText);
  if (keyword === 'VOLUME') {
    const all = json?.items.map(({ value }) => value) ?? words.map(({ text }) => text);
    return all.flatMap((word) => folderNamed(document, stage, instruction, word));
  }
  const { path, isFolder } = factsOf(document.model, document.build).copyOf(instruction)?.destination ?? {};
  return path === undefined ? [] : [{ path: isFolder ? asFolder(path) : path, detail: keyword }];
}

function folderNamed({ model }: DockerfileDocument, stage: Stage, instruction: Instruction, word: string): readonly ImagePath[] {
  const text = isPlain(word) ? word : model.scopeAt(instruction).expand(word);
  const workdir = text?.startsWith('/') ? undefined : model.configBefore(instruction).workdir?.value;
  const path = text && absolutePath(workdir, text, stage.os);
  return path ? [{ path: asFolder(path), detail: instruction.keyword }] : [];
}

/** Absolute paths that the RUN lines of a stage name in so many letters: what is built there goes to one of them. */
function pathsInScripts({ document }: CompletionRequest, stage: Stage): readonly ImagePath[] {
  const commands = stage.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? (document.model.scriptOf(instruction)?.commands ?? []) : [],
  );
  const words = commands.flatMap(({ args }) => args.filter(({ literal, value }) => literal && /^\/[\w./+-]*[\w+-]\/?$/.test(value)));
  return words.reverse().map(({ value }) => ({ path: value, detail: 'RUN' }));
}

function homes(request: CompletionRequest): readonly ImagePath[] {
  return accountsBefore(request).flatMap(({ home }) => (home?.startsWith('/') ? [{ path: asFolder(home), detail: 'RUN' }] : []));
}

function asFolder(path: string): string {
  return /[\\/]$/.test(path) ? path : `${path}/`;
}
