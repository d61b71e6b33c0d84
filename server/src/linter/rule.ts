import type { BuildContext } from '../context/build-context.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import type { CommandFact } from '../facts/commands/command.ts';
import type { CopySource } from '../facts/copy.ts';
import type { Facts } from '../facts/facts.ts';
import type { MountFact } from '../facts/mounts.ts';
import type { DockerfileModel, SourceReference, Stage, VariableUse } from '../model/model.ts';
import type { SyntaxInUse } from '../model/syntax-version.ts';
import type { ShellScript } from '../shell/script.ts';
import type { Instruction, Keyword } from '../syntax/tree.ts';
import type { TextEdit } from '../base/edit.ts';
import type { Message } from '../base/message.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';
export type Category = 'correctness' | 'cache' | 'size' | 'security' | 'reproducibility' | 'runtime' | 'deprecation' | 'style';
/** The presets that contain each other, the smallest first. A rule names the first that it is in. */
export type GeneralPreset = 'recommended' | 'strict' | 'all';

/**
 * safe: the built image and the meaning of the file stay the same, except for what `mayChange` names.
 * suggestion: the user has to review it. Only safe fixes are applied by fix-all, on save and by `--fix`.
 */
export type FixLevel = 'safe' | 'suggestion';

export interface Fix {
  readonly title: Message;
  readonly level: FixLevel;
  /** The edits do not overlap. */
  readonly edits: readonly TextEdit[];
  /**
   * The part of the text that the fix depends on, if it is smaller than the edited instructions: the fix stays valid whatever other fixes
   * change outside of this span. Fix-all applies fixes of several rules together if neither changes what the other depends on.
   */
  readonly dependsOn?: Span | undefined;
}

/** `createIgnoreFile`: create a .dockerignore for the build context. */
export type FindingAction = 'createIgnoreFile';

/** A problem that a rule found. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: Message;
  readonly fixes: readonly Fix[];
  /** Other positions that explain the finding. */
  readonly related: readonly { readonly span: Span; readonly message: Message }[];
  /** What an editor can offer that changes another file than this one. */
  readonly action?: FindingAction | undefined;
  /** How an editor may show it: faded out or struck through. */
  readonly tag: 'unnecessary' | 'deprecated' | undefined;
}

/** A fix as a rule reports it. */
export interface ReportedFix<Messages extends string> {
  /** The id of one of the rule's messages. */
  readonly title: Messages;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly level: FixLevel;
  readonly edits: readonly TextEdit[];
  readonly dependsOn?: Span;
}

/** The argument of `report`. `message` is the id of one of the rule's messages, and `data` has the values for its placeholders. */
export interface Report<Messages extends string> {
  readonly at: Span;
  readonly message: Messages;
  /** For a finding that is more or less severe than the rule in general. A severity in the settings of the user takes precedence. */
  readonly severity?: Severity | undefined;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly fixes?: readonly ReportedFix<Messages>[] | undefined;
  /** Instead of `fixes`, if they take long: called when they are shown or applied, not after each edit. */
  readonly laterFixes?: () => readonly ReportedFix<Messages>[];
  readonly related?: readonly {
    readonly at: Span;
    readonly message: Messages;
    readonly data?: Readonly<Record<string, string | number>>;
  }[];
  readonly tag?: Finding['tag'];
  readonly action?: FindingAction;
}

/** The input of a rule about a Dockerfile. */
export interface RuleContext<Messages extends string = string, Options = Readonly<Record<string, unknown>>> {
  /**
   * The text of the file. To read a part of the visited instruction, use its `source`: a visitor that needs nothing but the instruction, its
   * script and the syntax is not called again for an instruction with the same text.
   */
  readonly text: string;
  /** The syntax that `# syntax=` requests; `foreign` for another frontend, whose flags and instructions are unknown. */
  readonly syntax: SyntaxInUse | 'foreign' | undefined;
  readonly model: DockerfileModel;
  /** The build context. Its `snapshot.state` says whether it is known. */
  readonly build: BuildContext;
  /** What each instruction does: commands, copies, mounts, files, the start command. */
  readonly facts: Facts;
  /** The data files. A rule reports nothing that depends on one that is not loaded. */
  readonly assets: Assets;
  /** The options of the rule: the defaults, overridden by the settings of the user. */
  readonly options: Options;
  /** The stage of the instruction. Undefined before the first FROM. */
  stageOf(instruction: Instruction): Stage | undefined;
  scriptOf(instruction: Instruction): ShellScript | undefined;
  /** To be called by a visitor of a rule that sets `withinStage`, where its result depends on other stages after all. */
  readsOtherStages(): void;
  report(report: Report<Messages>): void;
}

/** The input of a rule about a .dockerignore file. */
export interface IgnoreRuleContext<Messages extends string = string, Options = Readonly<Record<string, unknown>>> {
  readonly file: IgnoreFile;
  /** The build context with this file applied. Its `snapshot.state` says whether it is known. */
  readonly build: BuildContext;
  /** The Dockerfiles that are built from this folder with this file. */
  readonly users: readonly ContextUser[];
  readonly options: Options;
  report(report: Report<Messages>): void;
}

/** A Dockerfile that is built from a context. */
export interface ContextUser {
  /** The path to show to the user. */
  readonly path: string;
  readonly model: DockerfileModel;
}

/** An id in a suppression comment that suppresses nothing. */
export interface UnusedSuppression {
  readonly id: string;
  readonly span: Span;
  /** Whether there is a rule with this id. */
  readonly isKnown: boolean;
  /** Removes the id, or the whole comment if it has no other. */
  readonly removal: TextEdit;
}

/** A command that calls a package manager. */
export type PackageFact = CommandFact & { readonly packages: NonNullable<CommandFact['packages']> };

/**
 * The visitors of a rule. Instruction keywords and `instruction` are called for each such instruction, `stage` once for each stage, `file`
 * once for the Dockerfile, `ignoreFile` once for a .dockerignore file, and the members of `FactVisitors` for each fact of that kind.
 * Instructions that ONBUILD triggers, and their facts, are visited only if the rule sets `onbuild`. A visitor of an instruction, a stage or a
 * file that takes long may be a generator, which yields where it can be interrupted.
 */
export type Visitors<Messages extends string, Options> = Partial<
  Record<Keyword | 'instruction', (instruction: Instruction, context: RuleContext<Messages, Options>) => Work<void> | void>
> &
  FactVisitors<RuleContext<Messages, Options>> & {
    readonly stage?: (stage: Stage, context: RuleContext<Messages, Options>) => Work<void> | void;
    readonly file?: (context: RuleContext<Messages, Options>) => Work<void> | void;
    readonly ignoreFile?: (context: IgnoreRuleContext<Messages, Options>) => Work<void> | void;
    /** Called when all rules have run, for each id in a suppression comment of ours that suppressed nothing; in both kinds of files. */
    readonly unusedSuppression?: (unused: UnusedSuppression, context: Pick<RuleContext<Messages, Options>, 'report'>) => void;
  };

/** Called for each fact about an instruction, in the order of the text. Facts that no active rule visits are not computed. */
export interface FactVisitors<Context> {
  /** A command of a RUN, at any depth. The commands of CMD, ENTRYPOINT and HEALTHCHECK are not included. */
  readonly command?: (command: CommandFact, instruction: Instruction, context: Context) => void;
  /** A command of a RUN that calls a package manager. */
  readonly package?: (command: PackageFact, instruction: Instruction, context: Context) => void;
  /** A source of a COPY or ADD; `context.facts.copyOf(instruction)` has its destination and flags. */
  readonly copySource?: (source: CopySource, instruction: Instruction, context: Context) => void;
  /** A `--mount` of a RUN. */
  readonly mount?: (mount: MountFact, instruction: Instruction, context: Context) => void;
  /** A reference to an image or stage: in FROM, COPY --from or RUN --mount=from. */
  readonly imageSource?: (source: SourceReference, instruction: Instruction, context: Context) => void;
  /** A use of a variable that BuildKit or the shell expands. For ONBUILD, the uses of the triggered instruction. */
  readonly variable?: (use: VariableUse, instruction: Instruction, context: Context) => void;
}

export interface RuleDefinition<Messages extends string = string, Options = Readonly<Record<string, unknown>>> {
  /** Names the problem, in kebab-case. Also the name of the folder, the setting, the diagnostic code and the documentation page. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  /**
   * The smallest of the general presets that turns the rule on; `recommended` if it is not given. A rule in `recommended` is reported by
   * default: it needs to be right in at least 97 % of its findings, and worth a change in nearly every file.
   */
  readonly preset?: GeneralPreset;
  /** The best level of fix that the rule can offer. */
  readonly fix: FixLevel | 'none';
  /**
   * What the safe fix changes in the image or in the meaning of the file, as a phrase. Required if `fix` is `safe`, otherwise not allowed.
   * `may-change.ts` in the folder of the rule expresses the same as code, and the property tests check the fix against it.
   */
  readonly mayChange?: string;
  /** The version of Layerwise that added the rule. */
  readonly since: string;
  /**
   * Ids of the same check in other tools: `DL3059`, `JSONArgsRecommended`. Suppression comments and configuration files of these tools
   * apply to this rule.
   */
  readonly aliases: readonly string[];
  /** The numbers of the checks in docs/checks.md (all checks that any Dockerfile tool is known to make) that the rule makes in full. */
  readonly checks: readonly number[];
  /** One sentence for lists and settings. */
  readonly summary: string;
  /** English message templates by id, including the titles of fixes. */
  readonly messages: Readonly<Record<Messages, string>>;
  /** Default values of the options, which also define their types. */
  readonly options?: Options;
  /** Descriptions of the options for the settings page. Required for every option. */
  readonly optionTexts?: Readonly<Record<keyof Options & string, string>>;
  /**
   * If given, the fixes of the rule are also offered as refactorings at the cursor, where it reports nothing because it is off or because of
   * its options. The value: the options for that.
   */
  readonly refactoring?: Partial<Options>;
  /** Whether to visit instructions that ONBUILD triggers. */
  readonly onbuild?: boolean;
  /**
   * Whether the visitors of stages, instructions and facts depend on nothing but the text of the stage and of those that it builds on, the
   * names of all stages, whether the stage reaches the final image and whether another one builds on it, the build context and the data
   * files. Not on the instructions of other stages: those that it copies from, or that use it. Then they are not called again for a stage
   * or an instruction without a finding when another stage changes. See `RuleContext.readsOtherStages` for exceptions.
   */
  readonly withinStage?: boolean;
  /** Whether a finding is left out if an error of another rule is about the same text or more, because that one explains it better. */
  readonly yields?: boolean;
  readonly on: Visitors<Messages, Options>;
}

/** A rule with any message ids and options, for the engine and the registry. */
export type AnyRule = RuleDefinition<any, any>; // oxlint-disable-line typescript/no-explicit-any -- ids and options are invariant; only the rule itself knows them

/** What is known of a rule without its code, for settings and comments that name it. */
export type RuleInfo = Pick<AnyRule, 'id' | 'aliases' | 'category' | 'severity' | 'preset' | 'options'>;

/** Declares a rule, and checks the types of its message ids and options. */
export function defineRule<const Messages extends string, Options = Readonly<Record<string, never>>>(
  rule: RuleDefinition<Messages, Options>,
): RuleDefinition<Messages, Options> {
  return rule;
}
