import type { Facts } from '../../facts/facts.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { LayerDraft } from '../layer-draft.ts';
import type { StageState } from '../stage-state.ts';
import type { ApkLayerDraft } from './apk-draft.ts';
import type { AptLayerDraft } from './apt-draft.ts';

/** A command of a RUN, and the objects that record its size. */
export interface CommandContext {
  readonly model: DockerfileModel;
  readonly facts: Facts;
  readonly instruction: Instruction;
  readonly command: CommandFact;
  /** The values of the variables of the loops around it. */
  readonly loopValues?: ReadonlyMap<string, string>;
  readonly state: StageState;
  readonly draft: LayerDraft;
  readonly apt: AptLayerDraft;
  readonly apk: ApkLayerDraft;
}

/** Records the size of a command that it supports, and returns true. Returns false for any other command. */
export type CommandReader = (context: CommandContext) => boolean;
