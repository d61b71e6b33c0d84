import { lazy, memoize, memoizeWeak } from '../../base/memoize.ts';
import type { Work } from '../../base/work.ts';
import { baseName, isWithin, joinPath } from '../../base/paths.ts';
import { packageFolders, programFolders } from '../../knowledge/folders.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { Stage } from '../../model/model.ts';
import { executionOrder } from '../../model/positions.ts';
import { PerStage } from '../../model/per-stage.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { prepareCommands } from '../commands/command.ts';
import type { CommandFact } from '../commands/command.ts';
import { unpacking } from '../copy.ts';
import type { CopyFact, CopySource } from '../copy.ts';
import type { Facts } from '../facts.ts';
import { afterCommand } from './command-effects.ts';
import type { CommandSetting } from './command-effects.ts';
import { knownBase } from './known-base.ts';
import { initialState, opened, withFile } from './state.ts';
import type { ImageState } from './state.ts';

/** What is known about the image at each point of the build. All results are undefined if the base image is not known. */
export interface ImageStates {
  /** Before a command of a RUN in a stage. Commands of ONBUILD instructions have no state. */
  before(command: CommandFact, instruction: Instruction): ImageState | undefined;
  /** At the end of a stage, where containers start. */
  atEnd(stage: Stage): ImageState | undefined;
  /**
   * An object that is the same for as long as the text of a stage, the stages that it builds on and the build context are, in all versions
   * of a file: what was found out from the states and these texts alone can be kept by it.
   */
  identityOf(stage: Stage): object;
}

/** The states of the images of a file. The same facts always have the same object. */
export const imageStatesOf = memoizeWeak((facts: Facts): ImageStates => {
  const ofStage = (stage: Stage): StageStates => statesOf(facts).now(stage);
  const positions = memoize((stage: Stage) => new Map(executionOrder(stage).map((instruction, i) => [instruction, i])));
  const commandPositions = memoize((instruction: Instruction) => new Map(facts.commandsOf(instruction).map((command, i) => [command, i])));
  return {
    before(command, instruction) {
      const stage = facts.model.stageOf(instruction);
      const position = stage && positions(stage).get(instruction);
      return position === undefined ? undefined : ofStage(stage!).before[position]?.[commandPositions(instruction).get(command) ?? -1];
    },
    atEnd: (stage) => ofStage(stage).atEnd,
    identityOf: ofStage,
  };
});

const statesOf = memoizeWeak((facts: Facts) => new PerStage<StageStates>((stage, parent) => statesInSteps(stage, parent, facts)));

/** Computes the states of a stage in steps, so that `imageStatesOf` has them. */
export function* prepareImageStates(facts: Facts, stage: Stage): Work<void> {
  yield* statesOf(facts).inSteps(stage);
}

/** How many stages are kept for each build context, and how many characters of their texts: an edit of a long stage adds all of it. */
const most = { stages: 1000, characters: 2_000_000 };

/** The states of stages by their text. After an edit, they are only read again for the edited stage and those that build on it. */
const statesByText = memoizeWeak((_build: BuildContext) => ({ states: new Map<string, StageStates>(), characters: 0 }));

function* statesInSteps(stage: Stage, parent: StageStates | undefined, facts: Facts): Work<StageStates> {
  const kept = statesByText(facts.build);
  const key = textKey(stage, parent, facts);
  const known = kept.states.get(key);
  if (known) return known;
  const states = yield* readStates(stage, parent, facts);
  if (kept.states.size >= most.stages || kept.characters + key.length > most.characters) {
    kept.states.clear();
    kept.characters = 0;
  }
  kept.states.set(key, states);
  kept.characters += key.length;
  return states;
}

/** Everything that the states of a stage depend on, besides the build context. */
function textKey({ start, end, inherited }: Stage, parent: StageStates | undefined, { model }: Facts): string {
  const { text, instructions } = model.tree;
  const preamble = text.slice(0, instructions.find(({ keyword }) => keyword === 'FROM')?.start ?? 0);
  return `${parent?.id ?? ''}\0${preamble}\0${inherited.map(({ source }) => source).join('\0')}\0${text.slice(start, end)}`;
}

/** Folders with the configuration and the lists of the package managers. */
const aptFolders = ['/etc/apt', '/var/lib/apt', '/etc/apk'];

/** The states of one stage. It has no reference to a version of the file, because it is kept longer than that. */
interface StageStates {
  /** Different for each object. */
  readonly id: number;
  /** Before each command, by the position of its instruction in the stage and its position in the script. */
  readonly before: readonly (readonly ImageState[] | undefined)[];
  readonly atEnd: ImageState | undefined;
  /** The folders in which programs are looked for at its end. Undefined if one is not known before the build. */
  readonly inPath: readonly string[] | undefined;
}

function* readStates(stage: Stage, parent: StageStates | undefined, facts: Facts): Work<StageStates> {
  const base = stage.parent ? undefined : knownBase(stage);
  const initial = stage.parent ? parent?.atEnd : base && initialState(base);
  const inPath = foldersInPath(stage, parent ? parent.inPath : programFolders, facts);
  const reader = new StageReader(facts, inPath ?? programFolders);
  const atEnd = initial && (yield* reader.read(stage, inPath ? initial : opened(initial)));
  return { id: nextId++, before: reader.before, atEnd, inPath };
}

let nextId = 0;

/** How many commands of a RUN are read in one step. */
const commandsPerStep = 50;

/**
 * The folders in PATH at the end of a stage: those of the stage that it builds on, or of its image, and those that its ENV instructions add.
 * Undefined if one is not known before the build.
 */
function foldersInPath(stage: Stage, before: readonly string[] | undefined, { model }: Facts): readonly string[] | undefined {
  if (!before) return undefined;
  const folders: string[] = [];
  for (const instruction of stage.instructions) {
    const path = instruction.keyword === 'ENV' ? instruction.pairs.find(({ name }) => name === 'PATH') : undefined;
    for (const part of path?.value?.replace(/["']/g, '').split(':') ?? []) {
      const folder = /^\$(?:PATH|\{PATH\})$/.test(part) ? '' : model.scopeAt(instruction).expand(part);
      if (folder === undefined) return undefined;
      if (folder !== '') folders.push(folder.replace(/(?<=.)\/$/, ''));
    }
  }
  return folders.length === 0 ? before : [...new Set([...before, ...folders])];
}

/** Reads the instructions of a stage in one pass. */
class StageReader {
  private readonly facts: Facts;
  private readonly inPath: readonly string[];
  readonly before: (readonly ImageState[] | undefined)[] = [];

  /** `inPath`: the folders in which programs are looked for. */
  constructor(facts: Facts, inPath: readonly string[]) {
    this.facts = facts;
    this.inPath = inPath;
  }

  *read(stage: Stage, initial: ImageState): Work<ImageState> {
    const { inPath } = this;
    let state = initial;
    for (const [position, instruction] of executionOrder(stage).entries()) {
      if (instruction.keyword === 'RUN') state = yield* this.afterRun(state, instruction, position, { inPath });
      else if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') state = this.afterCopy(state, instruction, inPath);
      else continue;
      yield;
    }
    return state;
  }

  private *afterRun(state: ImageState, run: Instruction, position: number, setting: Omit<CommandSetting, 'mounts'>): Work<ImageState> {
    const { model, commandsOf, mountsOf } = this.facts;
    yield* prepareCommands(model, run);
    const commands = commandsOf(run);
    if (commands.length === 0) return opened(state);
    const mounts = mountsOf(run);
    const targets = mounts.flatMap(({ target }) => target ?? []);
    const mayProvide = mounts.some(({ target }) => target === undefined) || this.mayContain(targets, setting.inPath);
    const haveLists = mounts.some((mount) => mount.covers(packageFolders.aptLists));
    const during: ImageState = {
      ...(mayProvide ? opened(state) : targets.map(baseName).reduce(withFile, state)),
      ...(haveLists && { listsAreMissing: false }),
    };
    let next = mounts.length === 0 ? state : during;
    const before: ImageState[] = [];
    this.before[position] = before;
    for (const [i, command] of commands.entries()) {
      if (i > 0 && i % commandsPerStep === 0) yield;
      before.push(next);
      next = afterCommand(next, { model, instruction: run, command }, { ...setting, mounts });
    }
    return haveLists ? { ...next, listsAreMissing: state.listsAreMissing } : next;
  }

  /** Most copies go to a folder in which no program is looked for, so that the listing of what they copy, which may be long, is not needed. */
  private afterCopy(state: ImageState, instruction: Instruction, inPath: readonly string[]): ImageState {
    const copy = this.facts.copyOf(instruction);
    const path = copy?.destination?.path;
    if (!copy || path === undefined) return opened(state);
    const isTree = lazy(() => !copy.sources.every((source) => this.isFile(source, copy) || isOutside(source, path, inPath)));
    const isOpen = state.isOpen || (this.mayContain([path], inPath) && isTree());
    const names = [path, ...copy.sources.map(({ value }) => value ?? '')].map(baseName);
    const next = names.reduce(withFile, isOpen === state.isOpen ? state : { ...state, isOpen });
    const configuresApt = aptFolders.some((folder) => isWithin(folder, path) || (isWithin(path, folder) && isTree()));
    return configuresApt ? { ...next, listsAreMissing: false, hasOwnSources: false } : next;
  }

  /** Whether a source is a single file, so that it brings a program of its own name only. Without a listing, a name with an extension is. */
  private isFile({ kind, value = '', files }: CopySource, copy: CopyFact): boolean {
    if (kind === 'heredoc' || kind === 'http') return copy.flags.unpack !== true;
    if (/(?:^|\/)\.{0,2}\/?$|[*?[]/.test(value)) return false;
    const isNamed = /\w\.\w+$/.test(value) || (files?.length === 1 && files[0]!.named);
    return isNamed && (kind !== 'path' || unpacking(copy, value, this.facts.build) === 'no');
  }

  private mayContain(paths: readonly string[], inPath: readonly string[]): boolean {
    return paths.some((path) => inPath.some((folder) => isWithin(path, folder)));
  }
}

/** More files than this are not searched on every edit. */
const mostFiles = 20_000;

/**
 * Whether a listed source has no file in a folder of programs or of apt: `COPY . .` in the root folder of the image. A source without files
 * may be created before the build.
 */
function isOutside({ files }: CopySource, destination: string, inPath: readonly string[]): boolean {
  if (!files || files.length === 0 || files.length > mostFiles) return false;
  const folders = [...inPath, ...aptFolders];
  return files.every(
    ({ inner, unpacked }) => unpacked === 'no' && !folders.some((folder) => isWithin(folder, joinPath(destination, inner))),
  );
}
