import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';
import { readImageReference } from './image-reference.ts';
import type { SourceReference, Stage, StageUse } from './model.ts';
import type { StageNode } from './stages.ts';

/**
 * Reads all words that refer to a stage or an image, and adds each use to the `usedBy` of its stage. Returns the references by instruction.
 * The instruction in an ONBUILD is read where it runs: in the first stage that builds on it, or not at all.
 */
export function* linkSources(
  tree: DockerfileTree,
  stages: readonly StageNode[],
): Work<ReadonlyMap<Instruction, readonly SourceReference[]>> {
  const sources = new Map<Instruction, readonly SourceReference[]>();
  const named = new Map<string, StageNode>();
  let read = 0;
  for (const stage of stages) {
    const find: Find = (text, byNumber) => {
      if (!byNumber || !isNumber(text)) return named.get(text.toLowerCase());
      return Number(text) < stage.index ? stages[Number(text)] : undefined;
    };
    for (const instruction of [...stage.inherited, ...stage.instructions]) {
      if (sources.has(instruction)) continue;
      if (++read % perStep === 0) yield;
      const found = instruction === stage.from ? sourceOfFrom(stage) : sourcesIn(tree, instruction, find);
      if (found.length === 0) continue;
      sources.set(instruction, found);
      for (const source of found) addUse(source);
    }
    if (stage.name !== undefined) named.set(stage.name, stage);
  }
  return sources;
}

/** How many instructions are read in one step. */
const perStep = 200;

/** Finds the stage with that name, or with that number if numbers are allowed, among the stages before the current one. */
type Find = (text: string, byNumber: boolean) => StageNode | undefined;

interface LinkedSource extends SourceReference {
  readonly stage: StageNode | undefined;
}

function addUse({ instruction, kind, at, stage }: LinkedSource): void {
  const use: StageUse = { instruction, kind, at };
  stage?.usedBy.push(use);
}

function sourceOfFrom(stage: StageNode): LinkedSource[] {
  const [base] = stage.from.words;
  if (!base) return [];
  const at = { start: base.start, end: base.end };
  return [{ instruction: stage.from, kind: 'from', at, text: base.text, stage: stage.parent, image: stage.image }];
}

/**
 * COPY accepts names and numbers of stages, a mount only names; neither expands variables.
 * https://docs.docker.com/reference/dockerfile/#copy---from
 */
function sourcesIn(tree: DockerfileTree, instruction: Instruction, find: Find): LinkedSource[] {
  const { keyword, flags } = instruction;
  if (flags.length === 0 || (keyword !== 'COPY' && keyword !== 'RUN')) return [];
  return flags.flatMap((flag) => {
    if (keyword === 'COPY') return flag.name === 'from' ? source('copy', flag) : [];
    return flag.name === 'mount' ? flag.fields.filter((field) => field.key === 'from').flatMap((field) => source('mount', field)) : [];
  });

  function source(kind: 'copy' | 'mount', part: { value: string | undefined; valueSpan: Span | undefined }): LinkedSource[] {
    const { value, valueSpan: at } = part;
    if (!value || !at) return [];
    const stage = find(value, kind === 'copy');
    const isImage = !stage && !(kind === 'copy' && isNumber(value));
    const resolved = value.includes('$') ? undefined : value;
    const image = isImage ? readImageReference(tree.text.slice(at.start, at.end), at, resolved) : undefined;
    return [{ instruction, kind, at, text: value, stage, image }];
  }
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** Whether another stage builds on a stage. */
export function isBase({ usedBy }: Stage): boolean {
  return usedBy.some(({ kind }) => kind === 'from');
}
