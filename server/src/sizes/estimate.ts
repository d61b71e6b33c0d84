import type { BuildContext } from '../context/build-context.ts';
import { factsOf } from '../facts/facts.ts';
import type { Facts } from '../facts/facts.ts';
import { executionOrder } from '../model/positions.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import { message } from '../base/message.ts';
import { finish } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import { estimateBase } from './base.ts';
import { addBytes, knownBytes } from './bytes.ts';
import { estimateCopy } from './copy.ts';
import type { EstimatedStage } from './copy-from.ts';
import { LayerDraft } from './layer-draft.ts';
import { estimateRun } from './run/run.ts';
import type { LayerSize, SizeEstimate, StageSizes } from './size.ts';
import { StageState } from './stage-state.ts';

/**
 * Estimates the sizes of every stage's base and layers before the build: bases from the catalogue, COPY and ADD from the build context, RUN
 * from known commands. If a size cannot be determined, it is `unknown` with a reason. Sizes are for linux/amd64.
 */
export function estimateSizes(model: DockerfileModel, build: BuildContext, assets: Assets): readonly StageSizes[] {
  return finish(estimateSizesInSteps(model, build, assets));
}

/** As `estimateSizes`, interrupted between commands. */
export function* estimateSizesInSteps(model: DockerfileModel, build: BuildContext, assets: Assets): Work<readonly StageSizes[]> {
  const finished = new Map<number, EstimatedStage>();
  for (const stage of model.stages) finished.set(stage.index, yield* estimateStage(stage, factsOf(model, build), assets, finished));
  return [...finished.values()].map(({ sizes }) => sizes);
}

function* estimateStage(stage: Stage, facts: Facts, assets: Assets, stages: ReadonlyMap<number, EstimatedStage>): Work<EstimatedStage> {
  const parent = stage.parent && stages.get(stage.parent.index);
  const base = estimateBase(stage, parent?.sizes);
  const state = parent ? parent.state.fork() : StageState.ofBase(stage, assets);
  const drafts: LayerDraft[] = [];
  state.bytes = base.bytes;
  for (const instruction of executionOrder(stage)) {
    const make = layerEstimators[instruction.keyword];
    if (!make) continue;
    const draft = yield* make(instruction, { stage, facts, state, stages });
    drafts.push(draft);
    const { bytes } = draft;
    state.bytes &&= bytes && addBytes(state.bytes, bytes);
    yield;
  }
  const layers = drafts.map((draft) => draft.finish());
  return { sizes: { stage, base, layers, total: stageTotal(base, layers) }, state };
}

interface EstimateContext {
  readonly stage: Stage;
  readonly facts: Facts;
  readonly state: StageState;
  readonly stages: ReadonlyMap<number, EstimatedStage>;
}

function* copy(instruction: Instruction, { facts, state, stages }: EstimateContext): Work<LayerDraft> {
  const draft = new LayerDraft(instruction);
  yield* estimateCopy(instruction, { facts, state, draft, stages });
  return draft;
}

function* run(instruction: Instruction, { stage, facts, state }: EstimateContext): Work<LayerDraft> {
  if (stage.os === 'linux') return yield* estimateRun(instruction, facts, state);
  const draft = new LayerDraft(instruction);
  draft.addUnknown(message('Sizes of commands on Windows are not supported.'));
  return draft;
}

/** The instructions whose layers contain files. WORKDIR creates at most an empty folder, other instructions create none. */
const layerEstimators: Readonly<Partial<Record<string, (instruction: Instruction, context: EstimateContext) => Work<LayerDraft>>>> = {
  RUN: run,
  COPY: copy,
  ADD: copy,
};

/** The sum of a base and its layers. */
export function stageTotal(base: SizeEstimate, layers: readonly LayerSize[]): StageSizes['total'] {
  const all = [base, ...layers.map(({ estimate }) => estimate)];
  return {
    bytes: all.map(knownBytes).reduce(addBytes),
    complete: all.every(({ source }) => source !== 'unknown'),
    wasted: all.reduce((sum, { wasted }) => sum + wasted, 0),
  };
}
