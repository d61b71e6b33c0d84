import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import { distributionOf, isWindowsImage } from './base-image.ts';
import { readImageReference } from './image-reference.ts';
import type { ImageReference, Stage, StageUse } from './model.ts';

/** A stage while the graph is built; read-only for everyone else. */
export class StageNode implements Stage {
  readonly index: number;
  readonly from: Instruction;
  readonly instructions: Instruction[];
  readonly image: ImageReference | undefined;
  readonly parent: StageNode | undefined;
  readonly name: string | undefined;
  readonly nameSpan: Stage['nameSpan'];
  readonly os: Stage['os'];
  readonly distro: string | undefined;
  readonly release: string | undefined;
  readonly usedBy: StageUse[] = [];
  isFinal = false;
  shipped = false;

  constructor(index: number, from: Instruction, stagesBefore: ReadonlyMap<string, StageNode>, expand: Expand) {
    const [base, as, name] = from.words;
    const resolved = base && expand(base.text);
    const named = as?.text.toLowerCase() === 'as' && name ? name : undefined;
    this.index = index;
    this.from = from;
    this.instructions = [from];
    this.parent = resolved === undefined ? undefined : stagesBefore.get(resolved.toLowerCase());
    this.image = base && !this.parent ? readImageReference(base.text, base, resolved) : undefined;
    this.name = named?.text.toLowerCase();
    this.nameSpan = named && { start: named.start, end: named.end };
    this.os = osOf(from, this.parent, this.image, expand);
    const distribution = this.image && this.os === 'linux' ? distributionOf(this.image) : this.parent;
    this.distro = distribution?.distro;
    this.release = distribution?.release;
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

/** The stages in order, each with what is written in it, the last marked as final and those under it as shipped. `expand` knows the global ARGs. */
export function readStages(tree: DockerfileTree, expand: Expand): StageNode[] {
  const stages: StageNode[] = [];
  const named = new Map<string, StageNode>();
  for (const instruction of tree.instructions) {
    const current = stages.at(-1);
    if (instruction.keyword !== 'FROM') {
      current?.instructions.push(instruction);
      continue;
    }
    if (current?.name !== undefined) named.set(current.name, current);
    stages.push(new StageNode(stages.length, instruction, named, expand));
  }
  const final = stages.at(-1);
  if (final) final.isFinal = true;
  for (let stage = final; stage; stage = stage.parent) stage.shipped = true;
  return stages;
}

/** What the parent stage's ONBUILD instructions make the stage do first. Those of a grandparent are spent. */
export function inheritedTriggers(stage: Stage): readonly Instruction[] {
  const own = stage.parent?.instructions ?? [];
  return own.flatMap((instruction) => (instruction.keyword === 'ONBUILD' && instruction.trigger ? [instruction.trigger] : []));
}

/** The stage that the chain of `FROM other-stage` begins with: the one whose base is an image. */
export function rootOf(stage: Stage): Stage {
  let root = stage;
  while (root.parent) root = root.parent;
  return root;
}

function osOf(from: Instruction, parent: Stage | undefined, image: ImageReference | undefined, expand: Expand): Stage['os'] {
  const platform = from.flags.find((flag) => flag.name.toLowerCase() === 'platform')?.value;
  const os = platform && expand(platform)?.split('/')[0]?.toLowerCase();
  if (os === 'windows' || os === 'linux') return os;
  if (parent) return parent.os;
  return image && isWindowsImage(image) ? 'windows' : 'linux';
}
