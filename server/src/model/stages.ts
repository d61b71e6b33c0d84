import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import { catalogued, distributionOf, isWindowsImage } from './base-image.ts';
import { readImageReference } from './image-reference.ts';
import type { ImageReference, Stage, StageUse } from './model.ts';

/** No image has more; without a bound, a file of thousands of ONBUILDs and thousands of stages on them would take minutes. */
const mostTriggers = 100;

/** A stage while the graph is built; read-only for everyone else. */
export class StageNode implements Stage {
  readonly index: number;
  readonly from: Instruction;
  readonly instructions: Instruction[];
  readonly image: ImageReference | undefined;
  readonly base: Stage['base'];
  readonly parent: StageNode | undefined;
  readonly name: string | undefined;
  readonly nameSpan: Stage['nameSpan'];
  readonly os: Stage['os'];
  readonly distro: string | undefined;
  readonly release: string | undefined;
  /** What its own ONBUILD instructions trigger in the stages that build on it, and not in those that build on these. */
  readonly triggers: Instruction[] = [];
  readonly inherited: readonly Instruction[];
  readonly usedBy: StageUse[] = [];
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
    this.base = this.image && catalogued(this.image);
    this.name = named?.text.toLowerCase();
    this.nameSpan = named && { start: named.start, end: named.end };
    this.os = osOf(from, this.parent, this.image, expand);
    const distribution = this.image && this.os === 'linux' ? distributionOf(this.image, this.base) : this.parent;
    this.distro = distribution?.distro;
    this.release = distribution?.release;
  }

  /** Takes in the next instruction below its FROM. */
  add(instruction: Instruction): void {
    this.instructions.push(instruction);
    const { keyword, trigger } = instruction;
    if (keyword === 'ONBUILD' && trigger && this.triggers.length < mostTriggers) this.triggers.push(trigger);
  }

  get start(): number {
    return this.from.start;
  }
  get end(): number {
    return this.instructions.at(-1)!.end;
  }
}

/** Replaces the variables of a FROM's word; undefined when one is not known. */
export type Expand = (text: string) => string | undefined;

/** The stages in order, each with what is written in it, the last marked as final and those that the final image is built on. `expand` knows the global ARGs. */
export function readStages(tree: DockerfileTree, expand: Expand): StageNode[] {
  const stages: StageNode[] = [];
  const named = new Map<string, StageNode>();
  for (const instruction of tree.instructions) {
    const current = stages.at(-1);
    if (instruction.keyword !== 'FROM') {
      current?.add(instruction);
      continue;
    }
    if (current?.name !== undefined) named.set(current.name, current);
    stages.push(new StageNode(stages.length, instruction, named, expand));
  }
  const final = stages.at(-1);
  if (final) final.isFinal = true;
  for (let stage = final; stage; stage = stage.parent) stage.isInFinalImage = true;
  return stages;
}

/** The image that a stage begins with, by whatever stages in between. */
export function rootImage(stage: Stage): ImageReference | undefined {
  let root = stage;
  while (root.parent) root = root.parent;
  return root.image;
}

function osOf(from: Instruction, parent: Stage | undefined, image: ImageReference | undefined, expand: Expand): Stage['os'] {
  const platform = from.flags.find((flag) => flag.name.toLowerCase() === 'platform')?.value;
  const os = platform && expand(platform)?.split('/')[0]?.toLowerCase();
  if (os === 'windows' || os === 'linux') return os;
  if (parent) return parent.os;
  return image && isWindowsImage(image) ? 'windows' : 'linux';
}
