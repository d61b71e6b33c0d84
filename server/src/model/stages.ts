import { addToList } from '../base/lists.ts';
import type { Work } from '../base/work.ts';
import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import { systemInText } from '../knowledge/windows.ts';
import { findInCatalogue, distributionOf, isLinuxImage, isWindowsImage } from './base-image.ts';
import { readImageReference } from './image-reference.ts';
import type { ImageReference, Stage, StageUse } from './model.ts';

/**
 * The maximum number of ONBUILD instructions per stage. No real image has more; without a limit, thousands of ONBUILDs inherited by
 * thousands of stages would take minutes.
 */
const maxTriggers = 100;

/** A stage while the graph is built; read-only elsewhere. */
export class StageNode implements Stage {
  readonly index: number;
  readonly from: Instruction;
  readonly instructions: Instruction[];
  readonly image: ImageReference | undefined;
  readonly base: Stage['base'];
  readonly parent: StageNode | undefined;
  readonly name: string | undefined;
  readonly nameSpan: Stage['nameSpan'];
  /** `decideSystems` corrects it once all instructions are known. */
  os: Stage['os'];
  distro: string | undefined;
  release: string | undefined;
  /** Whether --platform or the image's name determines the operating system. */
  readonly isSystemKnown: boolean;
  /** The instructions in its ONBUILDs. They run in the stages that are directly based on it, but not in stages based on those. */
  readonly triggers: Instruction[] = [];
  readonly inherited: readonly Instruction[];
  readonly usedBy: StageUse[] = [];
  mayBeWindows = false;
  isFinal = false;
  isInFinalImage = false;

  constructor(index: number, from: Instruction, stagesBefore: ReadonlyMap<string, StageNode>, expand: Expand) {
    const [base, as, name] = from.words;
    const resolved = base && expand(base.text);
    const named = as?.text.toLowerCase() === 'as' && name ? name : undefined;
    this.index = index;
    this.from = from;
    this.instructions = [from];
    this.parent = resolved === undefined ? undefined : stagesBefore.get(resolved.toLowerCase());
    this.inherited = this.parent?.triggers ?? [];
    this.image = base && !this.parent ? readImageReference(base.text, base, resolved) : undefined;
    this.base = this.image && findInCatalogue(this.image);
    this.name = named?.text.toLowerCase();
    this.nameSpan = named && { start: named.start, end: named.end };
    const platform = platformOf(from, expand);
    const isWindows = this.image !== undefined && isWindowsImage(this.image);
    this.isSystemKnown = platform !== undefined || isWindows || (this.image !== undefined && isLinuxImage(this.image, this.base));
    this.os = platform ?? this.parent?.os ?? (isWindows ? 'windows' : 'linux');
    const distribution = this.image && this.os === 'linux' ? distributionOf(this.image, this.base) : this.parent;
    this.distro = distribution?.distro;
    this.release = distribution?.release;
  }

  /** Adds the next instruction. */
  add(instruction: Instruction): void {
    this.instructions.push(instruction);
    const { keyword, trigger } = instruction;
    if (keyword === 'ONBUILD' && trigger && this.triggers.length < maxTriggers) this.triggers.push(trigger);
  }

  get start(): number {
    return this.from.start;
  }
  get end(): number {
    return this.instructions.at(-1)!.end;
  }
}

/** Expands the variables of a word of FROM. Returns undefined if one is unknown. */
export type Expand = (text: string) => string | undefined;

/** How many instructions are read in one step. */
const perStep = 1000;
/** How many stages. */
const stagesPerStep = 100;

/** Reads the stages in order, with their instructions, and marks the final stage and its ancestors. `expand` knows the global ARGs. */
export function* readStages(tree: DockerfileTree, expand: Expand): Work<StageNode[]> {
  const stages: StageNode[] = [];
  const named = new Map<string, StageNode>();
  for (const [i, instruction] of tree.instructions.entries()) {
    if (i % perStep === perStep - 1) yield;
    const current = stages.at(-1);
    if (instruction.keyword !== 'FROM') {
      current?.add(instruction);
      continue;
    }
    if (current?.name !== undefined) named.set(current.name, current);
    stages.push(new StageNode(stages.length, instruction, named, expand));
    if (stages.length % stagesPerStep === 0) yield;
  }
  yield* decideSystems(stages, tree.escape);
  const final = stages.at(-1);
  if (final) final.isFinal = true;
  for (let stage = final; stage; stage = stage.parent) stage.isInFinalImage = true;
  return stages;
}

/** Whether a stage is certainly for Linux, so that advice and fixes for Linux apply. */
export function isForLinux({ os, mayBeWindows }: Pick<Stage, 'os' | 'mayBeWindows'>): boolean {
  return os === 'linux' && !mayBeWindows;
}

/** The stage that a stage is finally based on, whose FROM names an image: the stage itself if it is based on no other one. */
export function rootStage(stage: Stage): Stage {
  let root = stage;
  while (root.parent) root = root.parent;
  return root;
}

/** A stage and those that it is based on, the oldest first. */
export function lineageOf(stage: Stage): readonly Stage[] {
  const stages = [stage];
  for (let { parent } = stage; parent; { parent } = parent) stages.unshift(parent);
  return stages;
}

/** Whether a stage is finally based on the empty image. */
export function isFromScratch(stage: Stage): boolean {
  return rootImage(stage)?.isScratch === true;
}

/** The base image of a stage and its ancestors. */
export function rootImage(stage: Stage): ImageReference | undefined {
  return rootStage(stage).image;
}

/** Instructions whose values may be about something else than the image itself. */
const settings: ReadonlySet<string> = new Set(['ENV', 'ARG', 'LABEL']);

function platformOf(from: Instruction, expand: Expand): Stage['os'] | undefined {
  const platform = from.flags.find((flag) => flag.name.toLowerCase() === 'platform')?.value;
  const os = platform && expand(platform)?.split('/')[0]?.toLowerCase();
  return os === 'windows' || os === 'linux' ? os : undefined;
}

/**
 * Decides between Linux and Windows where the name of the image does not: a stage is for Windows if its instructions, or those of stages
 * based on it, contain text of Windows but none of Linux. It may be for Windows if only a variable or the escape character suggests it.
 */
function* decideSystems(stages: readonly StageNode[], escape: DockerfileTree['escape']): Work<void> {
  if (stages.every(({ isSystemKnown, parent }) => isSystemKnown || parent)) return;
  const families = new Map<StageNode, StageNode[]>();
  /** The stage that decides about each one: the nearest ancestor whose system is known, or the root. A parent comes before its stages. */
  const deciding = new Map<StageNode, StageNode>();
  for (const stage of stages) {
    const root = stage.parent && !stage.isSystemKnown ? deciding.get(stage.parent)! : stage;
    deciding.set(stage, root);
    if (!root.isSystemKnown) addToList(families, root, stage);
  }
  yield;
  for (const family of families.values()) {
    const all = family.flatMap(({ instructions }) => instructions);
    const inSteps = yield* systemsIn(all.filter(({ keyword }) => !settings.has(keyword)));
    if (inSteps.has('linux')) continue;
    const mayBeWindows = escape === '`' || (yield* systemsIn(all)).has('windows');
    for (const stage of family) {
      stage.mayBeWindows = mayBeWindows;
      if (inSteps.has('windows')) Object.assign(stage, { os: 'windows', distro: undefined, release: undefined });
    }
  }
}

function* systemsIn(instructions: readonly Instruction[]): Work<ReadonlySet<ReturnType<typeof systemInText>>> {
  const found = new Set<ReturnType<typeof systemInText>>();
  for (const [i, { bodyText }] of instructions.entries()) {
    found.add(systemInText(bodyText));
    if (i % perStep === perStep - 1) yield;
  }
  yield;
  return found;
}
