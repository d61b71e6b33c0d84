import type { BaseImage } from './base-image-catalogue.ts';
import type { DockerfileTree, Instruction, JsonForm, Pair, VariableReference } from '../syntax/tree.ts';
import type { Dialect, ShellScript, ShellVariable } from '../shell/script.ts';
import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';

/** `[registry/]repository[:tag][@digest]`, with the document span of each part. */
export interface ImageReference extends Span {
  /** As written, with variables. */
  readonly raw: string;
  /** With all variables expanded; undefined if one is unknown. */
  readonly resolved: string | undefined;
  /** Parts of `resolved`, or of `raw` if it cannot be resolved. The default is `docker.io`. */
  readonly registry: string;
  /** Without the registry: `library/node` is `node`, others are as written (`bitnami/redis`). */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** The span of the tag without the colon; undefined if there is no tag or it comes from a variable. */
  readonly tagSpan: Span | undefined;
  readonly digestSpan: Span | undefined;
  readonly repositorySpan: Span | undefined;
  /** `scratch`, the empty image. */
  readonly isScratch: boolean;
}

/** A use of a variable, expanded by BuildKit or by the shell. */
export type VariableUse = VariableReference | ShellVariable;

/** Where a variable got its value. `ARG NAME` in a stage has the origin of the global variable that sets its value, if there is one. */
export type VariableOrigin = 'arg' | 'env' | 'global-arg' | 'base-image' | 'predefined' | 'platform';

/** A variable that is visible at some instruction. */
export interface Variable {
  readonly name: string;
  readonly origin: VariableOrigin;
  /** The value with expanded variables; undefined if it is unknown before the build (`ARG a`, an unknown variable inside). */
  readonly value: string | undefined;
  /** The pair that declares it; undefined if the base image or BuildKit sets it. */
  readonly pair: Pair | undefined;
  readonly instruction: Instruction | undefined;
  /** For `ARG NAME` in a stage: the global ARG or platform ARG that sets its value. */
  readonly source: Variable | undefined;
  /** Whether it is in the environment of the running container: true for ENV, false for ARG. */
  readonly inContainer: boolean;
}

/** The variables that are visible at one position of a stage. */
export interface Scope {
  lookup(name: string): Variable | undefined;
  /** All visible variables, one entry per name, innermost first. */
  all(): readonly Variable[];
  /** Expands all variables of `text` as BuildKit does, and removes quotes. Returns undefined if a value is unknown. */
  expand(text: string): string | undefined;
  /** Like `expand`, for a build without --build-arg: `ARG NAME` without a value is unset. */
  expandUnassigned(text: string): string | undefined;
  /** Whether all names are known: a name that `lookup` does not find is unset. False if the base image may set more. */
  readonly closed: boolean;
}

/** The current value of a USER, WORKDIR, SHELL, CMD, ENTRYPOINT, ..., and what set it. */
export interface Setting<T> {
  readonly value: T;
  /** `base-image`: from the catalogue entry of the base image; `default`: Docker's default. */
  readonly from: Instruction | 'base-image' | 'default';
}

/** The command of a CMD or ENTRYPOINT. */
export interface CommandSetting {
  readonly form: 'exec' | 'shell';
  /** The words of the exec form, or the text of the shell form as one word. */
  readonly words: readonly string[];
}

/** The configuration that `docker run` uses. If the base image is not in the catalogue, its settings are undefined. */
export interface RuntimeConfig {
  readonly user: Setting<string> | undefined;
  readonly workdir: Setting<string> | undefined;
  readonly shell: Setting<readonly string[]>;
  readonly entrypoint: Setting<CommandSetting> | undefined;
  /** If an ENTRYPOINT resets the CMD of the base image, this is an empty exec form with that ENTRYPOINT in `from`. */
  readonly cmd: Setting<CommandSetting> | undefined;
  readonly stopSignal: Setting<string> | undefined;
  readonly exposed: readonly Setting<string>[];
  readonly volumes: readonly Setting<string>[];
  readonly env: ReadonlyMap<string, Setting<string | undefined>>;
  readonly labels: ReadonlyMap<string, Setting<string | undefined>>;
  /** The HEALTHCHECK instruction, including `HEALTHCHECK NONE`. */
  readonly healthcheck: Setting<Instruction> | undefined;
  /** Whether the base image is in the catalogue. Otherwise, settings that the file does not contain are unknown. */
  readonly baseKnown: boolean;
}

/** A use of a stage by an instruction. */
export interface StageUse {
  readonly instruction: Instruction;
  readonly kind: 'from' | 'copy' | 'mount';
  /** The word that refers to the stage. */
  readonly at: Span;
}

/** A word that refers to a stage or image, to build on or to copy from: in FROM, COPY --from, RUN --mount=from. */
export interface SourceReference {
  /** The FROM, COPY or RUN; for ONBUILD, the inner instruction. */
  readonly instruction: Instruction;
  readonly kind: StageUse['kind'];
  readonly at: Span;
  /** As written. */
  readonly text: string;
  /** The stage, by name or, in COPY, by number; always one that starts before the instruction's own stage. */
  readonly stage: Stage | undefined;
  /** The image or named context if it is not a stage; undefined for a number without a stage. */
  readonly image: ImageReference | undefined;
}

export interface Stage extends Span {
  readonly index: number;
  /** Lower case, as BuildKit compares it. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly from: Instruction;
  /** The image in FROM; undefined for `FROM other-stage`. */
  readonly image: ImageReference | undefined;
  /** The catalogue entry of that image. */
  readonly base: BaseImage | undefined;
  /** The parent stage, for `FROM other-stage`. */
  readonly parent: Stage | undefined;
  /** All instructions of the stage, including FROM. */
  readonly instructions: readonly Instruction[];
  /** The ONBUILD instructions of the parent, which the build runs directly after this FROM. */
  readonly inherited: readonly Instruction[];
  /** The last stage, which `docker build` builds without --target. */
  readonly isFinal: boolean;
  readonly usedBy: readonly StageUse[];
  /** Whether its file system is part of the final image: the final stage and its ancestors. */
  readonly isInFinalImage: boolean;
  readonly os: 'linux' | 'windows';
  /** Whether it may be for Windows although `os` is `linux`: then rules and fixes for Linux do not apply. */
  readonly mayBeWindows: boolean;
  /** The Linux distribution of the root base image, if the catalogue contains it: `debian`, `alpine`, `ubuntu`, ... */
  readonly distro: string | undefined;
  /** `bookworm`, `3.22`, ... */
  readonly release: string | undefined;
}

/** The semantic model of a Dockerfile. Everything is computed on first use and memoized. */
export interface DockerfileModel {
  readonly tree: DockerfileTree;
  readonly stages: readonly Stage[];
  readonly final: Stage | undefined;
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly Variable[];
  /** Reads the stages in steps, and the variables of a long file, so that all other members are fast. */
  prepare(): Work<void>;
  stageOf(instruction: Instruction): Stage | undefined;
  /** The last stage with that name. Case-insensitive. */
  stageNamed(name: string): Stage | undefined;
  /** The stages and images that the instruction refers to, in text order. */
  sourcesOf(instruction: Instruction): readonly SourceReference[];
  /** The variables that are visible to the instruction: those set before it. FROM sees the global ARGs. */
  scopeAt(instruction: Instruction): Scope;
  /** The configuration before the instruction takes effect. */
  configBefore(instruction: Instruction): RuntimeConfig;
  /** The configuration at the end of the stage. */
  configOf(stage: Stage): RuntimeConfig;
  dialectAt(instruction: Instruction): Dialect;
  /** The shell script of RUN, or of CMD, ENTRYPOINT and HEALTHCHECK CMD in shell form. Returns undefined if there is none. */
  scriptOf(instruction: Instruction): ShellScript | undefined;
  /** The exec form of the instruction. Returns undefined if it has none. */
  execOf(instruction: Instruction): JsonForm | undefined;
  /** Every use of a variable in the instruction, expanded by BuildKit or by the shell. */
  usesIn(instruction: Instruction): readonly VariableUse[];
  /**
   * The variable that a use in that instruction refers to. Returns undefined if neither the file nor Docker defines it (a RUN script may
   * still set it: `ShellScript.assigned`). In the shell form of CMD, ENTRYPOINT and HEALTHCHECK, the environment of the running container
   * applies: the ENV of the stage, at any position.
   */
  resolve(instruction: Instruction, use: VariableUse): Variable | undefined;
}
