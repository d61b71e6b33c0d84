import type { CopyFact } from '../../facts/copy.ts';
import type { ShellPiece } from '../../shell/script.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Build, Effect } from './effects.ts';

/** One instruction of the stage that is converted, read for what it does. */
export interface Step {
  readonly instruction: Instruction;
  /** The blank lines and comments before it. */
  readonly leadingText: string;
  /** The working directory before the instruction, absolute; undefined when it is not known. */
  readonly workdir: string | undefined;
  /** Undefined for other instructions than COPY and ADD. */
  readonly copy: CopyStep | undefined;
  /** The pieces of a RUN; undefined for other instructions. */
  readonly run: readonly RunPiece[] | undefined;
}

/** A COPY or ADD whose words are known before the build. */
export interface CopyStep {
  readonly fact: CopyFact;
  /** It takes files from the build context alone, not from another image, an address or a here-document. */
  readonly fromContext: boolean;
  /** The source words, with variables replaced. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly destination: string;
}

/** One piece of the outermost command list of a RUN, and what its commands do. */
export interface RunPiece {
  readonly piece: ShellPiece;
  readonly effects: readonly Effect[];
}

/** Everything that a RUN does, in order. */
export function effectsOf({ run }: Step): readonly Effect[] {
  return run?.flatMap(({ effects }) => effects) ?? [];
}

/** The builds of a RUN. */
export function buildsOf(step: Step): readonly Build[] {
  return effectsOf(step).filter((effect) => effect.kind === 'build');
}

/** Instructions that configure the container and that no build reads. */
const runtimeKeywords: ReadonlySet<string> = new Set([
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'STOPSIGNAL',
  'VOLUME',
]);

/** Whether a step configures the container alone, so that the build does not need it. */
export function isRuntimeOnly({ instruction }: Step): boolean {
  return runtimeKeywords.has(instruction.keyword);
}
