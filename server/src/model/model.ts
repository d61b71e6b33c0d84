import type { BaseImage } from '../knowledge/base-images.ts';
import type { DockerfileTree, Instruction, JsonForm, Pair, VariableReference } from '../syntax/tree.ts';
import type { Dialect, ShellScript, ShellVariable } from '../shell/script.ts';
import type { Span } from '../base/span.ts';

/** `[registry/]repository[:tag][@digest]`, with the place of each part in the document. */
export interface ImageReference extends Span {
  /** As written, variables not resolved. */
  readonly raw: string;
  /** All variables resolved; undefined when one is not known. */
  readonly resolved: string | undefined;
  /** Parts of `resolved` (of `raw` where it cannot be resolved). `docker.io` where none is written. */
  readonly registry: string;
  /** Without registry: `library/node` is `node`, others as written (`bitnami/redis`). */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Where the tag stands, without the colon; undefined where it has none or comes from a variable. */
  readonly tagSpan: Span | undefined;
  readonly digestSpan: Span | undefined;
  readonly repositorySpan: Span | undefined;
  /** `scratch`, the empty image. */
  readonly isScratch: boolean;
}

/** A place that a variable's value goes to: one that BuildKit replaces, or one that the shell does. */
export type VariableUse = VariableReference | ShellVariable;

/** Where a variable got its value. `ARG NAME` in a stage has the origin of the global variable that gives it its value, where one does. */
export type VariableOrigin = 'arg' | 'env' | 'global-arg' | 'base-image' | 'predefined' | 'platform';

/** A variable that is visible at some instruction. */
export interface Variable {
  readonly name: string;
  readonly origin: VariableOrigin;
  /** The value with its own variables replaced; undefined when it is not known before the build (`ARG a`, an unknown inside). */
  readonly value: string | undefined;
  /** The pair that declares it; undefined for what the base image or BuildKit brings. */
  readonly pair: Pair | undefined;
  readonly instruction: Instruction | undefined;
  /** For `ARG NAME` in a stage: the global ARG or platform ARG that it takes its value from. */
  readonly source: Variable | undefined;
  /** It is in the environment of the running container (ENV); ARG is not. */
  readonly inContainer: boolean;
}

/** What is visible at one place of a stage. */
export interface Scope {
  lookup(name: string): Variable | undefined;
  /** All that is visible, each name once, innermost first. */
  all(): readonly Variable[];
  /** `text` with all variables replaced as BuildKit does it, quotes taken off; undefined when a value is not known. */
  expand(text: string): string | undefined;
  /** All names are known: one that `lookup` does not find is surely unset. False where the base image may set more. */
  readonly closed: boolean;
}

/** A USER, WORKDIR, SHELL, CMD, ENTRYPOINT, ... in force, and who set it. */
export interface Setting<T> {
  readonly value: T;
  /** `base-image`: the catalogue knows it of the base; `default`: Docker's own. */
  readonly from: Instruction | 'base-image' | 'default';
}

/** A command of CMD or ENTRYPOINT. */
export interface CommandSetting {
  readonly form: 'exec' | 'shell';
  /** The exec form's words, or the shell form's text as one word. */
  readonly words: readonly string[];
}

/** What `docker run` starts with. Unknown parts of a base that the catalogue lacks are undefined. */
export interface RuntimeConfig {
  readonly user: Setting<string> | undefined;
  readonly workdir: Setting<string> | undefined;
  readonly shell: Setting<readonly string[]>;
  readonly entrypoint: Setting<CommandSetting> | undefined;
  /** An ENTRYPOINT that takes away the CMD of the base leaves an empty exec form here, `from` the ENTRYPOINT. */
  readonly cmd: Setting<CommandSetting> | undefined;
  readonly stopSignal: Setting<string> | undefined;
  readonly exposed: readonly Setting<string>[];
  readonly volumes: readonly Setting<string>[];
  readonly env: ReadonlyMap<string, Setting<string | undefined>>;
  readonly labels: ReadonlyMap<string, Setting<string | undefined>>;
  /** The HEALTHCHECK instruction; `HEALTHCHECK NONE` is one too. */
  readonly healthcheck: Setting<Instruction> | undefined;
  /** False when the base image is not in the catalogue, so that what the file does not set is not known. */
  readonly baseKnown: boolean;
}

/** Who takes from a stage. */
export interface StageUse {
  readonly instruction: Instruction;
  readonly kind: 'from' | 'copy' | 'mount';
  /** The word that names the stage. */
  readonly at: Span;
}

/** A word that names what to build on or copy from: in FROM, COPY --from, RUN --mount=from. */
export interface SourceReference {
  /** The FROM, COPY or RUN; for ONBUILD the one that it triggers. */
  readonly instruction: Instruction;
  readonly kind: StageUse['kind'];
  readonly at: Span;
  /** As written. */
  readonly text: string;
  /** The stage it means: by name or, in COPY, by number; always one that begins before the instruction's own stage. */
  readonly stage: Stage | undefined;
  /** Where it means no stage: the image (or named context); undefined for a number that no stage has. */
  readonly image: ImageReference | undefined;
}

export interface Stage extends Span {
  readonly index: number;
  /** Lower case, as BuildKit compares it. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly from: Instruction;
  /** The image it is FROM; undefined for `FROM other-stage`. */
  readonly image: ImageReference | undefined;
  /** What the catalogue knows of that image. */
  readonly base: BaseImage | undefined;
  /** The stage it builds on, for `FROM other-stage`. */
  readonly parent: Stage | undefined;
  /** All of the stage, FROM first. */
  readonly instructions: readonly Instruction[];
  /** What the ONBUILD instructions of the parent make the build run right behind this FROM. */
  readonly inherited: readonly Instruction[];
  /** The last stage: what `docker build` makes when no --target is given. */
  readonly isFinal: boolean;
  readonly usedBy: readonly StageUse[];
  /** Its file system is (part of) the final image: the final stage and the stages it is FROM. */
  readonly isInFinalImage: boolean;
  readonly os: 'linux' | 'windows';
  /** Linux distribution of the outermost base where the catalogue knows it: `debian`, `alpine`, `ubuntu`, ... */
  readonly distro: string | undefined;
  /** `bookworm`, `3.22`, ... */
  readonly release: string | undefined;
}

/** A Dockerfile with its meaning. Everything is computed on first use and remembered. */
export interface DockerfileModel {
  readonly tree: DockerfileTree;
  readonly stages: readonly Stage[];
  readonly final: Stage | undefined;
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly Variable[];
  stageOf(instruction: Instruction): Stage | undefined;
  /** The last stage with that name, in any letter case. */
  stageNamed(name: string): Stage | undefined;
  /** What the instruction names to build on or copy from, in order of the text. */
  sourcesOf(instruction: Instruction): readonly SourceReference[];
  /** What is visible to the instruction itself: what stands before it. FROM sees the global ARGs. */
  scopeAt(instruction: Instruction): Scope;
  /** The configuration before (`at`) the instruction takes effect. */
  configBefore(instruction: Instruction): RuntimeConfig;
  /** The configuration at the stage's end. */
  configOf(stage: Stage): RuntimeConfig;
  dialectAt(instruction: Instruction): Dialect;
  /** The shell text of RUN, or of CMD, ENTRYPOINT, HEALTHCHECK CMD in shell form; undefined for what has none. */
  scriptOf(instruction: Instruction): ShellScript | undefined;
  /** The exec form of the instruction, where it has one. */
  execOf(instruction: Instruction): JsonForm | undefined;
  /** Every use of a variable in the instruction: those BuildKit replaces and those the shell sees. */
  usesIn(instruction: Instruction): readonly VariableUse[];
  /**
   * What the use of a variable in that instruction means; undefined for one that nothing in the file or in Docker defines (the
   * script of a RUN may still set it itself: `ShellScript.assigned`). In the shell form of CMD, ENTRYPOINT and HEALTHCHECK it is
   * the running container's environment that counts: the stage's ENV, wherever in the stage it stands.
   */
  resolve(instruction: Instruction, use: VariableUse): Variable | undefined;
}
